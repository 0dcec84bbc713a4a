package dev.verdigris.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.verdigris.aws.moto.MotoEnvironment;
import dev.verdigris.aws.moto.MotoWorld;
import dev.verdigris.model.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The README's programs that need the packaged jar, as processes of their own. */
@Execution(ExecutionMode.CONCURRENT)
class ReadmeEndToEndTest {

    @Test
    void the_jshell_line_deploys() throws Exception {
        String line = Fence.in("README.md").stream()
                .filter(fence -> fence.text().startsWith("jshell "))
                .findFirst()
                .orElseThrow()
                .text();
        List<String> command = new ArrayList<>(Arrays.asList(line.strip().split(" ", -1)));
        command.set(0, tool("jshell"));

        assertThat(printed(command, Map.of()))
                .contains("Deploy beta: blue", "10. keep-warm", "\nSucceeded\n", " by v2, 0 failed")
                .doesNotContain("Error", "Exception");
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
        return printed(
                List.of(tool("java"), "-cp", "examples/target/verdigris.jar", DeployOnAws.class.getName()),
                environment);
    }

    private static String tool(String name) {
        return Path.of(System.getProperty("java.home"), "bin", name).toString();
    }

    private static String printed(List<String> command, Map<String, String> environment)
            throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(Project.root().toFile()).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        String printed = new String(process.getInputStream().readAllBytes(), UTF_8);
        process.waitFor();
        return printed;
    }
}
