package dev.verdigris.testkit;

/** Told after everything that happens in a simulated cloud, to check what must always hold. */
@FunctionalInterface
public interface WorldListener {

    /**
     * Told that something happened: an event of the world, or a call that took effect. Look, and change nothing. What
     * is thrown goes to whoever let time pass or made the call; throw an {@link AssertionError}, which no deployment
     * swallows.
     *
     * @param cloud the world as it is now; the last entry of its log is the last thing that was worth an entry
     */
    void onEvent(SimulatedCloud cloud);
}
