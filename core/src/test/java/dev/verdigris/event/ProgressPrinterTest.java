package dev.verdigris.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdigris.internal.engine.Events;
import dev.verdigris.internal.state.Execution;
import dev.verdigris.internal.state.InProgress;
import dev.verdigris.internal.world.Sighted;
import dev.verdigris.plan.Phase;
import dev.verdigris.plan.PlannedStep;
import dev.verdigris.report.DeploymentInProgress;
import dev.verdigris.report.DeploymentInProgress.Direction;
import dev.verdigris.request.Policy;
import dev.verdigris.request.Shift;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ProgressPrinterTest {
    private static final Instant BEGAN = Instant.parse("2026-11-24T12:00:00Z");
    private static final PlannedStep STEP = new PlannedStep("pin", "hold it", Phase.PREPARE, Duration.ofMinutes(1));

    @Test
    void prints_a_line_an_event_and_a_wait_only_when_it_changes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ProgressPrinter printer = ProgressPrinter.to(new PrintStream(bytes, true, StandardCharsets.UTF_8));

        printer.on(new Events.StepStarted(BEGAN, "beta", "d-1", STEP, Sighted.NOTHING));
        printer.on(new Events.StepWaiting(
                BEGAN.plusSeconds(5), "beta", "d-1", STEP, "1 of 3", Duration.ofSeconds(5), Sighted.NOTHING));
        printer.on(new Events.StepWaiting(
                BEGAN.plusSeconds(10), "beta", "d-1", STEP, "1 of 3", Duration.ofSeconds(10), Sighted.NOTHING));
        printer.on(new Events.StepWaiting(
                BEGAN.plusSeconds(70), "beta", "d-1", STEP, "2 of 3", Duration.ofSeconds(70), Sighted.NOTHING));

        assertThat(bytes.toString(StandardCharsets.UTF_8).lines())
                .containsExactly("     0ms  pin: hold it", "      5s  pin: 1 of 3", "  1m 10s  pin: 2 of 3");
    }

    @Test
    void says_once_for_whom_it_waits_and_for_how_long_at_most() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ProgressPrinter printer = ProgressPrinter.to(new PrintStream(bytes, true, StandardCharsets.UTF_8));

        printer.on(new Events.LeaseWaiting(BEGAN, open("ann", "pin"), Duration.ofSeconds(75)));
        printer.on(new Events.LeaseWaiting(BEGAN.plusSeconds(5), open("ann", "pin"), Duration.ofSeconds(70)));
        printer.on(new Events.LeaseWaiting(BEGAN.plusSeconds(10), open("ann", "register"), Duration.ofSeconds(65)));

        assertThat(bytes.toString(StandardCharsets.UTF_8).lines())
                .containsExactly(
                        "     0ms  waiting up to 1m 15s for " + open("ann", "pin"),
                        "     10s  waiting up to 1m 5s for " + open("ann", "register"));
    }

    private static DeploymentInProgress open(String holder, String step) {
        return new InProgress(
                "beta",
                "d-1",
                "deploy",
                new InProgress.Hold(holder, true, BEGAN),
                new InProgress.Progress(Direction.FORWARD, Phase.PREPARE, new Execution.Reached(step, null), null),
                new InProgress.Move(null, null),
                new InProgress.Asked(null, Shift.allAtOnce(), Policy.defaults()));
    }
}
