package com.example;

import dev.verdigris.BlueGreen;
import dev.verdigris.model.Environment;
import dev.verdigris.outcome.Outcome;
import dev.verdigris.port.Cloud;
import dev.verdigris.report.EndedDeployment;
import dev.verdigris.request.Deployment;
import dev.verdigris.request.Rollback;
import dev.verdigris.rollout.Rollout;
import dev.verdigris.rollout.RolloutResult;
import dev.verdigris.rollout.Rollouts;
import dev.verdigris.rollout.Wave;
import io.temporal.activity.Activity;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.activity.ActivityInfo;
import io.temporal.failure.ApplicationFailure;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Deployments as activities. Each attempt has a name of its own, by which the deployment state knows its holder: an attempt that
 * timed out runs on beside the next one, in the same process, and must not be taken for it.
 */
public final class DeploymentsImpl implements Deployments {
    private final Function<String, Environment> environments;
    private final BiFunction<String, Heartbeat, Cloud> clouds;

    /**
     * @param environments the environment of that name
     * @param clouds the cloud that an environment is on, with a time that beats the heart of an attempt
     */
    public DeploymentsImpl(Function<String, Environment> environments, BiFunction<String, Heartbeat, Cloud> clouds) {
        this.environments = environments;
        this.clouds = clouds;
    }

    /** An attempt: the library on behalf of it, and its heart. */
    private record Attempt(BlueGreen blueGreen, Environment environment, Heartbeat heartbeat) {}

    private Attempt attempt(String name) {
        ActivityExecutionContext context = Activity.getExecutionContext();
        ActivityInfo info = context.getInfo();
        Heartbeat heartbeat = new Heartbeat(context);
        String holder =
                info.getWorkflowId() + "/" + info.getRunId() + "/" + info.getActivityId() + "/" + info.getAttempt();
        BlueGreen blueGreen = BlueGreen.builder(clouds.apply(name, heartbeat))
                .holder(holder.length() > 100 ? holder.substring(holder.length() - 100) : holder)
                .build();
        return new Attempt(blueGreen, environments.apply(name), heartbeat);
    }

    @Override
    public String deploy(String rollout, String name) {
        Attempt attempt = attempt(name);
        Rollout one =
                Rollout.of(rollout).withWave(Wave.of(name).with(attempt.blueGreen, Deployment.of(attempt.environment)));
        return attempt.heartbeat.during(
                () -> standing(Rollouts.on(Runnable::run).run(one)));
    }

    /** What is in progress is for the next attempt: it may wait for a lease, or for another attempt that still runs. */
    private static String standing(RolloutResult result) {
        RolloutResult.OfEnvironment one = result.environments().get(0);
        if (one.standing() == RolloutResult.Standing.IN_PROGRESS) {
            throw ApplicationFailure.newFailure(String.valueOf(one.problem()), "InProgress");
        }
        return one.standing().name();
    }

    @Override
    public String goBack(String rollout, String name) {
        Attempt attempt = attempt(name);
        return attempt.heartbeat.during(() -> back(attempt, rollout + ":" + name));
    }

    private static String back(Attempt attempt, String deployment) {
        if (attempt.blueGreen.inProgress(attempt.environment) != null) {
            return ended(attempt.blueGreen.resume(attempt.environment));
        }
        List<EndedDeployment> history = attempt.blueGreen.history(attempt.environment);
        boolean serves = !history.isEmpty()
                && history.get(0).id().equals(deployment)
                && history.get(0).ending() == EndedDeployment.Ending.SUCCEEDED;
        return serves
                ? ended(attempt.blueGreen.rollback(
                        Rollback.of(attempt.environment).withId(deployment + "~back")))
                : "AS_BEFORE";
    }

    private static String ended(Outcome outcome) {
        Supplier<String> failure = () -> {
            throw ApplicationFailure.newFailure(outcome.toString(), "InProgress");
        };
        return outcome.<String>fold()
                .succeeded(done -> "WENT_BACK")
                .rolledBack(back -> "FAILED")
                .orElse(other -> failure.get());
    }
}
