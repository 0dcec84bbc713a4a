package dev.verdigris.testkit.sweep;

import dev.verdigris.model.Environment;
import dev.verdigris.model.Traffic;
import dev.verdigris.testkit.Call;
import dev.verdigris.testkit.SimulatedCloud;
import java.util.List;
import java.util.function.Consumer;

/** A process that breaks a rule in the middle of a deployment, as the sweep runs it. */
abstract class BreachScenario {
    static final Scenarios EXPIRING = Scenarios.of(Traffic.registration("Beta"), true);
    static final Environment BETA = EXPIRING.environment();

    /** A deployment that does something once a change of that operation has taken effect. */
    static List<String> breaking(String operation, int nth, Consumer<SimulatedCloud> rule) {
        ProcessRunner runner = new ProcessRunner(EXPIRING.deploy(), 1);
        runner.run("first", new After(operation, nth, () -> rule.accept(runner.cloud())), runner.verb());
        return runner.violations();
    }

    /** Breaks a rule once the n-th change of an operation has taken effect. */
    static final class After implements ProcessRunner.Disturbance {
        private final String operation;
        private final int nth;
        private final Runnable breach;
        private int seen;

        After(String operation, int nth, Runnable breach) {
            this.operation = operation;
            this.nth = nth;
            this.breach = breach;
        }

        @Override
        public void after(ProcessRunner.SimulatedProcess process, Call call) {
            if (call.operation().equals(operation) && ++seen == nth) {
                breach.run();
            }
        }
    }
}
