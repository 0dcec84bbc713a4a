package dev.verdigris.rollout;

import java.time.Duration;
import java.time.Instant;

/**
 * Something that happened in a rollout. Which kind it is, {@code instanceof} says; what happens in a deployment is told by its
 * facade's own listeners. New kinds may be added in a minor version: treat a kind that you do not know by its {@link
 * #sentence()}, and implement these interfaces in tests only.
 */
public interface RolloutEvent {

    /** The moment of the event, by the rollout's clock. */
    Instant at();

    /** The id of the rollout. */
    String rollout();

    /** The sentence that tells a person what happened. */
    String sentence();

    /** A wave begins: something of it is going to be done. */
    interface WaveStarted extends RolloutEvent {

        /** The wave. */
        Wave wave();
    }

    /** A wave has succeeded, and the next one waits. */
    interface Soaking extends RolloutEvent {

        /** The wave. */
        Wave wave();

        /** The time that it waits. */
        Duration left();
    }

    /** Something was done to an environment, forward or back. */
    interface EnvironmentEnded extends RolloutEvent {

        /** What became of it. */
        RolloutResult.OfEnvironment result();
    }

    /** It begins nothing more. */
    interface Stopped extends RolloutEvent {

        /** The reason. */
        String why();
    }

    /** What has succeeded begins to be rolled back. */
    interface GoingBack extends RolloutEvent {}

    /** This run has ended. */
    interface Ended extends RolloutEvent {

        /** What became of it. */
        RolloutResult result();
    }
}
