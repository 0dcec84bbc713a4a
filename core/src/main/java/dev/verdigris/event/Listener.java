package dev.verdigris.event;

/**
 * Told what happens while a deployment runs, on the thread that runs it and before the deployment goes on: be quick. A
 * listener that throws does no harm; what it throws is logged.
 */
@FunctionalInterface
public interface Listener {

    /** Called for each event, in order. */
    void on(Event event);
}
