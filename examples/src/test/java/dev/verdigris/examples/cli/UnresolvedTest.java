package dev.verdigris.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;
import static org.assertj.core.api.InstanceOfAssertFactories.MAP;

import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import dev.verdigris.testkit.CallFault;
import dev.verdigris.testkit.Operations;
import dev.verdigris.testkit.SimulatedCloud;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code reconcile} may not close has an exit code of its own, so that a schedule can report it. */
class UnresolvedTest {
    private static final String RECONCILE = "--env beta environment reconcile ";

    private final Environment beta = Environment.of("beta");
    private final SimulatedCloud cloud = SimulatedCloud.serving(beta, 3);
    private final Cli cli = new Cli(cloud);

    /** Both colors are registered, and the recorded one is not there in full: a person must say which one serves. */
    private void bothRegistered() {
        cloud.group(beta, Color.GREEN).setDesired(1);
        cloud.pass(Duration.ofMinutes(5));
        cloud.targetGroup(beta).place(cloud.group(beta, Color.GREEN));
        cloud.group(beta, Color.BLUE).instances().get(0).sicken("Target.Timeout");
        cloud.pass(Duration.ofMinutes(2));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--yes", "--dry-run"})
    void eight_when_something_is_left_for_a_person_to_decide(String how) {
        bothRegistered();

        Ran ran = cli.run(RECONCILE + how + " --json").exiting(8);

        assertThat(ran.json())
                .containsEntry("outcome", "UNRESOLVED")
                .containsEntry("residue", List.of())
                .extractingByKey("unresolved")
                .asInstanceOf(LIST)
                .first()
                .asInstanceOf(MAP)
                .containsOnlyKeys("problem", "remedy", "warning");
        assertThat(cli.run(RECONCILE + how).exiting(8).out()).contains("  for you to decide: ");
    }

    @Test
    void zero_when_nothing_is_left() {
        cloud.setParameter(beta.activeColorParameter(), "green");

        assertThat(cli.run(RECONCILE + "--yes --json").exiting(0).json())
                .containsEntry("outcome", "SUCCEEDED")
                .containsEntry("unresolved", List.of());
    }

    @Test
    void five_comes_before_eight() {
        bothRegistered();
        cloud.group(beta, Color.BLUE).instances().get(0).heal();
        cloud.pass(Duration.ofMinutes(2));
        cloud.install(CallFault.denied(Operations.DEREGISTER));

        assertThat(cli.run(RECONCILE + "--yes --json").exiting(5).json()).containsEntry("outcome", "FAILED_DIRTY");
    }
}
