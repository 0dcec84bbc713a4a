package dev.verdigris.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdigris.aws.moto.MotoEnvironment;
import dev.verdigris.aws.moto.MotoWorld;
import dev.verdigris.model.Color;
import dev.verdigris.model.GroupSize;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import software.amazon.awssdk.services.ssm.model.Parameter;

/** The packaged CLI as a process on a Moto server: a fleet is kept warm for a time, which passes. */
@Execution(ExecutionMode.CONCURRENT)
class KeepWarmEndToEndTest {
    private final MotoWorld world = MotoWorld.fresh();
    private final MotoEnvironment beta = world.environment("beta").create();
    private final Map<String, String> variables = world.processEnvironment();

    @TempDir
    private Path folder;

    private Ran cli(String... command) throws IOException {
        Path file = Files.writeString(
                folder.resolve("environments.yml"),
                "environments:\n  beta:\n    endpoint-url: " + world.endpoint()
                        + "\n    poll-interval: 50ms\n    keep-warm: 2h\n");
        List<String> words = new ArrayList<>(List.of("--config", file.toString(), "--env", "beta", "environment"));
        words.addAll(List.of(command));
        return Jar.run(variables, words.toArray(String[]::new));
    }

    /** The time passes for which a fleet is kept warm: what the deployment state says of it lies behind. */
    private void timePasses(String until) {
        List<Parameter> states = world
                .ssm()
                .getParametersByPath(
                        request -> request.path("/compiler-explorer/beta").recursive(true))
                .parameters()
                .stream()
                .filter(parameter -> parameter.value().contains("\t" + until + "\n"))
                .toList();
        String past = Instant.parse(until).minusSeconds(3 * 3600).toString();
        assertThat(states).isNotEmpty();
        states.forEach(state -> world.ssm()
                .putParameter(request -> request.name(state.name())
                        .value(state.value().replace(until, past))
                        .overwrite(true)));
    }

    private String until() throws IOException {
        Object until = cli("status", "--json").exiting(0).json().get("keptWarm");
        return assertThat(until)
                .asInstanceOf(InstanceOfAssertFactories.map(String.class, Object.class))
                .containsEntry("color", "blue")
                .containsEntry("needed", 3)
                .containsEntry("ready", 3)
                .extracting("until", InstanceOfAssertFactories.STRING)
                .actual();
    }

    @Test
    void it_is_kept_until_then_and_scaled_down_by_the_next_reconcile() throws IOException {
        Set<String> first = beta.instances(Color.BLUE);
        cli("refresh", "--yes").exiting(0);
        assertThat(cli("reconcile", "--yes", "--stable-for", "100ms").exiting(0).out())
                .contains("nothing differs");
        assertThat(beta.instances(Color.BLUE)).as("kept warm").isEqualTo(first);
        timePasses(until());

        assertThat(cli("validate").exiting(0).out()).contains("and that is over");
        assertThat(cli("reconcile", "--yes", "--stable-for", "100ms").exiting(0).out())
                .contains("changed: Clean up beta: scale the blue fleet down, which was kept warm");
        assertThat(beta.size(Color.BLUE)).isEqualTo(new GroupSize(0, 100, 0));
        assertThat(beta.instances(Color.BLUE)).isEmpty();
        assertThat(beta.registered(Color.GREEN)).hasSize(3);
        assertThat(cli("status", "--json").exiting(0).json())
                .containsEntry("keptWarm", null)
                .containsEntry("drift", List.of());
        assertThat(cli("history", "--limit", "1").exiting(0).out()).contains("which is over");
    }

    @Test
    void a_rollback_after_its_time_goes_to_it_all_the_same() throws IOException {
        Set<String> first = beta.instances(Color.BLUE);
        cli("refresh", "--yes").exiting(0);
        timePasses(until());

        cli("rollback", "--yes").exiting(0);
        assertThat(beta.registered(Color.BLUE)).isEqualTo(first);
        assertThat(beta.recordedColor()).isEqualTo("blue");
    }
}
