package dev.verdigris.telemetry;

import dev.verdigris.event.Event;
import dev.verdigris.event.Listener;
import dev.verdigris.plan.SwitchPlan;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A listener that keeps meters of deployments, and of whatever else has a plan, in a registry of Micrometer.
 *
 * <table>
 * <caption>The meters</caption>
 * <thead><tr><th scope="col">name</th><th scope="col">kind</th><th scope="col">what it measures</th><th scope="col">its tags besides</th></tr></thead>
 * <tbody>
 * <tr><td>{@code verdigris.outcomes}</td><td>counter</td><td>runs that ended</td><td>{@code outcome}</td></tr>
 * <tr><td>{@code verdigris.deployment}</td><td>timer</td><td>the whole run</td><td>{@code outcome}</td></tr>
 * <tr><td>{@code verdigris.both.served}</td><td>timer</td><td>how long both colors may have answered</td><td>{@code outcome}</td></tr>
 * <tr><td>{@code verdigris.phase}</td><td>timer</td><td>each phase, from its first step to the next phase</td><td>{@code phase}</td></tr>
 * <tr><td>{@code verdigris.step}</td><td>timer</td><td>each step that is performed or undone</td><td>{@code step}, {@code ending}</td></tr>
 * <tr><td>{@code verdigris.changes}</td><td>counter</td><td>changes that were about to be sent</td><td></td></tr>
 * <tr><td>{@code verdigris.repairs}</td><td>counter</td><td>changes of a reconcile; it has the tag {@code environment} only</td><td></td></tr>
 * </tbody>
 * </table>
 *
 * <p>All have the tags {@code environment}, {@code verb} and {@code strategy}, as in {@link SwitchPlan#verb} and {@link
 * SwitchPlan#strategy}. An {@code outcome} is {@code succeeded}, {@code rolled-back}, {@code failed-dirty}, {@code
 * interrupted} or {@code paused}; a {@code phase} is that of {@link dev.verdigris.plan.Phase#label}, or {@code way-back}; an
 * {@code ending} is {@code done}, {@code failed}, {@code stopped} or {@code paused}, on the way back {@code undone}, {@code
 * not-undone} or {@code undo-stopped}, and {@code lapsed}, which takes no time, for a step that was done and does not stand
 * any more. No tag has the id of a deployment, of an instance or a message: there are as many meters as there are kinds of
 * things, however often something is deployed.
 *
 * <p>Times are those of the events, and so of the cloud's clock. What a killed process had begun is counted by whoever
 * resumes it, from there on. A refusal changes nothing and tells no event: it is counted nowhere. One listener serves any
 * number of deployments at once; it is thread-safe.
 */
@SuppressWarnings("exports") // a module that whoever calls this requires itself; the others need not have it
public final class MicrometerListener implements Listener {
    private final MeterRegistry registry;
    private final Map<String, MeteredRun> runs = new ConcurrentHashMap<>();

    private MicrometerListener(MeterRegistry registry) {
        this.registry = registry;
    }

    /** A listener that keeps its meters in a registry, which it does not close. */
    public static MicrometerListener to(MeterRegistry registry) {
        return new MicrometerListener(registry);
    }

    @Override
    public void on(Event event) {
        if (event instanceof Event.Started started) {
            begin(event, started.plan());
        } else if (event instanceof Event.Resumed resumed) {
            begin(event, resumed.plan());
        } else if (event instanceof Event.RepairAnnounced) {
            registry.counter("verdigris.repairs", "environment", event.environment())
                    .increment();
        } else {
            MeteredRun run =
                    event instanceof Event.Ended ? runs.remove(event.deployment()) : runs.get(event.deployment());
            if (run != null) {
                run.on(event);
            }
        }
    }

    private void begin(Event event, SwitchPlan plan) {
        runs.put(event.deployment(), new MeteredRun(registry, event.environment(), plan));
    }
}
