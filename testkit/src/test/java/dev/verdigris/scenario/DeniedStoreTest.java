package dev.verdigris.scenario;

import static dev.verdigris.scenario.Stage.BETA;
import static dev.verdigris.testkit.assertj.VerdigrisAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.verdigris.model.Color;
import dev.verdigris.outcome.Outcome;
import dev.verdigris.request.Recovery;
import dev.verdigris.testkit.CallFault;
import dev.verdigris.testkit.Operations;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A store that is asked before every change says nothing any more, so that nobody knows whether one may be sent. */
class DeniedStoreTest {
    private final Stage stage =
            Stage.on(Stage.builder().leasesExpire(false).serving(BETA, 3).build());
    private Duration fault = Duration.ZERO;

    private Outcome deployedWith(CallFault faulty, String step) {
        stage.when(step, () -> {
            stage.cloud.install(faulty);
            fault = stage.cloud.elapsed();
        });
        Outcome outcome = stage.deploy();
        stage.cloud.remove(faulty);
        return outcome;
    }

    @ParameterizedTest
    @ValueSource(strings = {"scale-up", "register", "deregister", "write-parameter", "restore-active-min"})
    void reads_that_are_denied_for_good_are_named_at_once_and_not_waited_for(String step) {
        Outcome outcome = deployedWith(CallFault.denied(Operations.FIND_STATE), step);

        assertThat(outcome).failedDirtyBecause("found that it cannot be said: deployments:Find: AccessDenied");
        assertThat(stage.cloud.elapsed().minus(fault)).isLessThan(Duration.ofMinutes(1));
        assertThat(stage.cloud).failedNoRequest();
        stage.blueGreen().resume(Recovery.of(BETA).takingOver());
        assertThat(stage.blueGreen().status(BETA).deployment()).isNull();
        assertThat(stage.cloud).failedNoRequest();
    }

    @ParameterizedTest
    @ValueSource(strings = {"scale-up", "register", "deregister", "write-parameter", "restore-active-min"})
    void those_that_fail_for_a_while_are_sat_out(String step) {
        Outcome outcome =
                deployedWith(CallFault.unavailable(Operations.FIND_STATE).times(5), step);

        assertThat(outcome).succeeded();
        assertThat(stage.cloud).servesOnly(Color.GREEN).failedNoRequest();
    }
}
