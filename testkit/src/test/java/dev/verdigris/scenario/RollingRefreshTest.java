package dev.verdigris.scenario;

import static dev.verdigris.testkit.assertj.VerdigrisAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.verdigris.BlueGreen;
import dev.verdigris.event.Event;
import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import dev.verdigris.model.InstanceRefresh;
import dev.verdigris.model.InstanceRefresh.Status;
import dev.verdigris.model.RefreshPreferences;
import dev.verdigris.outcome.Outcome;
import dev.verdigris.plan.SwitchPlan;
import dev.verdigris.report.EndedDeployment;
import dev.verdigris.request.Deployment;
import dev.verdigris.request.Policy;
import dev.verdigris.request.RollingRefresh;
import dev.verdigris.testkit.Call;
import dev.verdigris.testkit.CallFault;
import dev.verdigris.testkit.CallHook;
import dev.verdigris.testkit.InstanceFault;
import dev.verdigris.testkit.Operations;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A rolling refresh: what it does to the fleet that serves, and every way that it ends. */
class RollingRefreshTest {
    private final RefreshStage stage = new RefreshStage();

    @Test
    void a_refresh_replaces_every_instance_and_keeps_the_minimum_in_service() {
        stage.neverFewerInService(7);

        Outcome outcome = stage.refresh();

        assertThat(outcome).succeeded();
        assertThat(stage.running("v2")).isEqualTo(10);
        assertThat(stage.running("v1")).isZero();
        assertThat(stage.blue.templateVersion()).isEqualTo("2");
        assertThat(stage.cloud).servesOnly(Color.BLUE).hasRecorded(Color.BLUE);
        assertThat(stage.cloud).failedNoRequest();
        assertThat(outcome.report().from()).isEqualTo(Color.BLUE);
        assertThat(outcome.report().to()).isEqualTo(Color.BLUE);
        assertThat(stage.by("bob").status(stage.beta).deployment()).isNull();
        assertThat(stage.by("bob").history(stage.beta))
                .extracting(EndedDeployment::ending)
                .containsExactly(EndedDeployment.Ending.SUCCEEDED);
    }

    @Test
    void the_plan_says_that_versions_mix_and_what_is_kept() {
        SwitchPlan plan = stage.by("ann").plan(stage.to2());

        assertThat(plan.toString())
                .contains("Refresh beta in place: the instances of blue, some at a time")
                .contains("start an instance refresh of its 10 instances, at least 70 % healthy")
                .contains("at least 7 of them serve meanwhile")
                .contains("a rolling refresh mixes them")
                .doesNotContain("roll back, found");
        assertThat(plan.steps())
                .extracting(step -> step.id())
                .containsExactly("start-refresh", "await-refresh", "confirm-healthy");
        assertThat(stage.blue.instanceRefreshes()).isEmpty();
        assertThat(stage.by("ann").plan(stage.irreversible()).toString()).contains("it leaves both versions mixed");
    }

    @Test
    void the_example_of_its_javadoc_and_of_the_page_runs() {
        stage.blue.createTemplateVersion("7", "v7");
        BlueGreen blueGreen = stage.by("ann");
        Environment beta = stage.beta;

        RollingRefresh refresh = RollingRefresh.of(beta)
                .withPreferences(
                        RefreshPreferences.defaults().withMinHealthyPercent(75).withTemplateVersion("7"));
        Outcome outcome = blueGreen.refresh(refresh);

        assertThat(outcome).succeeded();
        assertThat(stage.running("v7")).isEqualTo(10);
        String example =
                ".withPreferences(RefreshPreferences.defaults().withMinHealthyPercent(75).withTemplateVersion(\"7\"));";
        assertThat(Sources.page("strategies.md")).contains(example);
        assertThat(Sources.read(Path.of("../core/src/main/java/dev/verdigris/request/RollingRefresh.java")))
                .contains(example);
    }

    @Test
    void progress_is_told_at_each_poll() {
        stage.refresh();

        assertThat(stage.events)
                .filteredOn(Event.StepWaiting.class::isInstance)
                .extracting(Event::sentence)
                .anySatisfy(sentence -> assertThat(sentence)
                        .contains("await-refresh")
                        .contains("InProgress")
                        .contains("% complete")
                        .contains("instances to update")
                        .contains("healthy"));
    }

    @Test
    void checkpoints_pause_it_and_the_deadline_allows_for_them() {
        RollingRefresh refresh = stage.to2()
                .withPreferences(
                        RefreshStage.TO_2.withCheckpoints(List.of(20, 100)).withCheckpointDelay(Duration.ofHours(3)));

        assertThat(stage.by("ann").refresh(refresh)).succeeded();
        assertThat(stage.cloud.elapsed()).isGreaterThan(Duration.ofHours(3));
        assertThat(stage.events).extracting(Event::sentence).anyMatch(sentence -> sentence.contains("checkpoint 20 %"));
    }

    @Test
    void a_kept_warm_fleet_and_its_capacity_stay_what_they_were() {
        assertThat(stage.by("ann").deploy(Deployment.of(stage.beta))).succeeded();
        stage.cloud.pass(Duration.ofMinutes(5));

        assertThat(stage.by("ann").refresh(RollingRefresh.of(stage.beta))).succeeded();
        assertThat(stage.by("ann").rollback(stage.beta)).succeeded();

        assertThat(stage.cloud).servesOnly(Color.BLUE).hasRecorded(Color.BLUE);
        assertThat(stage.running("v1")).isEqualTo(10);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_killed_refresh_is_resumed_and_watches_the_same_instance_refresh(boolean after) {
        stage.killed(Operations.START_REFRESH, after, 1, stage::refresh);

        assertThat(stage.by("bob").resume(stage.takingOver())).succeeded();
        assertThat(stage.running("v2")).isEqualTo(10);
        assertThat(stage.blue.instanceRefreshes()).hasSize(1);
    }

    @Test
    void a_start_whose_answer_is_lost_is_found_again() {
        stage.cloud.install(CallFault.lostReply(Operations.START_REFRESH).times(1));

        assertThat(stage.refresh()).succeeded();
        assertThat(stage.blue.instanceRefreshes()).hasSize(1);
    }

    @Test
    void an_abort_rolls_it_back_where_aws_can() {
        stage.killed(Operations.DESCRIBE_REFRESHES, true, 12, stage::refresh);
        assertThat(stage.running("v2")).isPositive();

        Outcome outcome = stage.by("bob").abort(stage.takingOver());

        assertThat(outcome).rolledBackBecause("aborted by bob");
        assertThat(stage.newest().status()).isEqualTo(Status.ROLLBACK_SUCCESSFUL);
        assertThat(stage.running("v1")).isEqualTo(10);
        assertThat(stage.blue.templateVersion()).isEqualTo("1");
    }

    @Test
    void an_abort_of_what_aws_cannot_roll_back_cancels_it_and_says_what_is_mixed() {
        RollingRefresh irreversible = stage.irreversible();
        RollingRefresh pausing =
                irreversible.withPreferences(irreversible.preferences().withCheckpoints(List.of(50, 100)));
        stage.killed(
                Operations.DESCRIBE_REFRESHES, true, 60, () -> stage.by("ann").refresh(pausing));

        Outcome outcome = stage.by("bob").abort(stage.takingOver());

        assertThat(outcome).isInstanceOf(Outcome.FailedDirty.class);
        assertThat(((Outcome.FailedDirty) outcome).residue())
                .singleElement()
                .satisfies(left -> assertThat(left.toString())
                        .contains("both versions are mixed")
                        .contains("refresh again or deploy blue-green"));
        assertThat(stage.newest().status()).isEqualTo(Status.CANCELLED);
        assertThat(stage.running("v1")).isPositive();
        assertThat(stage.running("v2")).isPositive();
        assertThat(stage.by("bob").history(stage.beta))
                .extracting(EndedDeployment::ending)
                .containsExactly(EndedDeployment.Ending.FAILED);
        assertThat(stage.by("bob").refresh(stage.to2()))
                .as("nothing stands in its way")
                .succeeded();
        assertThat(stage.running("v2")).isEqualTo(10);
    }

    @Test
    void an_abort_before_anything_is_replaced_leaves_all_as_it_was() {
        stage.blue.suspend("InstanceRefresh");
        RollingRefresh refresh = stage.irreversible();
        stage.blue.resume("InstanceRefresh");
        stage.killed(Operations.START_REFRESH, false, 1, () -> stage.by("ann").refresh(refresh));

        assertThat(stage.by("bob").abort(stage.takingOver())).rolledBackBecause("aborted by bob");
        assertThat(stage.running("v1")).isEqualTo(10);
        assertThat(stage.blue.instanceRefreshes()).isEmpty();
    }

    @Test
    void an_abort_leaves_alone_what_somebody_else_began_with_the_same_percentage() {
        RollingRefresh ours = stage.irreversible();
        stage.killed(Operations.START_REFRESH, false, 1, () -> stage.by("ann").refresh(ours));
        stage.blue.refresh(ours.preferences().withStandby(RefreshPreferences.Treatment.IGNORE));

        assertThat(stage.by("bob").abort(stage.takingOver())).rolledBackBecause("aborted by bob");
        assertThat(stage.newest().status().active()).isTrue();
    }

    @Test
    void a_version_that_never_becomes_healthy_is_rolled_back() {
        stage.blue.afflict("v2", InstanceFault.neverHealthy());

        Outcome outcome = stage.refresh();

        assertThat(outcome).rolledBackBecause("healthy at least while the others are replaced");
        assertThat(stage.running("v1")).isEqualTo(10);
        assertThat(stage.cloud).failedNoRequest();
    }

    @Test
    void a_refresh_that_aws_rolls_back_by_itself_is_rolled_back() {
        Policy slow = Policy.defaults().withPollInterval(Duration.ofSeconds(20));
        stage.cloud.after(Duration.ofMinutes(2), () -> stage.blue.rollBackRefresh());

        Outcome outcome = stage.by("ann").refresh(stage.to2().withPolicy(slow));

        assertThat(outcome).rolledBackBecause("to go on until all is replaced, found RollbackInProgress");
        assertThat(stage.running("v1")).isEqualTo(10);
    }

    @Test
    void a_refresh_that_somebody_cancels_says_that_versions_are_mixed() {
        stage.cloud.after(Duration.ofMinutes(2), () -> stage.blue.cancelRefresh());

        assertThat(stage.refresh()).isInstanceOf(Outcome.FailedDirty.class);
    }

    @Test
    void launches_that_are_refused_end_it_early() {
        stage.cloud.after(
                Duration.ofSeconds(30),
                () -> stage.blue.refuseLaunches(
                        "We currently do not have sufficient capacity", Duration.ofMinutes(30)));

        assertThat(stage.refresh()).rolledBackBecause("one launch after the other refused");
        assertThat(stage.running("v1")).isEqualTo(10);
    }

    @Test
    void a_deadline_that_expires_ends_it() {
        Outcome outcome = stage.by("ann").refresh(stage.to2().withDeadline(Duration.ofMinutes(2)));

        assertThat(outcome).isNotInstanceOf(Outcome.Succeeded.class);
        assertThat(outcome.toString()).contains("within 2m");
    }

    @Test
    void a_refresh_that_somebody_else_starts_meanwhile_is_left_alone() {
        RefreshPreferences theirs = RefreshPreferences.defaults().withMinHealthyPercent(50);
        stage.cloud.install(new CallHook() {
            @Override
            public void before(Call call) {
                if (call.operation().equals(Operations.START_REFRESH)) {
                    stage.blue.refresh(theirs);
                }
            }
        });

        assertThat(stage.refresh()).rolledBackBecause("somebody has started");
        assertThat(stage.blue.instanceRefreshes())
                .singleElement()
                .extracting(InstanceRefresh::preferences)
                .isEqualTo(theirs);
        assertThat(stage.newest().status().active()).isTrue();
    }
}
