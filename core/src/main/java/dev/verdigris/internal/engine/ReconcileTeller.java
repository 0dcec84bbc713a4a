package dev.verdigris.internal.engine;

import dev.verdigris.event.Listener;
import dev.verdigris.model.Environment;
import dev.verdigris.port.TimeSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Tells of a reconcile. */
final class ReconcileTeller implements Subject {
    private final Listener listener;
    private final TimeSource time;
    private final String environment;
    private final String deployment;

    /** The changes so far. */
    private final List<String> changes = new ArrayList<>();

    ReconcileTeller(Listener listener, TimeSource time, Environment environment, String deployment) {
        this.listener = listener;
        this.time = time;
        this.environment = environment.name();
        this.deployment = deployment;
    }

    List<String> changes() {
        return changes;
    }

    @Override
    public String id() {
        return "reconcile";
    }

    /** Tells nothing: that a reconcile watches is no news. */
    @Override
    public void waits(String waitingFor, Duration waited) {}

    @Override
    public void change(String change) {
        changes.add(change);
        listener.on(new Events.RepairAnnounced(time.now(), environment, deployment, change));
    }

    @Override
    public void note(String note) {
        listener.on(new Events.Noted(time.now(), environment, deployment, null, note));
    }
}
