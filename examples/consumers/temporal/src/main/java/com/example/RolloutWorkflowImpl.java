package com.example;

import io.temporal.activity.ActivityCancellationType;
import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One activity a deployment; a wave's run beside each other. */
public final class RolloutWorkflowImpl implements RolloutWorkflow {
    private final Map<String, String> standings = new LinkedHashMap<>();
    private Deployments deployments;

    /** Attempts go on until the deployment is decided; a cancelled one is waited for, since it rolls back first. */
    private static Deployments deployments(Duration silence) {
        return Workflow.newActivityStub(
                Deployments.class,
                ActivityOptions.newBuilder()
                        .setTaskQueue(Deployments.QUEUE)
                        .setStartToCloseTimeout(Duration.ofHours(2))
                        .setHeartbeatTimeout(silence)
                        .setCancellationType(ActivityCancellationType.WAIT_CANCELLATION_COMPLETED)
                        .setRetryOptions(RetryOptions.newBuilder()
                                .setInitialInterval(Duration.ofSeconds(1))
                                .setMaximumInterval(Duration.ofSeconds(30))
                                .build())
                        .build());
    }

    @Override
    public Map<String, String> run(Order order) {
        deployments = deployments(order.silence());
        List<String> begun = new ArrayList<>();
        try {
            for (List<String> wave : order.waves()) {
                if (!begun.isEmpty()) {
                    Workflow.sleep(order.soak());
                }
                begun.addAll(wave);
                deploy(order.id(), wave);
                if (wave.stream().anyMatch(name -> !succeeded(name))) {
                    back(order, begun);
                    return standings;
                }
            }
            return standings;
        } catch (ActivityFailure | CanceledFailure e) {
            CancellationScope detached = Workflow.newDetachedCancellationScope(() -> back(order, begun));
            detached.run();
            throw e;
        }
    }

    private boolean succeeded(String name) {
        return "SUCCEEDED".equals(standings.get(name));
    }

    /** Every one of a wave is waited for, also where one of them is cancelled. */
    private void deploy(String id, List<String> wave) {
        Map<String, Promise<String>> running = new LinkedHashMap<>();
        wave.forEach(name -> running.put(name, Async.function(deployments::deploy, id, name)));
        List<ActivityFailure> failures = new ArrayList<>();
        running.forEach((name, promise) -> {
            try {
                standings.put(name, promise.get());
            } catch (ActivityFailure e) {
                failures.add(e);
            }
        });
        if (!failures.isEmpty()) {
            throw failures.get(0);
        }
    }

    private void back(Order order, List<String> begun) {
        if (order.goBack()) {
            List<String> reversed = new ArrayList<>(begun);
            Collections.reverse(reversed);
            reversed.forEach(name -> standings.put(name, deployments.goBack(order.id(), name)));
        }
    }
}
