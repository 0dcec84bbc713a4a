package dev.verdigris.scenario;

import static dev.verdigris.testkit.assertj.VerdigrisAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.verdigris.event.Event;
import dev.verdigris.event.TimelineRecorder;
import dev.verdigris.model.Alarm;
import dev.verdigris.model.Color;
import dev.verdigris.outcome.Outcome;
import dev.verdigris.plan.Phase;
import dev.verdigris.report.Moment;
import dev.verdigris.report.Moment.Kind;
import dev.verdigris.report.Sighting;
import dev.verdigris.report.Sighting.State;
import dev.verdigris.report.Timeline;
import dev.verdigris.request.Bake;
import dev.verdigris.request.Deployment;
import dev.verdigris.request.Recovery;
import dev.verdigris.testkit.InstanceFault;
import dev.verdigris.testkit.TrafficReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What events show of the fleets, and the timeline that is recorded of them. */
class TimelineTest {
    private final Stage stage = Stage.set();

    private Sighting seenAtLast(Class<? extends Event.OfStep> kind, String step) {
        return stage.events.stream()
                .filter(event ->
                        kind.isInstance(event) && kind.cast(event).step().id().equals(step))
                .map(event -> Objects.requireNonNull(kind.cast(event).seen()))
                .reduce((earlier, later) -> later)
                .orElseThrow();
    }

    private static List<Kind> kinds(Timeline timeline, String step) {
        return timeline.moments().stream()
                .filter(moment -> step.equals(moment.step()))
                .map(Moment::kind)
                .filter(kind -> !kind.waits())
                .toList();
    }

    private static Sighting seenAtLast(Timeline timeline) {
        return timeline.moments().stream()
                .map(Moment::seen)
                .filter(Objects::nonNull)
                .reduce((earlier, later) -> later)
                .orElseThrow();
    }

    @Test
    void an_event_of_a_step_shows_both_fleets_as_they_were_seen_last() {
        assertThat(stage.deploy()).succeeded();

        Sighting healthy = seenAtLast(Event.StepDone.class, "await-healthy");
        assertThat(healthy.side(Color.BLUE).count(State.HEALTHY)).isEqualTo(3);
        assertThat(healthy.side(Color.GREEN).count(State.HEALTHY)).isEqualTo(3);
        assertThat(healthy.side(Color.GREEN).percent()).isEqualTo(50);

        Sighting drains = seenAtLast(Event.StepWaiting.class, "await-drained");
        assertThat(drains.side(Color.BLUE).count(State.DRAINING)).isEqualTo(3);
        assertThat(drains.side(Color.BLUE).percent()).isZero();
        assertThat(drains.side(Color.GREEN).percent()).isEqualTo(100);
    }

    @Test
    void before_the_first_look_nothing_was_seen() {
        assertThat(stage.deploy()).succeeded();

        Event.OfStep first = stage.events.stream()
                .filter(Event.OfStep.class::isInstance)
                .map(Event.OfStep.class::cast)
                .findFirst()
                .orElseThrow();
        assertThat(first.seen()).isNull();
    }

    @Test
    void an_instance_that_is_launched_and_one_that_is_sick_are_told_apart() {
        stage.green.afflict(2, InstanceFault.neverHealthy());
        assertThat(stage.deploy(Stage.replacingNone())).rolledBack();

        Sighting launched = seenAtLast(Event.StepWaiting.class, "await-in-service");
        assertThat(launched.side(Color.GREEN).count(State.STARTING)).isPositive();
        Sighting sick = seenAtLast(Event.StepWaiting.class, "await-healthy");
        assertThat(sick.side(Color.GREEN).count(State.HEALTHY)).isEqualTo(2);
        assertThat(sick.side(Color.GREEN).count(State.UNHEALTHY)).isEqualTo(1);
    }

    @Test
    void the_report_has_the_timeline_of_its_run_with_every_step_of_the_plan() {
        Outcome outcome = stage.deploy();

        Timeline timeline = outcome.report().timeline();
        assertThat(timeline.environment()).isEqualTo("beta");
        assertThat(timeline.deployment()).isEqualTo(outcome.report().deployment());
        assertThat(timeline.title()).isEqualTo("Deploy beta: blue → green");
        assertThat(timeline.ending()).extracting(Moment::kind).isEqualTo(Kind.SUCCEEDED);
        outcome.report()
                .steps()
                .forEach(step -> assertThat(kinds(timeline, step.id()))
                        .as(step.id())
                        .startsWith(Kind.PLANNED, Kind.STEP_STARTED)
                        .endsWith(Kind.STEP_DONE));
        assertThat(timeline.moments())
                .isSortedAccordingTo((one, other) -> one.at().compareTo(other.at()));
        assertThat(seenAtLast(timeline).side(Color.GREEN).percent()).isEqualTo(100);
    }

    @Test
    void what_is_rolled_back_is_told_with_its_cause_and_what_was_undone() {
        stage.green.afflict(2, InstanceFault.neverHealthy());
        Timeline timeline = stage.deploy(Stage.replacingNone()).report().timeline();

        assertThat(timeline.ending()).extracting(Moment::kind).isEqualTo(Kind.ROLLED_BACK);
        assertThat(kinds(timeline, "await-healthy")).contains(Kind.STEP_FAILED);
        assertThat(kinds(timeline, "scale-up")).endsWith(Kind.UNDONE);
        assertThat(kinds(timeline, "deregister")).containsExactly(Kind.PLANNED);
        assertThat(timeline.moments())
                .filteredOn(moment -> moment.kind() == Kind.STEP_FAILED)
                .singleElement()
                .satisfies(failed -> {
                    assertThat(failed.phase()).isEqualTo(Phase.SHIFT);
                    assertThat(failed.text()).contains("Target.ResponseCodeMismatch");
                });
    }

    @Test
    void a_recorder_knows_only_what_it_was_told_and_a_run_begins_where_it_was_resumed() {
        stage.killedIn("await-drained", stage::deploy);
        TimelineRecorder recorder = TimelineRecorder.create();

        assertThat(recorder.timeline("id-1")).isNull();
        assertThat(stage.blueGreen()
                        .resume(Recovery.of(Stage.BETA))
                        .report()
                        .timeline()
                        .moments())
                .first()
                .extracting(Moment::kind)
                .isEqualTo(Kind.RESUMED);
    }

    @Test
    void a_recorder_joins_the_runs_of_one_deployment() {
        TimelineRecorder recorder = TimelineRecorder.create();
        stage.killedIn(
                "await-drained",
                () -> stage.builder("ann").listener(recorder).build().deploy(Stage.BETA));
        assertThat(Objects.requireNonNull(recorder.timeline("id-1")).ending()).isNull();

        stage.builder("bob").listener(recorder).build().resume(Recovery.of(Stage.BETA));
        Timeline timeline = Objects.requireNonNull(recorder.timeline("id-1"));
        assertThat(timeline.moments()).extracting(Moment::kind).contains(Kind.STARTED, Kind.RESUMED, Kind.SUCCEEDED);
        assertThat(timeline.ending()).extracting(Moment::kind).isEqualTo(Kind.SUCCEEDED);
    }

    @Test
    void a_wait_that_shows_nothing_new_is_left_out() {
        TimelineRecorder recorder = TimelineRecorder.create();
        stage.builder("ann").listener(recorder).build().deploy(Stage.BETA);

        List<Moment> moments = Objects.requireNonNull(recorder.timeline("id-1")).moments();
        assertThat(stage.events.stream()
                        .filter(Event.StepWaiting.class::isInstance)
                        .count())
                .isGreaterThan(
                        moments.stream().filter(moment -> moment.kind().waits()).count());
        for (int i = 1; i < moments.size(); i++) {
            Moment moment = moments.get(i);
            if (moment.kind().waits() && moments.get(i - 1).kind().waits()) {
                assertThat(moment.text().equals(moments.get(i - 1).text()) && moment.seen() == null)
                        .as("%s", moment)
                        .isFalse();
            }
        }
    }

    @Test
    void a_recorder_hands_on_each_moment_and_counts_requests_where_somebody_knows_them() {
        List<String> kept = new ArrayList<>();
        TimelineRecorder recorder = TimelineRecorder.create()
                .counting(() -> {
                    TrafficReport traffic = stage.cloud.traffic();
                    return Moment.Requests.of(traffic.byVersion(), traffic.failed());
                })
                .telling((whose, moment) -> kept.add(whose.environment() + " " + moment.toJson()));
        stage.builder("ann").listener(recorder).build().deploy(Stage.BETA);

        List<Moment> moments = Objects.requireNonNull(recorder.timeline("id-1")).moments();
        assertThat(kept)
                .isEqualTo(moments.stream().map(each -> "beta " + each.toJson()).toList());
        Moment.Requests last = moments.stream()
                .map(Moment::requests)
                .filter(Objects::nonNull)
                .reduce((earlier, later) -> later)
                .orElseThrow();
        assertThat(last.answered()).containsOnlyKeys("v1", "v2");
        assertThat(last.failed()).isZero();
    }

    @Test
    void alarms_are_seen_as_they_were_read_last() {
        stage.cloud.alarms().create("errors");
        stage.when("bake", () -> stage.cloud.alarms().get("errors").set(Alarm.State.ALARM, "5xx"));

        Timeline timeline = stage.deploy(Deployment.of(Stage.BETA)
                        .withBake(Bake.of(Duration.ofMinutes(2)).withAlarms("errors")))
                .report()
                .timeline();

        assertThat(timeline.ending()).extracting(Moment::kind).isEqualTo(Kind.ROLLED_BACK);
        assertThat(seenAtLast(timeline).alarms()).containsEntry("errors", Alarm.State.ALARM);
    }
}
