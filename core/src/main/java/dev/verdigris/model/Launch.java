package dev.verdigris.model;

import java.time.Instant;

/**
 * One attempt of an Auto Scaling group to start instances, as its scaling activities show it. A launch that AWS
 * refused, for instance for want of capacity, shows there and nowhere else.
 *
 * @param activity the activity's id
 * @param state how it stands
 * @param message what AWS said of it; empty if nothing
 * @param started when it began, by AWS's clock
 */
public record Launch(String activity, State state, String message, Instant started) {

    /** The state of a launch. */
    public enum State {
        /** The launch has not ended yet. */
        RUNNING,
        /** The instances are there. */
        SUCCEEDED,
        /** The launch failed or was cancelled. */
        FAILED
    }
}
