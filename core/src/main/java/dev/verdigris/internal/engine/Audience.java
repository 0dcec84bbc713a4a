package dev.verdigris.internal.engine;

import dev.verdigris.event.Event;
import dev.verdigris.event.Listener;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The log and the listeners, none of which can harm a deployment. */
public final class Audience implements Listener {
    private static final Logger LOG = LoggerFactory.getLogger("dev.verdigris");

    private final List<Listener> listeners;

    /** The log, and those who listen besides. */
    public Audience(List<Listener> listeners) {
        this.listeners = List.copyOf(listeners);
    }

    @Override
    public void on(Event event) {
        log(event);
        for (Listener listener : listeners) {
            try {
                listener.on(event);
            } catch (RuntimeException e) {
                LOG.warn("{}: a listener failed on '{}'", event.environment(), event.sentence(), e);
            }
        }
    }

    private static void log(Event event) {
        if (event instanceof Event.StepWaiting
                || event instanceof Event.UndoWaiting
                || event instanceof Event.LeaseWaiting) {
            if (LOG.isDebugEnabled()) {
                LOG.debug("{}: {}", event.environment(), event.sentence());
            }
        } else if (event instanceof Event.StepFailed failed) {
            LOG.warn("{}: {}", event.environment(), event.sentence(), failed.cause());
        } else if (event instanceof Event.UndoFailed failed) {
            LOG.warn("{}: {}", event.environment(), event.sentence(), failed.cause());
        } else if (event instanceof Event.Noted) {
            LOG.warn("{}: {}", event.environment(), event.sentence());
        } else if (LOG.isInfoEnabled()) {
            LOG.info("{}: {}", event.environment(), event.sentence());
        }
    }
}
