package com.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.example.RolloutWorkflow.Order;
import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import dev.verdigris.report.EndedDeployment;
import dev.verdigris.testkit.InstanceFault;
import dev.verdigris.testkit.Operations;
import io.temporal.activity.Activity;
import io.temporal.client.ActivityCanceledException;
import io.temporal.client.ActivityCompletionException;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.failure.CanceledFailure;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A rollout on Temporal's own test server, and deployments on simulated clouds: all time is virtual. */
class RolloutWorkflowTest {
    private static final String WORKFLOWS = "rollouts";

    /** Killed where a process may be killed: nothing of a deployment's may catch this. */
    private static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    private final World world = new World();
    private final TestWorkflowEnvironment temporal = TestWorkflowEnvironment.newInstance();
    private WorkerFactory deployers;

    @BeforeEach
    void workers() {
        temporal.newWorker(WORKFLOWS).registerWorkflowImplementationTypes(RolloutWorkflowImpl.class);
        temporal.start();
        deployers = deployers();
    }

    /** A worker that deploys, as a process of its own would have it. */
    private WorkerFactory deployers() {
        WorkerFactory factory = WorkerFactory.newInstance(temporal.getWorkflowClient());
        Worker worker = factory.newWorker(
                Deployments.QUEUE,
                WorkerOptions.newBuilder()
                        .setDefaultHeartbeatThrottleInterval(Duration.ofMillis(1))
                        .setMaxHeartbeatThrottleInterval(Duration.ofMillis(1))
                        .build());
        worker.registerActivitiesImplementations(world.deployments());
        factory.start();
        return factory;
    }

    @AfterEach
    void end() {
        deployers.shutdownNow();
        deployers.awaitTermination(10, TimeUnit.SECONDS);
        temporal.close();
    }

    private RolloutWorkflow workflow() {
        return temporal.getWorkflowClient()
                .newWorkflowStub(
                        RolloutWorkflow.class,
                        WorkflowOptions.newBuilder()
                                .setTaskQueue(WORKFLOWS)
                                .setWorkflowId("v2")
                                .build());
    }

    private static Order order(boolean goBack) {
        return order(Duration.ofMinutes(30), Duration.ofSeconds(30), goBack);
    }

    /** Without a soak: the test server skips time only while somebody waits for the result. */
    private static Order order(Duration soak, Duration silence, boolean goBack) {
        return new Order("v2", List.of(List.of("beta"), List.of("eu", "us")), soak, silence, goBack);
    }

    private void everythingIsClean() {
        assertThat(World.NAMES).allMatch(world::clean);
    }

    private List<EndedDeployment> history(String name) {
        return world.looking(name).history(Environment.of(name));
    }

    @Test
    void waves_follow_each_other_and_every_environment_is_deployed() {
        assertThat(workflow().run(order(true)))
                .isEqualTo(Map.of("beta", "SUCCEEDED", "eu", "SUCCEEDED", "us", "SUCCEEDED"));

        assertThat(world.deployed()).containsExactlyElementsOf(World.NAMES);
        assertThat(history("us")).extracting(EndedDeployment::id).containsExactly("v2:us");
        everythingIsClean();
    }

    @Test
    void once_one_has_failed_what_has_succeeded_goes_back() {
        world.cloud("us").group(Environment.of("us"), Color.GREEN).afflict("v2", InstanceFault.neverHealthy());

        assertThat(workflow().run(order(true)))
                .isEqualTo(Map.of("beta", "WENT_BACK", "eu", "WENT_BACK", "us", "AS_BEFORE"));
        assertThat(world.deployed()).isEmpty();
        everythingIsClean();
    }

    /** Every change of a deployment, so that all phases are among them. */
    static List<Integer> changes() {
        World counted = new World();
        dev.verdigris.BlueGreen.on(counted.cloud("eu").ports())
                .deploy(Environment.of("eu"))
                .orThrow();
        List<Integer> changes = new ArrayList<>();
        for (int change = 1; change <= counted.cloud("eu").changes(); change++) {
            changes.add(change);
        }
        return changes;
    }

    @ParameterizedTest
    @MethodSource("changes")
    void an_attempt_that_is_killed_at_any_change_is_resumed_by_the_next_one(int change) {
        world.at("eu", change, () -> {
            throw new Killed();
        });

        assertThat(workflow().run(order(true))).containsOnlyKeys(World.NAMES).doesNotContainValue("FAILED");

        assertThat(world.deployed()).containsExactlyElementsOf(World.NAMES);
        assertThat(history("eu")).as("deployed once").hasSize(1);
        everythingIsClean();
    }

    @Test
    void a_cancelled_workflow_rolls_back_what_is_under_way_and_then_the_rest() {
        CountDownLatch reached = new CountDownLatch(1);
        world.at("eu", 5, () -> {
            reached.countDown();
            beatUntil(ActivityCanceledException.class);
        });
        RolloutWorkflow workflow = workflow();
        WorkflowClient.start(workflow::run, order(Duration.ZERO, Duration.ofSeconds(30), true));
        await(reached);
        WorkflowStub stub = WorkflowStub.fromTyped(workflow);
        stub.cancel();

        assertThatThrownBy(() -> stub.getResult(Map.class))
                .isInstanceOf(WorkflowFailedException.class)
                .hasCauseInstanceOf(CanceledFailure.class);
        assertThat(world.deployed()).isEmpty();
        assertThat(history("eu").get(0).toString()).contains("rolled back").contains("interrupted");
        everythingIsClean();
    }

    @Test
    void a_worker_that_shuts_down_leaves_it_in_progress_and_another_one_resumes_it() {
        CountDownLatch reached = new CountDownLatch(1);
        world.at("eu", 5, () -> {
            reached.countDown();
            beatUntil(ActivityCompletionException.class);
        });
        RolloutWorkflow workflow = workflow();
        WorkflowClient.start(workflow::run, order(Duration.ZERO, Duration.ofSeconds(30), true));
        await(reached);
        deployers.shutdown();
        deployers.awaitTermination(30, TimeUnit.SECONDS);
        deployers = deployers();

        assertThat(WorkflowStub.fromTyped(workflow).getResult(Map.class)).doesNotContainValue("FAILED");
        assertThat(world.deployed()).containsExactlyElementsOf(World.NAMES);
        assertThat(history("eu")).as("resumed, not rolled back").hasSize(1);
        everythingIsClean();
    }

    @Test
    void each_attempt_holds_the_environment_under_a_name_of_its_own() {
        List<String> holders = Collections.synchronizedList(new ArrayList<>());
        for (int change : List.of(2, 4)) {
            world.at("eu", change, () -> {
                holders.add(world.looking("eu").inProgress(Environment.of("eu")).holder());
                throw new Killed();
            });
        }

        workflow().run(order(true));

        assertThat(holders).hasSize(2).doesNotHaveDuplicates().allMatch(holder -> holder.startsWith("v2/"));
        assertThat(holders.get(0)).endsWith("/1");
        everythingIsClean();
    }

    @Test
    void an_attempt_that_timed_out_and_runs_on_changes_nothing_any_more() {
        CountDownLatch decided = new CountDownLatch(1);
        world.after("eu", Operations.UPDATE_GROUP, () -> await(decided));

        Map<String, String> standings = workflow().run(order(Duration.ZERO, Duration.ofSeconds(2), true));
        int changes = world.changes();
        String state = world.cloud("eu").deploymentState(Environment.of("eu"));
        decided.countDown();
        deployers.shutdown();
        deployers.awaitTermination(30, TimeUnit.SECONDS);

        assertThat(standings).containsEntry("eu", "SUCCEEDED");
        assertThat(world.changes()).as("by the first attempt, once it could").isEqualTo(changes);
        assertThat(world.cloud("eu").deploymentState(Environment.of("eu"))).isEqualTo(state);
        assertThat(history("eu")).hasSize(1);
        everythingIsClean();
    }

    /** Waits, on the thread of an activity, until Temporal has told it so. */
    private static void beatUntil(Class<? extends ActivityCompletionException> told) {
        while (true) {
            try {
                Activity.getExecutionContext().heartbeat(null);
                Thread.onSpinWait();
            } catch (ActivityCompletionException e) {
                assertThat(e).isInstanceOf(told);
                return;
            }
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
