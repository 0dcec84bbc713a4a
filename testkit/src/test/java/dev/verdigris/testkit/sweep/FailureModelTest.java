package dev.verdigris.testkit.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdigris.BlueGreen;
import dev.verdigris.error.RefusedException;
import dev.verdigris.model.Color;
import dev.verdigris.model.Traffic;
import dev.verdigris.outcome.Outcome;
import dev.verdigris.report.DeploymentInProgress;
import dev.verdigris.request.Recovery;
import dev.verdigris.testkit.Call;
import dev.verdigris.testkit.SimulatedCloud;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** The table of crash points in the failure model is what the simulated cloud shows. */
class FailureModelTest {
    private static final Path PAGE = Path.of("..", "docs", "failure-model.md");
    private static final Scenario DEPLOY =
            Scenarios.of(Traffic.registration("Beta"), true).deploy();

    @Test
    void each_crash_point_of_a_deployment_is_in_the_failure_model_as_it_is() throws IOException {
        List<String> rows = new ArrayList<>();
        for (int at = 1; ; at++) {
            Killed killed = new Killed(at);
            ProcessRunner runner = killed(killed);
            if (killed.call == null) {
                break;
            }
            rows.add("| " + at + " | " + killed.call.operation() + " | " + inTheState(runner) + " | "
                    + registered(runner)
                    + " | " + resolved(at, on -> on.resume(takingOver())) + " | "
                    + resolved(at, on -> on.abort(takingOver())) + " |");
        }

        assertThat(Files.readString(PAGE)).contains(String.join("\n", rows));
    }

    private static Recovery takingOver() {
        return Recovery.of(DEPLOY.environment()).withTakeOver(true);
    }

    private static ProcessRunner killed(Killed killed) {
        ProcessRunner runner = new ProcessRunner(DEPLOY, 1);
        runner.run("first", killed, DEPLOY.verb()::on);
        return runner;
    }

    private static String inTheState(ProcessRunner runner) {
        DeploymentInProgress deployment =
                runner.facade("looking").status(DEPLOY.environment()).deployment();
        return deployment == null
                ? "nothing in progress"
                : deployment.phase() == null ? "claimed" : deployment.phase().label();
    }

    private static String registered(ProcessRunner runner) {
        SimulatedCloud cloud = runner.cloud();
        int blue = cloud.targetGroup(DEPLOY.environment()).registered(cloud.group(DEPLOY.environment(), Color.BLUE));
        int green = cloud.targetGroup(DEPLOY.environment()).registered(cloud.group(DEPLOY.environment(), Color.GREEN));
        return blue + " blue, " + green + " green";
    }

    private static String resolved(int at, Function<BlueGreen, Outcome> resolution) {
        ProcessRunner runner = killed(new Killed(at));
        ProcessEnd end = runner.run("second", null, resolution);
        if (end instanceof ProcessEnd.Refused refused) {
            assertThat(refused.why()).isInstanceOf(RefusedException.class);
            return "refused";
        }
        return ((ProcessEnd.Completed) end).outcome().getClass().getSimpleName();
    }

    /** Kills the process after its n-th change. */
    private static final class Killed implements ProcessRunner.Disturbance {
        private final int at;
        private Call call;

        Killed(int at) {
            this.at = at;
        }

        @Override
        public void after(ProcessRunner.SimulatedProcess process, Call made) {
            if (made.isChange() && process.changes == at) {
                call = made;
                throw new ProcessKilled();
            }
        }
    }
}
