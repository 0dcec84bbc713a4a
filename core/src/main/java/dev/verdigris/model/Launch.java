package dev.verdigris.model;

/**
 * One attempt of an Auto Scaling group to start instances, as its scaling activities show it. A launch that AWS
 * refused, for instance for want of capacity, shows there and nowhere else.
 *
 * @param activity the activity's id
 * @param state how it stands
 * @param message what AWS said of it; empty if nothing
 */
public record Launch(String activity, State state, String message) {

    /** How a launch stands. */
    public enum State {
        /** Not ended yet. */
        RUNNING,
        /** The instances are there. */
        SUCCEEDED,
        /** It failed or was cancelled. */
        FAILED
    }
}
