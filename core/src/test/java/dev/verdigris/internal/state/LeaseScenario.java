package dev.verdigris.internal.state;

import static dev.verdigris.internal.Given.BETA;

import dev.verdigris.internal.plan.Participants;
import dev.verdigris.report.DeploymentInProgress;
import dev.verdigris.request.Deployment;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;

/** Two holders at machines of their own, and a store in memory that both write to. */
abstract class LeaseScenario {
    static final Duration LEASE = Duration.ofSeconds(60);
    static final Duration TIME_OUT = Duration.ofSeconds(15);

    final MemoryStore store = new MemoryStore(true);
    final ManualTime annsTime = new ManualTime(Samples.MIDNIGHT, Duration.ofDays(3));
    /** Its clocks have nothing to do with those of the other machine. */
    final ManualTime bobsTime = new ManualTime(Instant.parse("1999-12-31T23:59:59Z"), Duration.ofSeconds(-7));

    final AtomicInteger ids = new AtomicInteger();
    final List<Duration> waits = new ArrayList<>();

    StateStore store(MemoryStore in, String holder, ManualTime time) {
        return new StateStore(in, time, holder, LEASE, TIME_OUT, () -> "id-" + ids.incrementAndGet());
    }

    StateStore ann() {
        return store(store, "ann", annsTime);
    }

    StateStore bob() {
        return store(store, "bob", bobsTime);
    }

    /** Takes the lease of a deployment, without waiting for another. */
    Lease open(StateStore store) {
        return open(store, Duration.ZERO);
    }

    Lease open(StateStore store, Duration waitTimeout) {
        return store.take(BETA, Deployment.of(BETA), Participants.none(), waitTimeout, this::waiting);
    }

    Lease recover(StateStore store, boolean takeOver) {
        return store.recover(store.inProgress(BETA), takeOver, this::waiting);
    }

    void waiting(DeploymentInProgress current, Duration left) {
        waits.add(left);
    }

    /** The calls since the last time that somebody asked. */
    List<String> calls() {
        List<String> calls = List.copyOf(store.calls);
        store.calls.clear();
        return calls;
    }

    /** The deployment state as it is in the store. */
    DeploymentState stored() {
        return StateText.read("beta", Objects.requireNonNull(store.text(BETA.stateKey())));
    }

    /** What the store says is in progress. */
    CurrentDeployment storedDeployment() {
        return Objects.requireNonNull(stored().current());
    }

    DeploymentState ended(DeploymentState state) {
        return state.remembering(Samples.endedDeployment("id-1", null));
    }
}
