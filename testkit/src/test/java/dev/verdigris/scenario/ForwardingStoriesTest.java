package dev.verdigris.scenario;

import static dev.verdigris.testkit.assertj.VerdigrisAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.verdigris.BlueGreen;
import dev.verdigris.error.RefusedException;
import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import dev.verdigris.model.TargetGroup.HealthyShare;
import dev.verdigris.model.TargetGroup.HealthyShare.Threshold;
import dev.verdigris.model.Traffic;
import dev.verdigris.outcome.Outcome;
import dev.verdigris.request.Deployment;
import dev.verdigris.request.KeepWarm;
import dev.verdigris.request.Shift;
import dev.verdigris.testkit.ForwardAction;
import dev.verdigris.testkit.Latencies;
import dev.verdigris.testkit.Latency;
import dev.verdigris.testkit.Operations;
import dev.verdigris.testkit.SimulatedCloud;
import dev.verdigris.testkit.SimulatedListener;
import dev.verdigris.testkit.SimulatedTargetGroup;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What has gone wrong elsewhere with weights, by its number in docs/failure-stories.md, and does not here. */
class ForwardingStoriesTest {
    private final ForwardingStage stage = new ForwardingStage();

    /** A world in which a write of the weights takes 90 s to come to every node. */
    private static SimulatedCloud slowToSpread(Environment beta) {
        return SimulatedCloud.builder()
                .latencies(Latencies.likeAws().withPropagation(Latency.exactly(Duration.ofSeconds(90))))
                .deregistrationDelay(Duration.ZERO)
                .serving(beta, 3)
                .build();
    }

    private static SimulatedCloud deployed(Duration hold) {
        Environment beta = Environment.named("beta")
                .traffic(ForwardingStage.TWO.hold(hold))
                .build();
        SimulatedCloud cloud = slowToSpread(beta);
        assertThat(BlueGreen.on(cloud.ports()).deploy(Deployment.of(beta).withKeepWarm(KeepWarm.none())))
                .succeeded();
        cloud.pass(Duration.ofMinutes(2));
        return cloud;
    }

    @Test
    void story_13_the_old_fleet_is_kept_until_every_node_forwards_by_the_new_weights() {
        assertThat(deployed(Duration.ofMinutes(2))).failedNoRequest();

        assertThat(deployed(Duration.ZERO).traffic().failed())
                .as("it is the hold that saves them")
                .isPositive();
    }

    @Test
    void story_18_weights_that_another_tool_reverts_meanwhile_are_written_again() {
        assertThat(stage.as("hold", this::blueAlone).deploy(stage.ending())).succeeded();

        assertThat(stage.cloud).servesOnly(Color.GREEN).hasRecorded(Color.GREEN).failedNoRequest();
    }

    @Test
    void story_18_weights_reverted_in_the_end_keep_the_old_fleet_and_resume_moves_them() {
        assertThat(stage.as("scale-down", this::blueAlone).deploy(stage.ending()))
                .failedDirtyBecause("expected beta-green to serve with 3 instances before beta-blue is scaled down")
                .leaving("no target of the green fleet, which serves, is healthy");
        assertThat(stage.cloud).servesOnly(Color.BLUE).failedNoRequest();

        assertThat(stage.on().resume(stage.beta)).succeeded();

        assertThat(stage.cloud).servesOnly(Color.GREEN).hasRecorded(Color.GREEN).failedNoRequest();
        assertThat(stage.cloud.group(stage.beta, Color.BLUE).inService()).isZero();
    }

    @Test
    void story_18_nothing_is_terminated_while_another_tool_sends_all_requests_elsewhere() {
        SimulatedTargetGroup rest = stage.cloud.createTargetGroup("Rest");
        rest.setInUse(false);
        rest.place(stage.cloud.startInstance("rest"));
        Runnable elsewhere = () -> stage.rewrite(action -> ForwardAction.to(rest));

        assertThat(stage.as("scale-down", elsewhere).deploy(stage.ending())).failedDirtyBecause("found 0 serving");

        assertThat(stage.cloud.group(stage.beta, Color.BLUE).inService()).isEqualTo(3);
        assertThat(stage.cloud.group(stage.beta, Color.GREEN).inService()).isEqualTo(3);
    }

    @Test
    void what_somebody_sends_to_a_third_target_group_meanwhile_stays_and_is_told() {
        SimulatedTargetGroup rest = stage.cloud.createTargetGroup("Rest");
        rest.setInUse(false);
        rest.place(stage.cloud.startInstance("rest"));
        Runnable part = () -> stage.rewrite(action -> action.and(rest, 10));

        assertThat(stage.as("hold", part).deploy(stage.beta))
                .succeeded()
                .noting(
                        "expected main:80 to forward to Beta-Blue and Beta-Green alone, found that it sends requests to "
                                + rest.arn() + "; give it weight 0, or take it out of the action");

        assertThat(stage.actions()).allMatch(action -> action.contains("Rest"));
        assertThat(stage.on().status(stage.beta).drift()).isNotEmpty();
        assertThat(stage.on().reconcile(stage.beta).unresolved()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"await-healthy", "hold"})
    void story_18_a_rule_that_another_tool_makes_anew_is_named_and_reconcile_closes_it(String step) {
        ForwardingStage ruled =
                new ForwardingStage(Traffic.forwarding("Beta-Blue", "Beta-Green", "main:80/beta/*", "main:443"));
        SimulatedListener by = ruled.listener(80);
        SimulatedTargetGroup rest = ruled.cloud.createTargetGroup("Rest");
        rest.place(ruled.cloud.startInstance("rest"));
        by.forward(rest);
        Runnable anew = () -> {
            by.removeRule(10);
            by.addRule(20, ruled.to(Color.BLUE), 20);
            by.setPathPattern(20, "/beta/*");
        };
        Duration soon = Duration.ofMinutes(3);

        assertThat(ruled.as(step, anew).deploy(ruled.ending()))
                .failedDirtyBecause("found none any more; if another one took its place, unlock and reconcile");
        ruled.on().unlock(ruled.beta, "the rule was made anew");
        ruled.cloud.pass(soon);
        assertThat(ruled.on().reconcile(ruled.beta).unresolved()).isEmpty();
        ruled.cloud.pass(soon);

        assertThat(ruled.on().deploy(ruled.ending())).succeeded();
        assertThat(ruled.on().status(ruled.beta).drift()).isEmpty();
        assertThat(ruled.cloud).failedNoRequest();
    }

    private void blueAlone() {
        stage.rewrite(action -> ForwardAction.to(stage.cloud.targetGroup(stage.beta, Color.BLUE)));
    }

    @Test
    void story_25_clients_with_a_cookie_are_answered_until_it_ends() {
        stage.rewrite(action -> action.sticky(Duration.ofMinutes(10)));
        stage.cloud.pass(Duration.ofMinutes(1));
        long[] byTheOld = new long[1];

        assertThat(stage.as("hold", () -> byTheOld[0] = answered("v1")).deploy(stage.ending()))
                .succeeded();

        stage.cloud.pass(Duration.ofMinutes(15));
        assertThat(answered("v1")).as("they came back").isGreaterThan(byTheOld[0] + 1000);
        assertThat(stage.cloud).servesOnly(Color.GREEN).failedNoRequest();
    }

    @ParameterizedTest
    @ValueSource(strings = {"await-healthy", "shift"})
    void story_25_stickiness_that_the_plan_does_not_know_takes_it_back_before_the_switch(String step) {
        assertThat(stage.as(step, this::sticky).deploy(stage.ending()))
                .rolledBackBecause("found stickiness by which they may for 10m 30s");

        stage.cloud.pass(Duration.ofMinutes(15));
        assertThat(stage.cloud).servesOnly(Color.BLUE).failedNoRequest();
    }

    @Test
    void story_25_nor_are_those_of_a_stage_left_without_an_answer() {
        Deployment staged = stage.ending().withShift(Shift.canary(50, Duration.ofMinutes(5)));

        assertThat(stage.as("bake:50", this::sticky).deploy(staged))
                .failedDirtyBecause("found stickiness by which they may for 10m 30s");
        assertThat(stage.cloud.group(stage.beta, Color.GREEN).inService()).isEqualTo(3);

        stage.rewrite(ForwardAction::notSticky);
        assertThat(stage.on().resume(stage.beta)).rolledBack();
        stage.cloud.pass(Duration.ofMinutes(12));
        assertThat(stage.cloud).servesOnly(Color.BLUE).failedNoRequest();
    }

    private void sticky() {
        stage.rewrite(action -> action.sticky(Duration.ofMinutes(10)));
    }

    private long answered(String version) {
        return stage.cloud.traffic().byVersion().getOrDefault(version, 0L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"await-healthy", "hold"})
    void old_members_that_somebody_attaches_to_the_new_target_group_are_named(String step) {
        Runnable both = () ->
                stage.cloud.group(stage.beta, Color.BLUE).attach(stage.cloud.targetGroup(stage.beta, Color.GREEN));

        Outcome outcome = stage.as(step, both).deploy(stage.ending());

        assertThat(outcome.toString()).contains("Beta-Green holds i-00001000000000001 of blue");
        assertThat(stage.cloud.group(stage.beta, Color.BLUE).inService()).isEqualTo(3);
        assertThat(stage.cloud).failedNoRequest();
    }

    @Test
    void story_27_weights_are_never_all_zero() {
        stage.cloud.watch(
                cloud -> stage.actions().forEach(action -> assertThat(action).contains("100")));
        assertThat(stage.on().deploy(stage.beta)).succeeded();
        assertThat(stage.on().rollback(stage.beta)).succeeded();
        assertThat(stage.on().cleanup(stage.beta)).succeeded();
    }

    @Test
    void story_27_weights_that_are_all_zero_are_refused_and_named() {
        stage.rewrite(action -> ForwardAction.to(stage.cloud.targetGroup(stage.beta, Color.BLUE), 0)
                .and(stage.cloud.targetGroup(stage.beta, Color.GREEN), 0));
        int changes = stage.cloud.changes();

        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> stage.on().plan(Deployment.of(stage.beta)))
                .withMessageContaining("beta-blue");
        assertThat(stage.cloud.changes()).isEqualTo(changes);
    }

    @Test
    void story_31_a_threshold_by_which_a_starting_fleet_leaves_the_dns_is_named() {
        Threshold half = new Threshold(0, 50);
        for (Color color : Color.values()) {
            stage.cloud.targetGroup(stage.beta, color).setHealthyShare(new HealthyShare(half, Threshold.ONE));
        }

        assertThat(stage.on().plan(Deployment.of(stage.beta)).notes())
                .anyMatch(note -> note.contains("target_group_health.dns_failover"));
    }

    @Test
    void story_33_nothing_is_recorded_before_every_route_is_read_to_say_so() {
        Calls calls = new Calls(stage.cloud);
        calls.afterFirst(Operations.MODIFY_LISTENER, () -> stage.listener(80).forward(stage.to(Color.BLUE)));
        List<String> writes = calls.beforeEach(Operations.MODIFY_LISTENER, () -> "one");
        List<Boolean> moved = calls.beforeEach(
                Operations.PUT_PARAMETER,
                () -> stage.cloud.listeners(stage.beta).stream().allMatch(this::toGreen));

        assertThat(stage.on().deploy(stage.ending())).succeeded();

        assertThat(writes).as("two, and the one that was reverted once more").hasSize(3);
        assertThat(moved).containsExactly(true);
        assertThat(stage.on().status(stage.beta).drift()).isEmpty();
    }

    private boolean toGreen(SimulatedListener listener) {
        return stage.to(Color.GREEN).equals(listener.action());
    }
}
