package dev.verdigris.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.verdigris.aws.moto.MotoEnvironment;
import dev.verdigris.aws.moto.MotoWorld;
import dev.verdigris.model.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The README's programs that need the packaged jar, as processes of their own. */
@Execution(ExecutionMode.CONCURRENT)
class ReadmeEndToEndTest {

    @Test
    void the_jshell_line_deploys() throws Exception {
        Ran ran = jshell(script());

        assertThat(ran.printed())
                .contains("Deploy beta: blue", "10. keep-warm", "\nSucceeded\n", " by v2, 0 failed")
                .doesNotContain("Error", "Exception");
        assertThat(ran.exit()).isZero();
    }

    @Test
    void a_script_whose_deployment_fails_says_so_to_the_shell() throws Exception {
        Ran ran = jshell(interfering("cloud.group(beta, Color.GREEN).afflict(\"v2\", InstanceFault.neverHealthy())"));

        assertThat(ran.printed()).contains("RolledBack: ");
        assertThat(ran.exit()).isEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cloud.removeParameter(beta.activeColorParameter())", // the line that deploys throws
                "int blueGreen = 1" // it does not compile
            })
    void a_script_that_does_not_come_to_its_outcome_says_so_to_the_shell(String line) throws Exception {
        assertThat(jshell(interfering(line)).exit()).isEqualTo(1);
    }

    /** The script with one line more, before it deploys. */
    private static Path interfering(String line) throws IOException {
        String deploying = "System.out.println(blueGreen.plan";
        return Files.writeString(
                Files.createTempFile(Path.of("target"), "deploy", ".jsh"),
                Files.readString(script()).replace(deploying, line + "\n" + deploying));
    }

    private static Path script() {
        return Project.root().resolve("examples/deploy.jsh");
    }

    /** Runs a script as the README says. */
    private static Ran jshell(Path script) throws IOException, InterruptedException {
        String line = Fence.in("README.md").stream()
                .filter(fence -> fence.text().startsWith("jshell "))
                .findFirst()
                .orElseThrow()
                .text();
        List<String> command = new ArrayList<>(Arrays.asList(line.strip().split(" ", -1)));
        command.set(0, tool("jshell"));
        assertThat(command.set(command.size() - 1, script.toAbsolutePath().toString()))
                .isEqualTo("examples/deploy.jsh");
        return ran(command, Map.of());
    }

    @Test
    void the_program_for_aws_deploys() throws Exception {
        MotoWorld world = MotoWorld.fresh();
        MotoEnvironment beta = world.environment("beta").create();

        assertThat(deployOnAws(world)).endsWith("traffic reaches green\n");
        assertThat(beta.registered(Color.GREEN)).hasSize(3);
        assertThat(beta.registered(Color.BLUE)).isEmpty();
    }

    @Test
    void the_program_for_aws_says_what_it_refuses() throws Exception {
        MotoWorld world = MotoWorld.fresh();
        world.environment("beta").recorded("green").create();

        assertThat(deployOnAws(world)).contains("RefusedException: expected the recorded color to be the one");
    }

    /** The SDK finds the endpoint where it finds the credentials. */
    private static String deployOnAws(MotoWorld world) throws IOException, InterruptedException {
        Map<String, String> environment = new java.util.HashMap<>(world.processEnvironment());
        environment.put("AWS_ENDPOINT_URL", world.endpoint().toString());
        return ran(
                        List.of(tool("java"), "-cp", "examples/target/verdigris.jar", DeployOnAws.class.getName()),
                        environment)
                .printed();
    }

    private static String tool(String name) {
        return Path.of(System.getProperty("java.home"), "bin", name).toString();
    }

    /** How a process ended, and what it printed. */
    private record Ran(int exit, String printed) {}

    private static Ran ran(List<String> command, Map<String, String> environment)
            throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(Project.root().toFile()).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        String printed = new String(process.getInputStream().readAllBytes(), UTF_8);
        return new Ran(process.waitFor(), printed);
    }
}
