package com.example;

import io.temporal.activity.ActivityInterface;

/** What is done to one environment. Each may be attempted as often as it takes: it goes on from how the environment stands. */
@ActivityInterface
public interface Deployments {
    /** The task queue of those who may deploy. */
    String QUEUE = "deployments";

    /** Deploys an environment as part of a rollout, or resumes that; returns how it stands then. */
    String deploy(String rollout, String environment);

    /** Rolls an environment back if the rollout has deployed it; returns how it stands then. */
    String goBack(String rollout, String environment);
}
