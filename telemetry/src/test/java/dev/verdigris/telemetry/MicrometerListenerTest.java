package dev.verdigris.telemetry;

import static dev.verdigris.testkit.assertj.VerdigrisAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.verdigris.BlueGreen;
import dev.verdigris.error.RefusedException;
import dev.verdigris.event.Event;
import dev.verdigris.event.Listener;
import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import dev.verdigris.outcome.Outcome;
import dev.verdigris.request.Deployment;
import dev.verdigris.testkit.CallFault;
import dev.verdigris.testkit.InstanceFault;
import dev.verdigris.testkit.Operations;
import dev.verdigris.testkit.SimulatedCloud;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What is counted and timed, and that there are few meters, however often something is deployed. */
class MicrometerListenerTest {
    private final Environment beta = Environment.of("beta");
    private final SimulatedCloud cloud =
            SimulatedCloud.builder().serving(beta, 3).build();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final List<RuntimeException> slips = new ArrayList<>();
    private final Listener metering = careful(MicrometerListener.to(meters));

    /** What a listener throws is only logged by those who call it. */
    private Listener careful(Listener listener) {
        return event -> {
            try {
                listener.on(event);
            } catch (RuntimeException e) {
                slips.add(e);
            }
        };
    }

    private BlueGreen blueGreen(Listener... others) {
        BlueGreen.Builder builder = BlueGreen.builder(cloud.ports()).listener(metering);
        for (Listener other : others) {
            builder.listener(other);
        }
        return builder.build();
    }

    private double outcomes(String verb, String outcome) {
        return meters.get("verdigris.outcomes")
                .tags("environment", "beta", "verb", verb, "strategy", "registration", "outcome", outcome)
                .counter()
                .count();
    }

    private Timer step(String step, String ending) {
        return meters.get("verdigris.step")
                .tags("environment", "beta", "strategy", "registration", "step", step, "ending", ending)
                .timer();
    }

    private Duration total(Timer timer) {
        return Duration.ofNanos((long) timer.totalTime(TimeUnit.NANOSECONDS));
    }

    private Duration phase(String phase) {
        return total(meters.get("verdigris.phase").tags("phase", phase).timer());
    }

    @Test
    void a_success_is_counted_and_its_phases_and_steps_are_timed() {
        Outcome outcome = blueGreen().deploy(beta);

        assertThat(outcome).succeeded();
        assertThat(outcomes("deploy", "succeeded")).isEqualTo(1);
        assertThat(total(meters.get("verdigris.deployment").timer()))
                .isEqualTo(outcome.report().took());
        assertThat(total(meters.get("verdigris.both.served").timer()))
                .isEqualTo(outcome.report().bothServed())
                .isPositive();
        assertThat(total(step("await-drained", "done"))).isGreaterThan(Duration.ofMinutes(4));
        assertThat(phase("finalize")).isGreaterThanOrEqualTo(total(step("await-drained", "done")));
        assertThat(phase("prepare").plus(phase("shift")).plus(phase("finalize")))
                .isLessThanOrEqualTo(outcome.report().took());
        assertThat(meters.get("verdigris.changes").counter().count()).isGreaterThan(3);
        assertThat(slips).isEmpty();
    }

    @Test
    void a_rollback_is_counted_as_that_with_the_step_that_failed_and_those_undone() {
        cloud.group(beta, Color.GREEN).afflict("v2", InstanceFault.neverHealthy());
        assertThat(blueGreen().deploy(beta)).rolledBack();

        assertThat(outcomes("deploy", "rolled-back")).isEqualTo(1);
        assertThat(total(step("await-healthy", "failed"))).isGreaterThanOrEqualTo(Duration.ofMinutes(5));
        assertThat(step("register", "undone").count()).isEqualTo(1);
        assertThat(phase("way-back")).isPositive();
        assertThat(meters.find("verdigris.phase").tags("phase", "finalize").timer())
                .isNull();
    }

    @Test
    void a_step_that_does_not_stand_any_more_has_lapsed_and_the_one_under_way_is_stopped() {
        Listener interfering = event -> {
            if (event instanceof Event.StepStarted started
                    && started.step().id().equals("await-in-service")) {
                cloud.group(beta, Color.BLUE).setMin(0);
                cloud.install(CallFault.denied(Operations.UPDATE_GROUP).times(1));
            }
        };
        assertThat(blueGreen(interfering).deploy(beta)).rolledBack().failedIn("pin");

        assertThat(step("pin", "done").count()).isEqualTo(1);
        assertThat(step("pin", "lapsed").count()).isEqualTo(1);
        assertThat(total(step("pin", "lapsed"))).isZero();
        assertThat(step("await-in-service", "stopped").count()).isEqualTo(1);
    }

    @Test
    void verbs_are_told_apart_and_a_refusal_is_no_outcome() {
        assertThat(blueGreen().deploy(beta)).succeeded();
        assertThat(blueGreen().rollback(beta)).succeeded();
        assertThatThrownBy(() -> blueGreen().deploy(Deployment.of(beta).withTo(Color.BLUE)))
                .isInstanceOf(RefusedException.class);

        assertThat(outcomes("deploy", "succeeded")).isEqualTo(1);
        assertThat(outcomes("rollback", "succeeded")).isEqualTo(1);
        assertThat(meters.get("verdigris.outcomes").counters()).hasSize(2);
    }

    @Test
    void repairs_of_a_reconcile_are_counted() {
        assertThat(blueGreen().deploy(beta)).succeeded();
        cloud.setParameter(beta.activeColorParameter(), "blue");
        blueGreen().reconcile(beta);

        assertThat(meters.get("verdigris.repairs")
                        .tags("environment", "beta")
                        .counter()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void a_hundred_deployments_have_no_more_meters_than_two_and_no_tag_that_grows() {
        BlueGreen blueGreen = blueGreen();
        for (int i = 0; i < 2; i++) {
            assertThat(blueGreen.deploy(beta)).succeeded();
        }
        List<Meter.Id> few = ids();
        for (int i = 0; i < 98; i++) {
            assertThat(blueGreen.deploy(beta)).succeeded();
        }

        assertThat(ids()).containsExactlyInAnyOrderElementsOf(few);
        assertThat(outcomes("deploy", "succeeded")).isEqualTo(100);
        assertThat(few.stream()
                        .flatMap(id -> id.getTags().stream())
                        .map(Tag::getKey)
                        .distinct())
                .containsExactlyInAnyOrder("environment", "verb", "strategy", "outcome", "phase", "step", "ending");
    }

    private List<Meter.Id> ids() {
        return meters.getMeters().stream().map(Meter::getId).toList();
    }
}
