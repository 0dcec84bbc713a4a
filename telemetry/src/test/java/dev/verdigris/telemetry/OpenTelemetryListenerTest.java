package dev.verdigris.telemetry;

import static dev.verdigris.telemetry.Spans.names;
import static dev.verdigris.testkit.assertj.VerdigrisAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.verdigris.BlueGreen;
import dev.verdigris.event.Event;
import dev.verdigris.event.Listener;
import dev.verdigris.hook.Check;
import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import dev.verdigris.outcome.Outcome;
import dev.verdigris.request.Deployment;
import dev.verdigris.request.Gate;
import dev.verdigris.testkit.Call;
import dev.verdigris.testkit.CallFault;
import dev.verdigris.testkit.CallHook;
import dev.verdigris.testkit.InstanceFault;
import dev.verdigris.testkit.Operations;
import dev.verdigris.testkit.SimulatedCloud;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The events alone are enough for a tree of spans: each opened one is closed once, and lies within its parent. */
class OpenTelemetryListenerTest {
    private final Environment beta = Environment.of("beta");
    private final SimulatedCloud cloud =
            SimulatedCloud.builder().serving(beta, 3).build();
    private final Spans spans = new Spans();
    private final List<Event> events = new ArrayList<>();
    private final List<RuntimeException> slips = new ArrayList<>();
    private final OpenTelemetryListener tracing = OpenTelemetryListener.to(spans.openTelemetry());

    private BlueGreen by(String holder, Listener... others) {
        return builder(holder, others).build();
    }

    private BlueGreen.Builder builder(String holder, Listener... others) {
        BlueGreen.Builder builder = BlueGreen.builder(cloud.ports())
                .holder(holder)
                .listener(this::trace)
                .listener(events::add);
        for (Listener other : others) {
            builder.listener(other);
        }
        return builder;
    }

    /** What a listener throws is only logged by those who call it. */
    private void trace(Event event) {
        try {
            tracing.on(event);
        } catch (RuntimeException e) {
            slips.add(e);
        }
    }

    @AfterEach
    void every_span_is_closed_once_and_lies_within_its_parent() {
        assertThat(slips).isEmpty();
        assertThat(Span.current().getSpanContext().isValid())
                .as("a span is still current")
                .isFalse();
        assertThat(spans.ended()).isNotEmpty();
        spans.ended().forEach(this::wellFormed);
        assertThat(spans.ended().stream().filter(span -> span.getAttributes().get(Tracing.STEP) != null))
                .as("a span for each step and each undo that began")
                .hasSameSizeAs(events.stream()
                        .filter(event -> event instanceof Event.StepStarted || event instanceof Event.UndoStarted)
                        .toList());
    }

    private void wellFormed(SpanData span) {
        assertThat(span.getEndEpochNanos()).isGreaterThanOrEqualTo(span.getStartEpochNanos());
        assertThat(span.getAttributes().get(Tracing.ENVIRONMENT)).isEqualTo("beta");
        long from = span.getStartEpochNanos();
        for (SpanData child : spans.below(span)) {
            assertThat(child.getStartEpochNanos())
                    .as("the start of %s in %s", child.getName(), span.getName())
                    .isGreaterThanOrEqualTo(from);
            from = child.getEndEpochNanos();
        }
        assertThat(from).as("the last end in %s", span.getName()).isLessThanOrEqualTo(span.getEndEpochNanos());
    }

    private SpanData child(SpanData span, String name) {
        return spans.below(span).stream()
                .filter(child -> child.getName().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("expected '" + name + "' in " + names(spans.below(span))));
    }

    private static List<String> told(SpanData span) {
        return span.getEvents().stream()
                .map(event -> event.getName() + " " + event.getAttributes().get(Tracing.STEP))
                .toList();
    }

    @Test
    void a_success_has_its_phases_with_their_steps_and_these_their_changes() {
        assertThat(by("ann").deploy(beta)).succeeded();

        SpanData deployment = spans.only("Deploy beta: blue → green");
        assertThat(deployment.getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
        assertThat(deployment.getAttributes().get(Tracing.OUTCOME)).isEqualTo("succeeded");
        assertThat(deployment.getAttributes().get(Tracing.VERB)).isEqualTo("deploy");
        assertThat(deployment.getAttributes().get(Tracing.STRATEGY)).isEqualTo("registration");
        assertThat(deployment.getAttributes().get(Tracing.DEPLOYMENT))
                .isEqualTo(events.get(0).deployment());
        assertThat(names(spans.below(deployment))).containsExactly("prepare", "shift", "finalize");
        SpanData prepare = child(deployment, "prepare");
        assertThat(names(spans.below(prepare))).containsExactly("pin", "scale-up", "await-in-service");
        SpanData scaleUp = child(prepare, "scale-up");
        assertThat(scaleUp.getAttributes().get(Tracing.ENDING)).isEqualTo("done");
        assertThat(scaleUp.getEvents())
                .singleElement()
                .satisfies(change ->
                        assertThat(change.getAttributes().get(Tracing.CHANGE)).startsWith("beta-green: min 0 → 3"));
        assertThat(prepare.getEndEpochNanos()).isGreaterThan(prepare.getStartEpochNanos());
    }

    @Test
    void a_rollback_has_what_was_undone_after_what_failed() {
        cloud.group(beta, Color.GREEN).afflict("v2", InstanceFault.neverHealthy());
        assertThat(by("ann").deploy(beta)).rolledBack();

        SpanData deployment = spans.only("Deploy beta: blue → green");
        assertThat(deployment.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        assertThat(deployment.getStatus().getDescription()).startsWith("RolledBack: await-healthy: ");
        assertThat(deployment.getAttributes().get(Tracing.OUTCOME)).isEqualTo("rolled-back");
        assertThat(names(spans.below(deployment))).containsExactly("prepare", "shift", "way-back");
        SpanData failed = child(child(deployment, "shift"), "await-healthy");
        assertThat(failed.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        assertThat(failed.getStatus().getDescription()).contains("only 0 of 3");
        assertThat(failed.getEvents()).map(EventData::getName).contains("exception");
        SpanData back = child(deployment, "way-back");
        assertThat(names(spans.below(back))).containsExactly("undo register", "undo scale-up", "undo pin");
        assertThat(told(child(back, "undo register"))).containsExactly("change register");
    }

    @Test
    void what_stands_and_fails_is_seen_in_the_step_that_it_stopped() {
        Listener interfering = event -> {
            if (event instanceof Event.StepStarted started
                    && started.step().id().equals("await-in-service")) {
                cloud.group(beta, Color.BLUE).setMin(0);
                cloud.install(CallFault.denied(Operations.UPDATE_GROUP).times(1));
            }
        };
        assertThat(by("ann", interfering).deploy(beta)).rolledBack().failedIn("pin");

        SpanData stopped = spans.only("await-in-service");
        assertThat(stopped.getAttributes().get(Tracing.ENDING)).isEqualTo("stopped");
        assertThat(stopped.getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
        assertThat(told(stopped)).containsExactly("change pin", "lapsed pin");
    }

    @Test
    void what_could_not_be_undone_is_an_error() {
        cloud.group(beta, Color.GREEN).afflict("v2", InstanceFault.neverHealthy());
        Listener interfering = event -> {
            if (event instanceof Event.UndoStarted started
                    && started.step().id().equals("pin")) {
                cloud.install(CallFault.denied(Operations.UPDATE_GROUP));
            }
        };
        assertThat(by("ann", interfering).deploy(beta)).failedDirty();

        SpanData undo = spans.only("undo pin");
        assertThat(undo.getAttributes().get(Tracing.ENDING)).isEqualTo("not-undone");
        assertThat(undo.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        assertThat(spans.only("Deploy beta: blue → green").getAttributes().get(Tracing.OUTCOME))
                .isEqualTo("failed-dirty");
    }

    @Test
    void a_gate_ends_a_run_without_an_error() {
        assertThat(by("ann").deploy(Deployment.of(beta).withGate(Gate.beforeSwitch())))
                .isInstanceOf(Outcome.Paused.class);

        SpanData deployment = spans.only("Deploy beta: blue → green");
        assertThat(deployment.getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
        assertThat(deployment.getAttributes().get(Tracing.OUTCOME)).isEqualTo("paused");
        assertThat(spans.only("gate:before-switch").getAttributes().get(Tracing.ENDING))
                .isEqualTo("paused");
    }

    @Test
    void a_deployment_that_is_resumed_has_a_trace_for_each_run() {
        CallHook killer = new CallHook() {
            @Override
            public void after(Call made) {
                if (made.operation().equals(Operations.REGISTER)) {
                    throw new Killed();
                }
            }
        };
        cloud.install(killer);
        assertThatThrownBy(() -> by("ann").deploy(beta)).isInstanceOf(Killed.class);
        cloud.remove(killer);
        assertThat(by("bob").resume(beta)).succeeded();

        SpanData first = spans.only("Deploy beta: blue → green");
        SpanData second = spans.only("resume: Deploy beta: blue → green");
        assertThat(first.getStatus().getDescription()).isEqualTo("nothing more was heard of it");
        assertThat(first.getAttributes().get(Tracing.OUTCOME)).isEqualTo("lost");
        assertThat(second.getAttributes().get(Tracing.OUTCOME)).isEqualTo("succeeded");
        assertThat(second.getTraceId()).isNotEqualTo(first.getTraceId());
        assertThat(names(spans.below(first))).containsExactly("prepare", "shift");
        assertThat(names(spans.below(second))).containsExactly("shift", "finalize");
        assertThat(List.of(first, second))
                .extracting(span -> span.getAttributes().get(Tracing.DEPLOYMENT))
                .containsOnly(events.get(0).deployment());
    }

    @Test
    void a_rollback_within_a_deployment_lies_below_the_step_that_it_takes_over_from() {
        AtomicReference<Outcome> rollback = new AtomicReference<>();
        Listener rollingBack = event -> {
            if (event instanceof Event.StepWaiting waiting
                    && waiting.step().id().equals("await-drained")
                    && rollback.get() == null) {
                rollback.set(by("bob").rollback(beta));
            }
        };
        Outcome deployment = by("ann", rollingBack).deploy(beta);

        assertThat(rollback.get()).succeeded();
        assertThat(deployment).interruptedBecause("found that a rollback has taken over");
        SpanData outer = spans.only("Deploy beta: blue → green");
        SpanData inner = spans.only("Roll back beta: green → blue");
        SpanData drained = child(child(outer, "finalize"), "await-drained");
        assertThat(drained.getAttributes().get(Tracing.ENDING)).isEqualTo("stopped");
        assertThat(inner.getParentSpanId()).isEqualTo(drained.getSpanId());
        assertThat(names(spans.below(inner))).containsExactly("prepare", "shift", "finalize");
        assertThat(outer.getAttributes().get(Tracing.OUTCOME)).isEqualTo("interrupted");
    }

    @Test
    void a_deployment_lies_below_its_callers_span_and_what_is_traced_below_its_step() {
        Tracer yours = spans.openTelemetry().getTracer("yours");
        Check asking = subject -> {
            Instant now = cloud.ports().time().now();
            yours.spanBuilder("asking")
                    .setAttribute(Tracing.ENVIRONMENT, "beta")
                    .setStartTimestamp(now)
                    .startSpan()
                    .end(now);
            return Check.Verdict.passed();
        };
        Span job = yours.spanBuilder("job")
                .setAttribute(Tracing.ENVIRONMENT, "beta")
                .setStartTimestamp(cloud.ports().time().now())
                .startSpan();
        try (Scope current = job.makeCurrent()) {
            assertThat(current).isNotNull();
            assertThat(builder("ann").check("smoke", asking).build().deploy(beta))
                    .succeeded();
        }
        job.end(cloud.ports().time().now());

        assertThat(names(spans.below(spans.only("job")))).containsExactly("Deploy beta: blue → green");
        assertThat(names(spans.below(spans.only("check:smoke")))).containsExactly("asking");
    }

    /** What a killed process dies of. */
    private static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }
}
