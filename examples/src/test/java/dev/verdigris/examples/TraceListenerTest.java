package dev.verdigris.examples;

import static dev.verdigris.testkit.assertj.VerdigrisAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.verdigris.BlueGreen;
import dev.verdigris.event.Event;
import dev.verdigris.event.Listener;
import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import dev.verdigris.outcome.Outcome;
import dev.verdigris.testkit.Call;
import dev.verdigris.testkit.CallFault;
import dev.verdigris.testkit.CallHook;
import dev.verdigris.testkit.InstanceFault;
import dev.verdigris.testkit.Operations;
import dev.verdigris.testkit.SimulatedCloud;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The events alone are enough for a tree of spans: each opened one is closed once, and lies within its parent. */
class TraceListenerTest {
    private final Environment beta = Environment.of("beta");
    private final SimulatedCloud cloud =
            SimulatedCloud.builder().serving(beta, 3).build();
    private final List<Span> traces = new ArrayList<>();
    private final List<Event> events = new ArrayList<>();
    private final List<RuntimeException> slips = new ArrayList<>();
    private final TraceListener tracing = new TraceListener(traces::add);

    private BlueGreen by(String holder, Listener... others) {
        BlueGreen.Builder builder = BlueGreen.builder(cloud.ports())
                .holder(holder)
                .listener(this::trace)
                .listener(events::add);
        for (Listener other : others) {
            builder.listener(other);
        }
        return builder.build();
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
        assertThat(traces).isNotEmpty().allSatisfy(TraceListenerTest::wellFormed);
        long opened = events.stream()
                .filter(event -> event instanceof Event.StepStarted || event instanceof Event.UndoStarted)
                .count();
        assertThat(traces.stream()
                        .flatMap(root -> root.children().stream())
                        .flatMap(phase -> phase.children().stream())
                        .filter(span -> !span.name().contains(": ")))
                .as("a span for each step and each undo that began")
                .hasSize((int) opened);
    }

    private static void wellFormed(Span span) {
        assertThat(span.end()).as("the end of %s", span).isNotNull().isAfterOrEqualTo(span.start());
        Instant from = span.start();
        for (Span child : span.children()) {
            wellFormed(child);
            assertThat(child.start()).as("the start of %s in %s", child, span).isAfterOrEqualTo(from);
            from = child.end();
        }
        assertThat(from).as("the last end in %s", span).isBeforeOrEqualTo(span.end());
    }

    private static List<String> names(List<Span> spans) {
        return spans.stream().map(Span::name).toList();
    }

    private static Span child(Span span, String name) {
        return span.children().stream()
                .filter(child -> child.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("expected '" + name + "' in " + span));
    }

    private Span onlyTrace() {
        assertThat(traces).hasSize(1);
        return traces.get(0);
    }

    @Test
    void a_success_has_its_phases_with_their_steps_and_these_their_changes() {
        assertThat(by("ann").deploy(beta)).succeeded();

        Span deployment = onlyTrace();
        assertThat(deployment.name()).isEqualTo("Deploy beta: blue → green");
        assertThat(deployment.status()).isEqualTo("Succeeded");
        assertThat(names(deployment.children())).containsExactly("prepare", "shift", "finalize");
        Span prepare = child(deployment, "prepare");
        assertThat(names(prepare.children())).containsExactly("pin", "scale-up", "await-in-service");
        assertThat(child(prepare, "scale-up").children())
                .singleElement()
                .satisfies(change -> assertThat(change.name()).startsWith("scale-up: beta-green: min 0 → 3"));
        assertThat(Duration.between(prepare.start(), prepare.end())).isPositive();
    }

    @Test
    void a_rollback_has_what_was_undone_after_what_failed() {
        cloud.group(beta, Color.GREEN).afflict("v2", InstanceFault.neverHealthy());
        assertThat(by("ann").deploy(beta)).rolledBack();

        Span deployment = onlyTrace();
        assertThat(deployment.status()).startsWith("RolledBack: await-healthy: ");
        assertThat(names(deployment.children())).containsExactly("prepare", "shift", "way back");
        assertThat(child(child(deployment, "shift"), "await-healthy").status()).contains("only");
        Span back = child(deployment, "way back");
        assertThat(names(back.children())).containsExactly("undo register", "undo scale-up", "undo pin");
        assertThat(names(child(back, "undo register").children()))
                .singleElement()
                .asString()
                .startsWith("register: deregister 3 targets of Beta: ");
    }

    @Test
    void what_stands_and_fails_is_seen_in_the_step_that_it_stopped() {
        AtomicReference<CallFault> denied = new AtomicReference<>();
        Listener interfering = event -> {
            if (event instanceof Event.StepStarted started
                    && started.step().id().equals("await-in-service")) {
                denied.set(CallFault.denied(Operations.UPDATE_GROUP).times(1));
                cloud.group(beta, Color.BLUE).setMin(0);
                cloud.install(denied.get());
            }
        };
        assertThat(by("ann", interfering).deploy(beta)).rolledBack().failedIn("pin");

        Span stopped = child(child(onlyTrace(), "prepare"), "await-in-service");
        assertThat(stopped.status()).isEqualTo("stopped");
        assertThat(names(stopped.children()))
                .hasSize(2)
                .allMatch(name -> name.startsWith("pin: ") || name.startsWith("failed: pin: "));
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

        assertThat(names(traces)).containsExactly("Deploy beta: blue → green", "resume: Deploy beta: blue → green");
        assertThat(traces).extracting(Span::status).containsExactly("nothing more was heard of it", "Succeeded");
        assertThat(names(traces.get(0).children())).containsExactly("prepare", "shift");
        assertThat(names(traces.get(1).children())).containsExactly("shift", "finalize");
        assertThat(events)
                .extracting(Event::deployment)
                .as("one deployment")
                .containsOnly(events.get(0).deployment());
    }

    @Test
    void two_runs_of_one_environment_that_overlap_have_a_trace_each() {
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
        assertThat(traces).hasSize(2);
        Span inner = traces.get(0);
        Span outer = traces.get(1);
        assertThat(names(traces)).containsExactly("Roll back beta: green → blue", "Deploy beta: blue → green");
        assertThat(inner.start()).isAfter(outer.start());
        assertThat(inner.end()).isBeforeOrEqualTo(outer.end());
        assertThat(names(inner.children())).containsExactly("prepare", "shift", "finalize");
        assertThat(child(child(outer, "finalize"), "await-drained").status()).isEqualTo("stopped");
    }

    @Test
    void a_span_that_is_closed_twice_is_a_slip() {
        assertThat(by("ann").deploy(beta)).succeeded();
        Span closed = onlyTrace();

        assertThatThrownBy(() -> closed.close(closed.start(), "again"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("found it closed at " + closed.end());
    }

    /** What a killed process dies of. */
    private static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }
}
