package dev.verdigris.scenario;

import static dev.verdigris.scenario.Stage.BETA;
import static dev.verdigris.scenario.Stage.takingOver;
import static dev.verdigris.testkit.assertj.VerdigrisAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.verdigris.BlueGreen;
import dev.verdigris.hook.Check;
import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import dev.verdigris.model.GroupSize;
import dev.verdigris.model.Traffic;
import dev.verdigris.outcome.Outcome;
import dev.verdigris.request.Deployment;
import dev.verdigris.request.Gate;
import dev.verdigris.testkit.CallFault;
import dev.verdigris.testkit.Operations;
import dev.verdigris.testkit.SimulatedCloud;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Reads that lag behind the world, by less than the time between two polls. */
class LaggingReadsTest {
    @Test
    void stale_reads_change_nothing() {
        for (long seed = 1; seed <= 50; seed++) {
            Stage stale = Stage.on(Stage.builder()
                    .seed(seed)
                    .staleReads(Duration.ofSeconds(4))
                    .serving(BETA, 3)
                    .build());
            stale.neverFewerAnswering(3);
            assertThat(stale.deploy()).as("seed %d", seed).succeeded();
            assertThat(stale.cloud)
                    .as("seed %d", seed)
                    .servesOnly(Color.GREEN)
                    .hasRecorded(Color.GREEN)
                    .failedNoRequest();
        }
    }

    /** A stage whose reads lag by up to four seconds, less than the time between two polls. */
    private static Stage stale(long seed) {
        Stage stale = Stage.on(Stage.builder()
                .seed(seed)
                .batchSize(1)
                .staleReads(Duration.ofSeconds(4))
                .serving(BETA, 3)
                .build());
        stale.neverFewerAnswering(3);
        return stale;
    }

    @Test
    void an_undo_does_not_take_a_stale_read_for_the_world_as_it_was_before() {
        for (long seed = 1; seed <= 50; seed++) {
            Stage stale = stale(seed);
            stale.cloud.install(CallFault.denied(Operations.DESCRIBE_ACTIVITIES));
            assertThat(stale.deploy()).as("seed %d", seed).rolledBack().notingNothing();
            assertThat(stale).as("seed %d", seed).isAsBefore();
        }
    }

    @Test
    void an_undo_does_not_take_a_stale_read_for_the_health_of_an_old_target_that_is_out() {
        for (long seed = 1; seed <= 50; seed++) {
            Stage stale = stale(seed);
            stale.cloud.install(
                    CallFault.denied(Operations.DEREGISTER).skipping(1).times(1));
            assertThat(stale.deploy()).as("seed %d", seed).rolledBack().notingNothing();
            assertThat(stale).as("seed %d", seed).isAsBefore();
        }
    }

    @Test
    void an_undo_does_not_take_a_stale_read_for_a_new_target_that_is_not_registered() {
        for (long seed = 1; seed <= 50; seed++) {
            Stage stale = stale(seed);
            stale.cloud.install(
                    CallFault.denied(Operations.REGISTER).skipping(1).times(1));
            assertThat(stale.deploy()).as("seed %d", seed).rolledBack().notingNothing();
            assertThat(stale).as("seed %d", seed).isAsBefore();
        }
    }

    @Test
    void an_undo_that_left_new_targets_registered_terminates_none_after_a_stale_read() {
        for (long seed = 1; seed <= 50; seed++) {
            Stage stale = stale(seed);
            stale.when("await-healthy", Thread.currentThread()::interrupt);
            CallFault fault = CallFault.denied(Operations.DESCRIBE_GROUPS).times(1);
            stale.when("undo:register", () -> stale.cloud.install(fault));
            Outcome outcome = stale.deploy();

            assertThat(Thread.interrupted()).isTrue();
            assertThat(outcome).as("seed %d", seed).failedDirty().leaving("members of beta-green");
            assertThat(stale.green.size().desired()).as("seed %d", seed).isEqualTo(3);
            assertThat(stale.cloud).as("seed %d", seed).failedNoRequest();
        }
    }

    @Test
    void a_resumed_cutover_does_not_take_a_stale_read_for_its_own_read_back() {
        for (long seed = 1; seed <= 50; seed++) {
            Stage stale = stale(seed);
            CallFault fault = CallFault.denied(Operations.REPLACE_STATE);
            stale.when("deregister", () -> stale.cloud.install(fault));
            assertThat(stale.deploy())
                    .as("seed %d", seed)
                    .interruptedBecause("the deployment state could not be written");
            stale.cloud.remove(fault);
            stale.cloud.pass(Duration.ofMinutes(1));

            assertThat(stale.blueGreen().resume(takingOver()))
                    .as("seed %d", seed)
                    .succeeded();
            assertThat(stale.cloud)
                    .as("seed %d", seed)
                    .servesOnly(Color.GREEN)
                    .hasRecorded(Color.GREEN)
                    .failedNoRequest();
        }
    }

    @Test
    void a_minimum_that_was_raised_again_is_not_somebody_elses_once_a_gate_is_promoted() {
        Environment beta =
                Environment.named("beta").traffic(Traffic.attachment("Beta")).build();
        for (long seed = 1; seed <= 50; seed++) {
            SimulatedCloud cloud = Stage.builder()
                    .seed(seed)
                    .staleReads(Duration.ofSeconds(4))
                    .serving(beta, new GroupSize(2, 10, 3))
                    .build();
            BlueGreen on = BlueGreen.on(cloud.ports());
            assertThat(on.deploy(Deployment.of(beta).withGate(Gate.afterBake())))
                    .pausedAt("after-bake");
            cloud.pass(Duration.ofMinutes(1));
            cloud.after(
                    Duration.ofSeconds(1), () -> cloud.group(beta, Color.GREEN).setMin(1));

            assertThat(on.promote(beta)).as("seed %d", seed).succeeded().notingNothing();
            assertThat(cloud.group(beta, Color.GREEN).size().min())
                    .as("seed %d", seed)
                    .isEqualTo(2);
        }
    }

    @Test
    void nor_is_it_on_the_way_back() {
        for (long seed = 1; seed <= 50; seed++) {
            Stage stale = Stage.on(Stage.builder()
                    .seed(seed)
                    .staleReads(Duration.ofSeconds(4))
                    .serving(BETA, new GroupSize(2, 10, 3))
                    .build());
            stale.check("smoke", subject -> Check.Verdict.failed("no"));
            stale.when("check:smoke", () -> {
                stale.blue.setMin(1);
                stale.green.setMin(1);
                stale.cloud.pass(Duration.ofSeconds(5));
            });
            assertThat(stale.deploy()).as("seed %d", seed).rolledBack().notingNothing();
            assertThat(stale).as("seed %d", seed).isAsBefore();
        }
    }

    @Test
    void a_minimum_that_somebody_has_set_is_told_once_two_looks_have_found_it() {
        for (long seed = 1; seed <= 50; seed++) {
            Stage stale = Stage.on(Stage.builder()
                    .seed(seed)
                    .staleReads(Duration.ofSeconds(4))
                    .serving(BETA, new GroupSize(2, 10, 3))
                    .build());
            stale.when("restore-active-min", () -> {
                stale.green.setMin(1);
                stale.cloud.pass(Duration.ofSeconds(5));
            });

            assertThat(stale.deploy())
                    .as("seed %d", seed)
                    .succeeded()
                    .noting(
                            "beta-green: someone set its minimum to 1 meanwhile; it is left so (the active role's is 2)");
            assertThat(stale.green.size().min()).as("seed %d", seed).isEqualTo(1);
        }
    }

    @Test
    void what_begins_right_after_a_deployment_does_not_take_a_pin_for_an_original() {
        for (long seed = 1; seed <= 50; seed++) {
            Stage stale = Stage.on(Stage.builder()
                    .seed(seed)
                    .staleReads(Duration.ofSeconds(4))
                    .serving(BETA, new GroupSize(2, 10, 3))
                    .build());
            assertThat(stale.deploy()).as("seed %d", seed).succeeded();
            assertThat(stale.rollback()).as("seed %d", seed).succeeded();
            assertThat(stale.deploy()).as("seed %d", seed).succeeded();
            assertThat(stale).as("seed %d", seed).hasSwitched();
        }
    }

    @Test
    void what_begins_right_after_a_deployment_that_was_rolled_back_does_not_either() {
        for (long seed = 1; seed <= 50; seed++) {
            Stage stale = Stage.on(Stage.builder()
                    .seed(seed)
                    .staleReads(Duration.ofSeconds(4))
                    .serving(BETA, new GroupSize(2, 10, 3))
                    .build());
            stale.cloud.install(CallFault.denied(Operations.DESCRIBE_ACTIVITIES).times(1));
            assertThat(stale.deploy()).as("seed %d", seed).rolledBack();
            assertThat(stale.deploy()).as("seed %d", seed).succeeded();
            assertThat(stale).as("seed %d", seed).hasSwitched();
        }
    }
}
