package dev.verdigris.scenario;

import static dev.verdigris.scenario.Stage.BETA;
import static dev.verdigris.testkit.assertj.VerdigrisAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.verdigris.BlueGreen;
import dev.verdigris.error.RefusedException;
import dev.verdigris.event.Event;
import dev.verdigris.hook.Check;
import dev.verdigris.model.Color;
import dev.verdigris.model.InstanceId;
import dev.verdigris.outcome.Outcome;
import dev.verdigris.plan.SwitchPlan;
import dev.verdigris.report.Report;
import dev.verdigris.request.Deployment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What users bring along: checks of the new fleet, and listeners. */
class CheckAndListenerTest {
    private final Stage stage = Stage.set();

    @Test
    void a_check_sees_the_new_fleet_in_service_before_it_gets_traffic() {
        List<InstanceId> seen = new ArrayList<>();
        stage.check("smoke", subject -> {
            assertThat(subject.environment()).isEqualTo(BETA);
            assertThat(subject.color()).isEqualTo(Color.GREEN);
            assertThat(stage.targets.registered(stage.green)).isZero();
            seen.addAll(subject.instances());
            return Check.Verdict.passed();
        });

        assertThat(stage.deploy()).succeeded();
        assertThat(seen).containsExactlyElementsOf(stage.inService(stage.green));
    }

    @Test
    void checks_are_run_in_the_order_they_were_added() {
        List<String> ran = new ArrayList<>();
        for (String name : List.of("zeta", "alpha")) {
            stage.check(name, subject -> {
                ran.add(name);
                return Check.Verdict.passed();
            });
        }

        assertThat(stage.deploy()).succeeded();
        assertThat(ran).containsExactly("zeta", "alpha");
    }

    @Test
    void a_check_that_waits_is_asked_again() {
        AtomicInteger asked = new AtomicInteger();
        stage.check(
                "warm-up",
                subject ->
                        asked.incrementAndGet() < 4 ? Check.Verdict.waiting("cache at 40 %") : Check.Verdict.passed());

        assertThat(stage.deploy()).succeeded();
        assertThat(asked).hasValue(4);
        assertThat(stage.sentences()).contains("check:warm-up: cache at 40 %");
    }

    @Test
    void a_check_that_waits_for_ever_is_given_up() {
        stage.check("warm-up", subject -> Check.Verdict.waiting("cache at 0 %"));

        assertThat(stage.deploy()).rolledBackBecause("cache at 0 % (within 5m)").failedIn("check:warm-up");
        assertThat(stage.cloud)
                .servesOnly(Color.BLUE)
                .hasBounds(Color.GREEN, 0, 10, 0)
                .failedNoRequest();
        assertThat(stage.cloud.traffic().byVersion()).containsOnlyKeys("v1");
    }

    @Test
    void a_check_that_fails_rolls_the_deployment_back_before_any_traffic() {
        stage.check("smoke", subject -> Check.Verdict.failed("expected 200 of /health, found 500"));

        assertThat(stage.deploy())
                .rolledBackBecause("expected 200 of /health, found 500")
                .failedIn("check:smoke");
        assertThat(stage.cloud.traffic().byVersion()).containsOnlyKeys("v1");
    }

    @Test
    void a_check_that_throws_fails() {
        stage.check("smoke", subject -> {
            throw new java.io.IOException("connection refused");
        });

        assertThat(stage.deploy()).rolledBackBecause("connection refused").failedIn("check:smoke");
        assertThat(stage.cloud).servesOnly(Color.BLUE).hasBounds(Color.GREEN, 0, 10, 0);
    }

    @Test
    void an_instance_that_is_replaced_during_a_check_is_replaced_in_what_it_sees() {
        List<List<InstanceId>> seen = new ArrayList<>();
        stage.check("soak", subject -> {
            seen.add(subject.instances());
            if (seen.size() == 1) {
                stage.green.instance(1).terminate();
            }
            return seen.size() < 20 ? Check.Verdict.waiting("soaking") : Check.Verdict.passed();
        });

        assertThat(stage.deploy()).succeeded();
        assertThat(seen.get(seen.size() - 1))
                .hasSize(3)
                .contains(new InstanceId("i-00002000000000004"))
                .doesNotContain(new InstanceId("i-00002000000000001"));
    }

    @Test
    void a_plan_names_its_checks_and_is_refused_where_one_is_not_registered() {
        stage.check("smoke", subject -> Check.Verdict.passed());
        SwitchPlan plan = stage.blueGreen().plan(Deployment.of(BETA));

        assertThat(plan.requires()).containsExactly("check:smoke");
        assertThatThrownBy(() -> BlueGreen.on(stage.cloud.ports()).execute(plan))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("'smoke'");
        assertThat(stage.worldChanges()).isZero();
    }

    @Test
    void a_listener_that_throws_harms_nothing_and_keeps_nothing_from_the_others() {
        List<Event> heard = new ArrayList<>();
        BlueGreen blueGreen = BlueGreen.builder(stage.cloud.ports())
                .listener(event -> {
                    throw new IllegalStateException("broken listener");
                })
                .listener(heard::add)
                .build();

        assertThat(blueGreen.deploy(BETA)).succeeded();
        assertThat(heard).hasSizeGreaterThan(10);
        assertThat(heard.get(0)).isInstanceOf(Event.Started.class);
        assertThat(heard.get(heard.size() - 1)).isInstanceOf(Event.Ended.class);
    }

    @Test
    void events_tell_the_story_in_order_and_in_virtual_time() {
        Outcome outcome = stage.deploy();

        assertThat(stage.events).isSortedAccordingTo(java.util.Comparator.comparing(Event::at));
        assertThat(stage.events).allMatch(event -> event.environment().equals("beta"));
        assertThat(stage.changes())
                .containsSubsequence(
                        "beta-blue: min 2 → 3",
                        "beta-green: min 0 → 3, desired 0 → 3",
                        "/compiler-explorer/beta/active-asg: green",
                        "beta-green: min 3 → 2");
        assertThat(outcome.report().steps()).allMatch(step -> step.state() == Report.Step.State.DONE);
        assertThat(outcome.report().took()).isEqualTo(stage.cloud.elapsed());
    }

    @Test
    void how_long_both_colors_served_is_reported_as_it_really_was() {
        Outcome outcome = stage.deploy();

        Duration reported = outcome.report().bothServed();
        Duration real = stage.cloud.traffic().bothVersions();
        assertThat(real).isPositive();
        assertThat(reported)
                .as("from the first look that saw both, to the last that saw the old ones drain")
                .isBetween(real, real.plus(Duration.ofSeconds(20 + 10)));
    }
}
