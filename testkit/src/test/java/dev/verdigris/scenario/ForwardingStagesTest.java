package dev.verdigris.scenario;

import static dev.verdigris.testkit.assertj.VerdigrisAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.verdigris.BlueGreen;
import dev.verdigris.error.BusyException;
import dev.verdigris.event.Event;
import dev.verdigris.model.Color;
import dev.verdigris.model.GroupSize;
import dev.verdigris.model.Traffic.Stickiness;
import dev.verdigris.outcome.Outcome;
import dev.verdigris.plan.PlannedStep;
import dev.verdigris.report.DeploymentInProgress;
import dev.verdigris.report.Report;
import dev.verdigris.request.Deployment;
import dev.verdigris.request.Policy;
import dev.verdigris.request.Recovery;
import dev.verdigris.request.Shift;
import dev.verdigris.request.Shift.Stage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** R25 and the clock of R26, with forwarding: what becomes of requests, and when. */
class ForwardingStagesTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Shift SHIFT = Shift.of(
            new Stage(10, MINUTE.multipliedBy(5)),
            new Stage(50, MINUTE.multipliedBy(3)),
            new Stage(100, Duration.ZERO));

    private final ForwardingStage stage = new ForwardingStage();
    private final List<String> before = stage.actions();
    /** When each weight of green was first seen, by that weight. */
    private final Map<Integer, Duration> moved = new LinkedHashMap<>();

    private boolean happened;

    {
        stage.cloud.watch(cloud -> moved.putIfAbsent(green(), cloud.elapsed()));
    }

    /** The weight of green in the second action, which is written last. */
    private int green() {
        String action = stage.actions().get(1);
        return Integer.parseInt(action.substring(action.lastIndexOf(' ') + 1));
    }

    private Deployment staged() {
        return stage.ending().withShift(SHIFT);
    }

    /** Somebody does something once a stage has begun to bake for a while. */
    private void meanwhile(Event event, String step, Duration waited, Runnable happens) {
        if (event instanceof Event.StepWaiting waiting
                && waiting.step().id().equals(step)
                && waiting.waited().compareTo(waited) >= 0) {
            happens.run();
        }
    }

    /** Something happens once a step has gone on for a minute. */
    private void once(Event event, String step, Runnable happens) {
        meanwhile(event, step, MINUTE, () -> {
            if (!happened) {
                happened = true;
                happens.run();
            }
        });
    }

    private BlueGreen dyingIn(String step, Duration waited) {
        return stage.on(event -> meanwhile(event, step, waited, () -> {
            throw new Killed();
        }));
    }

    private static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    private void killedIn(String step, Duration waited) {
        assertThatThrownBy(() -> dyingIn(step, waited).deploy(staged())).isInstanceOf(Killed.class);
    }

    private Recovery takingOver() {
        return Recovery.of(stage.beta).withTakeOver(true);
    }

    private void sicken(Color color, int instances) {
        stage.cloud.group(stage.beta, color).instances().stream()
                .limit(instances)
                .forEach(instance -> instance.sicken("out of memory"));
    }

    @Test
    void the_plan_says_what_happens_in_each_stage() {
        assertThat(stage.on().plan(Deployment.of(stage.beta).withShift(SHIFT)).cutover())
                .extracting(PlannedStep::id, PlannedStep::sentence)
                .extracting(
                        tuple -> tuple.toList().get(0) + ": " + tuple.toList().get(1))
                .containsExactly(
                        "await-healthy: wait until 3 of Beta-Green are healthy in two consecutive polls, without any"
                                + " requests, at most 5m; then 1 that is not may be replaced, and waited for as long again",
                        "shift:10: forward 10 % of the requests of main:80 and main:443 to Beta-Green, and read back that"
                                + " it is so",
                        "bake:10: leave it so for 5m; as soon as fewer than 1 of beta-green are healthy in two consecutive"
                                + " polls, all requests go back to beta-blue",
                        "shift:50: forward 50 % of the requests of main:80 and main:443 to Beta-Green, and read back that"
                                + " it is so",
                        "bake:50: leave it so for 3m; as soon as fewer than 2 of beta-green are healthy in two consecutive"
                                + " polls, all requests go back to beta-blue",
                        "shift:100: forward all requests of main:80 and main:443 to Beta-Green, and read back that it is"
                                + " so");
    }

    @Test
    void r25_each_stage_gets_its_part_for_its_time_and_no_request_is_lost() {
        Outcome outcome = stage.on().deploy(staged());

        assertThat(outcome).succeeded();
        assertThat(moved.keySet()).containsExactly(0, 10, 50, 100);
        assertThat(moved.get(50).minus(moved.get(10))).isBetween(MINUTE.multipliedBy(5), MINUTE.multipliedBy(6));
        assertThat(moved.get(100).minus(moved.get(50))).isBetween(MINUTE.multipliedBy(3), MINUTE.multipliedBy(4));
        assertThat(stage.cloud).servesOnly(Color.GREEN).hasRecorded(Color.GREEN);
        assertThat(stage.cloud).failedNoRequest();
        assertThat(stage.cloud.group(stage.beta, Color.BLUE).inService()).isZero();
    }

    @Test
    void a_stage_without_a_bake_is_followed_at_once() {
        Outcome outcome = stage.on().deploy(stage.ending().withShift(Shift.canary(10, Duration.ZERO)));

        assertThat(outcome).succeeded();
        assertThat(outcome.report().steps())
                .extracting(Report.Step::id)
                .contains("shift:10", "shift:100")
                .doesNotContain("bake:10");
        assertThat(moved.keySet()).containsExactly(0, 10, 100);
    }

    /** What becomes of a deployment to which something happens in its second stage, and how long its way back takes. */
    private Outcome failing(Runnable happens) {
        List<Duration> moments = new ArrayList<>();
        BlueGreen on = stage.on(event -> {
            once(event, "bake:50", happens);
            if (event instanceof Event.StepFailed) {
                moments.add(stage.cloud.elapsed());
            }
        });
        stage.cloud.watch(cloud -> {
            if (moments.size() == 1 && green() == 0) {
                moments.add(cloud.elapsed());
            }
        });
        Outcome outcome = on.deploy(staged());
        assertThat(moments.get(1).minus(moments.get(0))).as("two polls").isLessThan(Duration.ofSeconds(11));
        return outcome;
    }

    @Test
    void r25_a_new_fleet_that_falls_ill_in_the_second_stage_gets_nothing_any_more() {
        Outcome outcome = failing(() -> sicken(Color.GREEN, 2));

        assertThat(outcome)
                .rolledBackBecause("expected 2 of beta-green to stay healthy at 50 % of the requests, found 1");
        assertThat(outcome).failedIn("bake:50");
        assertThat(stage.actions()).isEqualTo(before);
        assertThat(moved.keySet()).containsExactly(0, 10, 50);
        assertThat(stage.cloud).servesOnly(Color.BLUE).hasRecorded(Color.BLUE);
    }

    @Test
    void r25_nor_does_it_where_the_old_fleet_is_not_whole_at_that_moment() {
        Outcome outcome = failing(() -> {
            sicken(Color.GREEN, 3);
            stage.cloud.group(stage.beta, Color.BLUE).instances().get(0).terminate();
        });

        assertThat(outcome).rolledBack();
        assertThat(stage.actions()).isEqualTo(before);
    }

    @Test
    void fewer_than_all_are_enough_for_a_part() {
        BlueGreen on = stage.on(event -> once(
                event,
                "bake:10",
                () -> stage.cloud
                        .group(stage.beta, Color.GREEN)
                        .instances()
                        .get(0)
                        .terminate()));

        assertThat(on.deploy(staged())).succeeded();

        assertThat(happened).isTrue();
        assertThat(stage.cloud).servesOnly(Color.GREEN);
    }

    @Test
    void an_abort_in_the_middle_goes_back_at_once() {
        killedIn("bake:50", MINUTE);
        Duration began = stage.cloud.elapsed();

        Outcome outcome = stage.on().abort(takingOver());

        assertThat(outcome).rolledBackBecause("aborted by");
        assertThat(stage.actions()).isEqualTo(before);
        assertThat(stage.cloud.elapsed().minus(began)).isLessThan(MINUTE.multipliedBy(2));
        assertThat(stage.cloud).servesOnly(Color.BLUE).hasRecorded(Color.BLUE);
        assertThat(stage.cloud).failedNoRequest();
    }

    @Test
    void an_interrupt_in_the_middle_goes_back_at_once() {
        Outcome outcome = stage.on(event -> meanwhile(
                        event, "bake:10", MINUTE, () -> Thread.currentThread().interrupt()))
                .deploy(staged());

        assertThat(Thread.interrupted()).isTrue();
        assertThat(outcome).rolledBackBecause("interrupted");
        assertThat(stage.actions()).isEqualTo(before);
        assertThat(stage.cloud).failedNoRequest();
    }

    @Test
    void r26_a_bake_that_is_resumed_goes_on_with_its_time() {
        killedIn("bake:10", MINUTE.multipliedBy(2));
        stage.cloud.pass(MINUTE);
        DeploymentInProgress.Stage reached = Objects.requireNonNull(
                Objects.requireNonNull(stage.on().status(stage.beta).deployment())
                        .stage());

        assertThat(stage.on().resume(takingOver())).succeeded();

        assertThat(reached.percent()).isEqualTo(10);
        assertThat(reached.until())
                .isBetween(
                        stage.cloud.ports().time().now().minus(MINUTE.multipliedBy(60)),
                        stage.cloud.ports().time().now());
        assertThat(moved.get(50).minus(moved.get(10))).isBetween(MINUTE.multipliedBy(5), MINUTE.multipliedBy(6));
        assertThat(stage.cloud).servesOnly(Color.GREEN);
    }

    @Test
    void r26_what_is_resumed_after_the_whole_bake_goes_on_at_once() {
        killedIn("bake:10", MINUTE);
        stage.cloud.pass(Duration.ofHours(3));
        Duration resumed = stage.cloud.elapsed();

        assertThat(stage.on().resume(takingOver())).succeeded();

        assertThat(moved.get(50).minus(resumed)).isLessThan(MINUTE);
        assertThat(moved.get(100).minus(moved.get(50)))
                .as("the next one has a time of its own")
                .isGreaterThanOrEqualTo(MINUTE.multipliedBy(3));
    }

    @Test
    void r26_a_new_fleet_that_fell_ill_while_nobody_watched_sends_all_requests_back() {
        killedIn("bake:50", MINUTE);
        sicken(Color.GREEN, 3);
        stage.cloud.pass(MINUTE);

        assertThat(stage.on().resume(takingOver()))
                .rolledBackBecause("to stay healthy at 50 % of the requests, found 0");

        assertThat(stage.actions()).isEqualTo(before);
    }

    @Test
    void a_bake_of_hours_keeps_its_lease_and_polls_as_often_as_the_policy_says() {
        Duration interval = Duration.ofSeconds(20);
        Duration day = Duration.ofHours(24);
        Shift shift = Shift.canary(10, day);
        List<Duration> polls = new ArrayList<>();
        List<Integer> writes = new ArrayList<>();
        BlueGreen on = stage.on(event -> {
            if (event instanceof Event.StepWaiting waiting
                    && waiting.step().id().equals("bake:10")) {
                polls.add(waiting.waited());
                writes.add(leaseWrites());
            }
        });

        Outcome outcome = on.deploy(
                stage.ending().withShift(shift).withPolicy(Policy.defaults().withPollInterval(interval)));

        assertThat(outcome).succeeded();
        assertThat(moved.get(100).minus(moved.get(10))).isBetween(day, day.plus(MINUTE));
        assertThat(polls.size()).isGreaterThan((int) (day.dividedBy(interval) * 9 / 10));
        assertThat(writes.get(writes.size() - 1) - writes.get(0))
                .as("a write at least for each minute, for which a lease lasts")
                .isGreaterThan((int) day.toMinutes());
    }

    /** How often the lease was written, by the deployment state. */
    private int leaseWrites() {
        String state = Objects.requireNonNull(stage.cloud.deploymentState(stage.beta));
        int at = state.indexOf("lease.writes ") + "lease.writes ".length();
        return Integer.parseInt(state.substring(at, state.indexOf('\n', at)));
    }

    @Test
    void a_rollback_that_is_ordered_during_a_stage_is_told_to_abort_it() {
        killedIn("bake:10", MINUTE);

        assertThatThrownBy(() -> stage.on().rollback(stage.beta))
                .isInstanceOf(BusyException.class)
                .hasMessageContaining("at bake:10 (10 % of the requests until ")
                .hasMessageContaining("abort");
        assertThat(green()).as("untouched").isEqualTo(10);
        assertThat(stage.on().abort(takingOver())).rolledBack();
    }

    @Test
    void a_live_fleet_that_scales_out_during_a_stage_is_followed_before_the_next_one() {
        BlueGreen on = stage.on(event -> once(
                event,
                "bake:10",
                () -> stage.cloud.group(stage.beta, Color.BLUE).setDesired(8)));

        assertThat(on.deploy(staged())).succeeded();

        assertThat(stage.cloud.group(stage.beta, Color.GREEN).inService()).isEqualTo(8);
        assertThat(stage.cloud).servesOnly(Color.GREEN);
        assertThat(stage.cloud).failedNoRequest();
    }

    @Test
    void somebody_who_changes_the_weights_of_a_stage_has_them_put_back() {
        BlueGreen on = stage.on(event -> once(event, "bake:10", () -> stage.rewrite(action -> stage.to(Color.BLUE))));

        assertThat(on.deploy(staged())).succeeded();

        assertThat(happened).isTrue();
        assertThat(moved.get(50).minus(moved.get(10))).isBetween(MINUTE.multipliedBy(5), MINUTE.multipliedBy(6));
    }

    @Test
    void stickiness_that_is_waited_out_is_said_and_stays() {
        ForwardingStage sticky = new ForwardingStage();
        sticky.rewrite(action -> action.sticky(MINUTE));
        sticky.cloud.pass(MINUTE);

        assertThat(sticky.on().plan(Deployment.of(sticky.beta).withShift(SHIFT)).toString())
                .containsOnlyOnce(
                        "those of clients aside that a cookie keeps where they are (main:80 (1m), main:443 (1m))");
        assertThat(sticky.on().deploy(sticky.ending().withShift(SHIFT))).succeeded();

        assertThat(sticky.actions()).allMatch(action -> action.contains("sticky"));
        assertThat(sticky.cloud).servesOnly(Color.GREEN);
        assertThat(sticky.cloud).failedNoRequest();
    }

    @Test
    void stickiness_that_is_removed_is_off_from_the_first_stage_and_comes_back() {
        ForwardingStage sticky = new ForwardingStage(ForwardingStage.TWO.stickiness(Stickiness.REMOVE));
        sticky.rewrite(action -> action.sticky(MINUTE));
        sticky.cloud.pass(MINUTE);
        List<String> as = sticky.actions();
        List<String> seen = new ArrayList<>();
        BlueGreen on = sticky.on(event -> meanwhile(event, "bake:10", MINUTE, () -> {
            seen.addAll(sticky.actions());
            Thread.currentThread().interrupt();
        }));

        Outcome outcome = on.deploy(sticky.ending().withShift(SHIFT));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(outcome).rolledBack();
        assertThat(seen).isNotEmpty().noneMatch(action -> action.contains("sticky"));
        assertThat(sticky.actions()).isEqualTo(as);
    }

    @Test
    void the_first_deployment_moves_at_once_and_says_why() {
        stage.cloud.group(stage.beta, Color.BLUE).setBounds(new GroupSize(0, 10, 0));
        stage.cloud.pass(Duration.ofMinutes(10));
        Deployment first =
                Deployment.of(stage.beta).withCapacity(2).withTo(Color.GREEN).withShift(SHIFT);

        assertThat(stage.on().plan(first).notes())
                .containsExactly(
                        "expected a color that serves, for the requests of the other stages of 10%/5m,50%/3m,100%,"
                                + " found that nobody serves; all requests go to green at once");
        assertThat(stage.on().deploy(first)).succeeded();
        assertThat(stage.cloud).servesOnly(Color.GREEN);
    }
}
