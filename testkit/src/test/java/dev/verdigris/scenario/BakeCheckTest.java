package dev.verdigris.scenario;

import static dev.verdigris.scenario.Stage.BETA;
import static dev.verdigris.testkit.assertj.VerdigrisAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.verdigris.BlueGreen;
import dev.verdigris.error.RefusedException;
import dev.verdigris.hook.Check;
import dev.verdigris.model.Color;
import dev.verdigris.request.Bake;
import dev.verdigris.request.Deployment;
import dev.verdigris.request.Gate;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A user's own check while the new fleet serves on trial. */
class BakeCheckTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Stage stage = Stage.set();
    private final AtomicInteger asked = new AtomicInteger();

    private static Deployment baking() {
        return Deployment.of(BETA).withBake(Bake.of(MINUTE.multipliedBy(5)));
    }

    private BlueGreen checking(Check check) {
        return stage.builder("ann")
                .bakeCheck("orders", subject -> {
                    asked.incrementAndGet();
                    assertThat(subject.color()).isEqualTo(Color.GREEN);
                    return check.run(subject);
                })
                .build();
    }

    @Test
    void it_is_asked_at_each_poll_while_the_new_fleet_serves() {
        assertThat(checking(subject -> Check.Verdict.passed()).deploy(baking())).succeeded();

        assertThat(asked.get()).as("every 5 s of 5 min").isBetween(55, 65);
    }

    @Test
    void one_that_fails_sends_all_requests_back() {
        Check failing = subject -> asked.get() > 10 ? Check.Verdict.failed("no order in 50 s") : Check.Verdict.passed();

        assertThat(checking(failing).deploy(baking())).failedIn("bake").rolledBackBecause("no order in 50 s");
        assertThat(stage).isAsBefore();
    }

    @Test
    void one_that_waits_makes_the_bake_longer_until_its_deadline() {
        Duration began = stage.cloud.elapsed();

        assertThat(checking(subject -> Check.Verdict.waiting("an order")).deploy(baking()))
                .failedIn("bake")
                .rolledBackBecause("an order");
        assertThat(stage.cloud.elapsed().minus(began)).isGreaterThan(MINUTE.multipliedBy(20));
    }

    @Test
    void a_deployment_without_a_bake_waits_until_it_passes() {
        Check third = subject -> asked.get() < 3 ? Check.Verdict.waiting("an order") : Check.Verdict.passed();
        BlueGreen blueGreen = checking(third);
        assertThat(blueGreen.plan(Deployment.of(BETA)).toString())
                .contains("leave it so until orders passes, on trial; as soon as");

        assertThat(blueGreen.deploy(Deployment.of(BETA))).succeeded();

        assertThat(asked.get()).isEqualTo(3);
        assertThat(stage).hasSwitched();
    }

    @Test
    void whoever_resumes_must_have_registered_it() {
        stage.when("bake", () -> {
            throw new Killed();
        });
        assertThatThrownBy(() -> checking(subject -> Check.Verdict.passed()).deploy(baking()))
                .isInstanceOf(Killed.class);

        assertThatThrownBy(() -> stage.by("bob").resume(Stage.takingOver()))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("bake-check 'orders' to be registered");
        assertThat(checking(subject -> Check.Verdict.passed()).resume(Stage.takingOver()))
                .succeeded();
    }

    @Test
    void once_a_gate_after_the_bake_is_promoted_it_is_asked_again() {
        Check fails = subject -> stage.cloud.elapsed().compareTo(Duration.ofHours(5)) > 0
                ? Check.Verdict.failed("no order since lunch")
                : Check.Verdict.passed();
        BlueGreen blueGreen = checking(fails);
        assertThat(blueGreen.deploy(baking().withGate(Gate.afterBake()))).pausedAt("after-bake");
        stage.cloud.pass(Duration.ofHours(5));

        assertThat(blueGreen.promote(BETA)).rolledBackBecause("no order since lunch");
        assertThat(stage).isAsBefore();
    }

    private static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }
}
