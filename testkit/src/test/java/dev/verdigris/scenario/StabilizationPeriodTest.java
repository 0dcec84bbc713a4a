package dev.verdigris.scenario;

import static dev.verdigris.scenario.Stage.BETA;
import static dev.verdigris.testkit.assertj.VerdigrisAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.verdigris.model.InstanceId;
import dev.verdigris.report.Reconciliation;
import dev.verdigris.request.Reconcile;
import dev.verdigris.testkit.Operations;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** R18: reconcile acts on what every look over a stabilization period shows. */
class StabilizationPeriodTest extends ReconcileScenario {
    @Test
    void what_is_gone_before_the_stabilization_period_is_over_is_not_acted_on() {
        scaledOut();
        stage.cloud.after(
                Duration.ofSeconds(12),
                () -> stage.targets.register(stage.blue.instance(4).id()));

        assertThat(reconcile().differences()).isEmpty();
        untouched();
    }

    @Test
    void what_comes_and_goes_is_not_acted_on() {
        scaledOut();
        InstanceId flapping = stage.blue.instance(4).id();
        stage.cloud.after(Duration.ofSeconds(12), () -> stage.targets.register(flapping));
        stage.cloud.after(Duration.ofSeconds(17), () -> stage.targets.deregister(flapping));

        assertThat(reconcile().differences()).isEmpty();
        untouched();
    }

    @Test
    void a_member_that_comes_and_goes_does_not_keep_the_others_back() {
        stage.blue.scaleOut(2);
        stage.cloud.pass(Duration.ofMinutes(2));
        InstanceId missing = stage.blue.instance(4).id();
        InstanceId flapping = stage.blue.instance(5).id();
        stage.cloud.after(Duration.ofSeconds(12), () -> stage.targets.register(flapping));
        stage.cloud.after(Duration.ofSeconds(17), () -> stage.targets.deregister(flapping));
        Reconciliation done = reconcile();

        assertThat(done.differences())
                .containsExactly("1 member of beta-blue in service and not registered: " + missing + ":80");
        assertThat(done.changes()).containsExactly("register 1 target of Beta: " + missing + ":80");
    }

    @Test
    void what_comes_meanwhile_is_left_to_the_next_time() {
        stage.cloud.setParameter(BETA.activeColorParameter(), "green");
        scaledOut();
        stage.targets.register(stage.blue.instance(4).id());
        stage.cloud.after(
                Duration.ofSeconds(7),
                () -> stage.targets.deregister(stage.blue.instance(4).id()));

        assertThat(reconcile().changes()).containsExactly("/compiler-explorer/beta/active-asg: blue");
        assertThat(reconcile().changes()).singleElement().asString().startsWith("register 1 target");
    }

    @Test
    void the_stabilization_period_takes_as_long_as_is_asked() {
        scaledOut();
        Instant before = stage.cloud.now();
        ann.reconcile(
                Reconcile.of(BETA).withStableFor(Duration.ofSeconds(32)).withPollInterval(Duration.ofSeconds(10)));

        assertThat(stage.cloud.now()).isEqualTo(before.plusSeconds(32));
        assertThat(stage.worldChanges()).isEqualTo(1);
    }

    @Test
    void without_a_stabilization_period_it_acts_at_once() {
        scaledOut();
        Instant before = stage.cloud.now();

        assertThat(reconcileAtOnce().changes()).hasSize(1);
        assertThat(stage.cloud.now()).isEqualTo(before);
    }

    @Test
    void what_is_gone_at_the_last_moment_is_noted() {
        scaledOut();
        stage.calls.before(
                Operations.DESCRIBE_HEALTH,
                3,
                () -> stage.targets.register(stage.blue.instance(4).id()));

        assertThat(reconcileAtOnce().changes()).isEmpty();
        assertThat(stage.sentences())
                .anyMatch(sentence -> sentence.startsWith("note: gone before it was closed: 1 member of beta-blue"));
        untouched();
    }

    @Test
    void a_long_watch_renews_the_lease_in_every_half_of_it() {
        scaledOut();
        stage.cloud.after(
                Duration.ofMinutes(8),
                () -> assertThat(stage.stateText())
                        .as("after 8 minutes, at looks every 5 seconds")
                        .contains("lease.writes 15\n"));

        assertThat(ann.reconcile(Reconcile.of(BETA).withStableFor(Duration.ofMinutes(10)))
                        .changes())
                .hasSize(1);
    }
}
