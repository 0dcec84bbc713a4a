package dev.verdigris.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdigris.aws.moto.MotoEnvironment;
import dev.verdigris.aws.moto.MotoWorld;
import dev.verdigris.model.Color;
import dev.verdigris.model.GroupSize;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The packaged CLI as a process on a Moto server: an environment is switched, shut down and started. */
@Execution(ExecutionMode.CONCURRENT)
class ShutdownEndToEndTest {
    private static final GroupSize ZERO = new GroupSize(0, 100, 0);

    private final MotoWorld world = MotoWorld.fresh();

    @TempDir
    private Path folder;

    /** Runs a command about an environment that a file describes. */
    private Ran cli(Map<String, String> variables, Path file, String... command) {
        List<String> words = new ArrayList<>(List.of("--config", file.toString(), "--env", "beta", "environment"));
        words.addAll(List.of(command));
        return Jar.run(variables, words.toArray(String[]::new));
    }

    private Path file(String... options) throws IOException {
        return Files.writeString(
                folder.resolve("environments.yml"),
                "environments:\n  beta:\n    endpoint-url: " + world.endpoint() + "\n    poll-interval: 50ms\n    "
                        + String.join("\n    ", options) + "\n");
    }

    @Test
    void it_is_switched_shut_down_and_started_by_registration() throws IOException {
        MotoEnvironment beta = world.environment("beta").create();
        Path file = file("keep-warm: forever");
        Map<String, String> variables = world.processEnvironment();
        Set<String> first = beta.instances(Color.BLUE);
        cli(variables, file, "refresh", "--yes").exiting(0);

        assertThat(cli(variables, file, "switch", "green", "--yes").exiting(0).out())
                .isEqualTo("beta: traffic reaches green already; nothing is changed\n");
        cli(variables, file, "switch", "blue", "--yes").exiting(0);
        assertThat(beta.registered(Color.BLUE)).isEqualTo(first);
        assertThat(beta.recordedColor()).isEqualTo("blue");

        assertThat(cli(variables, file, "shutdown", "--json").exiting(2).err())
                .contains("expected --yes, or a terminal to ask on");
        assertThat(cli(variables, file, "shutdown", "--yes", "--json")
                        .exiting(0)
                        .json())
                .containsEntry("outcome", "SUCCEEDED")
                .containsEntry("from", "blue")
                .containsEntry("to", null);
        assertThat(beta.registered(Color.BLUE)).isEmpty();
        assertThat(beta.size(Color.BLUE)).isEqualTo(ZERO);
        assertThat(beta.size(Color.GREEN)).isEqualTo(ZERO);
        assertThat(beta.instances(Color.BLUE)).isEmpty();
        assertThat(beta.instances(Color.GREEN)).isEmpty();
        assertThat(cli(variables, file, "status", "--json").exiting(0).json())
                .containsEntry("shutDown", true)
                .containsEntry("activeColor", null)
                .containsEntry("recordedColor", "blue")
                .containsEntry("drift", List.of());
        cli(variables, file, "validate").exiting(0);
        cli(variables, file, "reconcile", "--yes", "--stable-for", "100ms").exiting(0);
        assertThat(beta.size(Color.BLUE)).isEqualTo(ZERO);

        cli(variables, file, "start", "--yes").exiting(0);
        assertThat(beta.size(Color.BLUE)).isEqualTo(new GroupSize(2, 100, 3));
        assertThat(beta.registered(Color.BLUE)).hasSize(3).doesNotContainAnyElementsOf(first);
        assertThat(cli(variables, file, "start", "--yes").exiting(3).err())
                .contains("expected nobody to serve, found that traffic reaches blue");
        assertThat(cli(variables, file, "status", "--json").exiting(0).json()).containsEntry("shutDown", false);
    }

    /** Moto leaves targets behind whose group has ended them, which AWS does not; so nothing is said of drift. */
    @Test
    void it_is_shut_down_and_started_by_forwarding() throws IOException {
        ForwardedBeta beta = ForwardedBeta.create();
        String listener = beta.balancer().listenSecurely(443, beta.moto().forward(100, 0, null));
        beta.route(listener);
        Path file = Files.writeString(
                folder.resolve("environments.yml"),
                "environments:\n  beta:\n    endpoint-url: " + beta.endpoint()
                        + "\n    poll-interval: 50ms\n    traffic: forwarding\n    hold: 100ms\n    route: [\""
                        + listener
                        + "\"]\n");
        Map<String, String> variables = beta.world().processEnvironment();

        cli(variables, file, "shutdown", "--yes").exiting(0);
        assertThat(beta.told()).containsExactly("blue 0, green 100");
        assertThat(beta.size(Color.BLUE)).isEqualTo(ZERO);
        assertThat(beta.instances(Color.BLUE)).isEmpty();
        assertThat(beta.recordedColor()).isEqualTo("blue");

        cli(variables, file, "start", "--yes", "--capacity", "4").exiting(0);
        assertThat(beta.told()).containsExactly("blue 100, green 0");
        assertThat(beta.size(Color.BLUE)).isEqualTo(new GroupSize(2, 100, 4));
        assertThat(cli(variables, file, "status", "--json").exiting(0).json())
                .containsEntry("activeColor", "blue")
                .containsEntry("shutDown", false);
    }
}
