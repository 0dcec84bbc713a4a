package dev.verdigris.scenario;

import static dev.verdigris.scenario.Stage.BETA;
import static dev.verdigris.testkit.assertj.VerdigrisAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.verdigris.BlueGreen;
import dev.verdigris.hook.Check;
import dev.verdigris.model.Color;
import dev.verdigris.port.Cloud;
import dev.verdigris.testkit.SimulatedCloud;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a facade is built with, and what it refuses to be built with. */
class FacadeTest {
    private final Stage stage = Stage.set();
    private final Cloud cloud = stage.cloud.ports();

    /** The ports of the cloud but for its deployment store. */
    private Cloud.Builder withoutStore() {
        return Cloud.builder()
                .fleets(cloud.fleets())
                .targetGroups(cloud.targetGroups())
                .activeColors(cloud.activeColors())
                .time(cloud.time());
    }

    @Test
    void without_a_store_there_is_no_facade() {
        Cloud storeless = withoutStore().build();

        assertThatIllegalStateException()
                .isThrownBy(() -> BlueGreen.on(storeless))
                .withMessage("expected a deployment store in the cloud or given to the builder, found none");
    }

    @Test
    void the_deployment_state_is_kept_in_the_store_that_was_given() {
        SimulatedCloud elsewhere = SimulatedCloud.builder().build();
        BlueGreen blueGreen = BlueGreen.builder(cloud)
                .store(Objects.requireNonNull(elsewhere.ports().deployments()))
                .build();
        assertThat(blueGreen.deploy(BETA)).succeeded();

        assertThat(stage.cloud.deploymentState(BETA)).isNull();
        assertThat(elsewhere.deploymentState(BETA)).contains("succeeded");
        assertThat(blueGreen.history(BETA)).hasSize(1);
        assertThat(stage.cloud).servesOnly(Color.GREEN);
    }

    @ParameterizedTest
    @CsvSource({"15,PT1M", "0,PT1M", "16,PT1M4S", "120,PT8M"})
    void a_lease_lasts_for_four_calls_and_at_least_a_minute(int secondsACall, String lease) {
        Cloud slow = withoutStore()
                .deployments(Objects.requireNonNull(cloud.deployments()))
                .callTimeout(Duration.ofSeconds(secondsACall))
                .build();
        BlueGreen blueGreen = BlueGreen.builder(slow).listener(stage::interfere).build();
        stage.killedIn("scale-up", () -> blueGreen.deploy(BETA));

        assertThat(stage.stateText())
                .contains("\nlease.duration " + lease + "\n")
                .contains("\nlease.grace " + Duration.ofSeconds(secondsACall) + "\n");
    }

    @Test
    void a_lease_must_be_longer_than_a_call() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BlueGreen.builder(cloud).lease(Duration.ofSeconds(15)))
                .withMessage("lease: expected more than the call time-out of 15s, found 15s");
        assertThat(BlueGreen.builder(cloud)
                        .lease(Duration.ofSeconds(16))
                        .build()
                        .deploy(BETA))
                .succeeded();
    }

    @Test
    void a_wait_timeout_is_not_negative() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BlueGreen.builder(cloud).waitTimeout(Duration.ofSeconds(-1)))
                .withMessage("wait timeout: expected 0 or more, found PT-1S");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 101})
    void a_holder_has_a_name_of_at_most_a_hundred_characters(int length) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BlueGreen.builder(cloud).holder("x".repeat(length)))
                .withMessageStartingWith("holder: expected 1 to 100 characters, found " + length);
    }

    @Test
    void by_default_a_holder_is_named_after_its_process() {
        BlueGreen blueGreen =
                BlueGreen.builder(cloud).listener(stage::interfere).build();
        stage.killedIn("scale-up", () -> blueGreen.deploy(BETA));

        assertThat(stage.stateText())
                .contains("\nlease.holder " + System.getProperty("user.name") + "@")
                .contains(" (process " + ProcessHandle.current().pid() + ")\n");
    }

    @Test
    void checks_have_names_of_their_own() {
        Check passes = subject -> Check.Verdict.passed();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> BlueGreen.builder(cloud).check("smoke test", passes))
                .withMessage("check name: expected 1 to 40 letters, digits and hyphens, found 'smoke test'");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> BlueGreen.builder(cloud).check("smoke", passes).check("smoke", passes))
                .withMessage("check name: expected a new one, found 'smoke' taken");
    }
}
