package dev.verdigris.event;

/**
 * A listener to the events of deployments. It is told on the thread that runs the deployment, which waits for it: be
 * quick. A listener that throws does no harm; what it throws is logged.
 */
@FunctionalInterface
public interface Listener {

    /** Told of each event, in order. */
    void on(Event event);
}
