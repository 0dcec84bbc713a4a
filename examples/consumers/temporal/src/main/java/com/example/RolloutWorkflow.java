package com.example;

import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A rollout that outlives every process: Temporal keeps where it is, and each environment keeps how it stands. */
@WorkflowInterface
public interface RolloutWorkflow {

    /** Deploys wave after wave; returns how each environment stands. */
    @WorkflowMethod
    Map<String, String> run(Order order);

    /**
     * What is asked for.
     *
     * @param id the id of the rollout; the environments know it by that
     * @param waves the names of the environments, wave by wave
     * @param soak what passes between two waves
     * @param silence how long an attempt may be silent before another one begins
     * @param goBack whether what has succeeded is rolled back once one has failed, or the workflow is cancelled
     */
    record Order(String id, List<List<String>> waves, Duration soak, Duration silence, boolean goBack) {}
}
