package dev.verdigris.rollout;

import dev.verdigris.port.TimeSource;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * The options of {@link Rollouts}.
 *
 * @param executor what environments are deployed on
 * @param time the clock of soaks and events
 * @param listeners who is told
 * @param takeOver whether the operator says that whoever holds something in progress is dead
 * @param again whether what failed before is deployed anew
 */
record RolloutOptions(
        Executor executor, TimeSource time, List<Consumer<RolloutEvent>> listeners, boolean takeOver, boolean again) {}
