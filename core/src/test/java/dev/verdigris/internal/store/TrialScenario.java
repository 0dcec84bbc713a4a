package dev.verdigris.internal.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdigris.port.DeploymentStore;
import dev.verdigris.port.TimeSource;
import dev.verdigris.report.Finding;

/** A store that is tried, and what is found. */
abstract class TrialScenario {
    static final String SCRATCH = "_store-check-1";

    final Thread main = Thread.currentThread();

    static StoreTrial.Result tried(DeploymentStore store, int rounds) {
        return new StoreTrial(store, TimeSource.system(), SCRATCH).run(rounds);
    }

    /** The one thing that is found wrong with a store. */
    static Finding onlyFinding(DeploymentStore store, int rounds) {
        StoreTrial.Result result = tried(store, rounds);
        assertThat(result.findings()).hasSize(1);
        return result.findings().get(0);
    }

    /** Whether it is a thread of a race that asks, and not the test. */
    boolean racing() {
        return !Thread.currentThread().equals(main);
    }
}
