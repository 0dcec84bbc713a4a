package dev.verdigris.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import dev.verdigris.model.GroupSize;
import dev.verdigris.testkit.Call;
import dev.verdigris.testkit.CallHook;
import dev.verdigris.testkit.SimulatedCloud;
import java.util.List;

/** The CLI on a simulated cloud whose leases do not expire, as in Parameter Store, and a process that may be killed. */
abstract class CommandScenario {
    static final String ENVIRONMENT = "--env beta environment ";
    static final String TYPE = "java -jar verdigris.jar --env beta environment ";
    static final String[] OUTCOME = {
        "outcome", "environment", "from", "to", "cause", "residue", "steps", "seconds", "notes"
    };

    final Environment beta = Environment.of("beta");

    /** Its leases do not expire, as those in Parameter Store. */
    final SimulatedCloud cloud =
            SimulatedCloud.builder().serving(beta, 3).leasesExpire(false).build();

    final Cli cli = new Cli(cloud);

    /** The end of a process. */
    static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    /** Does something once, before the first call of an operation. */
    static CallHook before(String operation, Runnable action) {
        return new CallHook() {
            private boolean done;

            @Override
            public void before(Call call) {
                if (!done && call.operation().equals(operation)) {
                    done = true;
                    action.run();
                }
            }
        };
    }

    /** The process of a command is killed as it is about to send an operation for the first time. */
    static void killed(SimulatedCloud cloud, String operation, String command) {
        cloud.install(before(operation, () -> {
            throw new Killed();
        }));
        assertThatExceptionOfType(Killed.class).isThrownBy(() -> new Cli(cloud).run(ENVIRONMENT + command + " --yes"));
    }

    void killed(String operation, String command) {
        killed(cloud, operation, command);
    }

    /** That color serves and is recorded, and nothing is in progress. */
    void serves(Color color) {
        assertThat(cloud.recorded(beta)).isEqualTo(color.label());
        assertThat(cli.run(ENVIRONMENT + "status --json").exiting(0).json())
                .containsEntry("activeColor", color.label())
                .containsEntry("deployment", null)
                .containsEntry("drift", List.of());
    }

    /** Blue serves with three instances, and green is empty. */
    void asBefore() {
        serves(Color.BLUE);
        assertThat(cloud.group(beta, Color.BLUE).size()).isEqualTo(new GroupSize(2, 10, 3));
        assertThat(cloud.group(beta, Color.GREEN).size()).isEqualTo(new GroupSize(0, 10, 0));
    }
}
