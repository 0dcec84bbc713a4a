package dev.verdigris.internal.engine;

import dev.verdigris.error.PortException;
import dev.verdigris.error.RefusedException;
import dev.verdigris.internal.plan.Inquired;
import dev.verdigris.internal.plan.ObservedAlarms;
import dev.verdigris.internal.plan.ObservedRefreshes;
import dev.verdigris.internal.plan.Released;
import dev.verdigris.internal.plan.Snapshot;
import dev.verdigris.internal.plan.StandIn;
import dev.verdigris.internal.plan.TrafficPreflight;
import dev.verdigris.internal.plan.Verb;
import dev.verdigris.internal.plan.WatchedAlarms;
import dev.verdigris.internal.state.CurrentDeployment;
import dev.verdigris.internal.state.DeploymentState;
import dev.verdigris.internal.step.TrafficStrategy;
import dev.verdigris.internal.strategy.Strategies;
import dev.verdigris.internal.traffic.TrafficView;
import dev.verdigris.internal.world.Observer;
import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import dev.verdigris.model.InstanceRefresh;
import dev.verdigris.model.LifecycleHook;
import dev.verdigris.port.Alarms;
import dev.verdigris.port.Cloud;
import dev.verdigris.port.InstanceRefreshes;
import dev.verdigris.port.InstanceRefreshes.Template;
import dev.verdigris.port.Releases;
import dev.verdigris.report.Finding;
import dev.verdigris.request.Bake;
import dev.verdigris.request.Request;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at environments. The release pointer is looked at only where it is in use, or asked for.
 *
 * @param cloud the ports
 */
record Looks(Cloud cloud) {
    private static final Logger LOG = LoggerFactory.getLogger("dev.verdigris");

    /** Everything that a request needs to know. */
    Snapshot at(Request request, DeploymentState state) {
        Verb verb = Verb.of(request);
        Environment environment = StandIn.environment(request);
        Snapshot snapshot = at(environment, Strategies.of(request), state, verb.release() != null);
        if (verb.adopts() != null) {
            snapshot = snapshot.adopting(own(request.environment(), state));
        }
        if (!verb.switches() && verb.refresh() == null) {
            return snapshot;
        }
        Snapshot refreshing = snapshot.refreshing(refreshes(environment, snapshot, verb.refresh() != null));
        Snapshot watching = refreshing.watching(alarms(environment, verb.bake()));
        return verb.renews() ? watching.holding(hooks(environment, snapshot)) : watching;
    }

    private Inquired.Own own(Environment environment, DeploymentState state) {
        Snapshot own = at(environment, state);
        TrafficPreflight traffic = Strategies.of(environment).preflight(cloud, own);
        List<Finding> findings = new ArrayList<>(traffic.unreadable());
        for (Color color : Color.values()) {
            findings.addAll(traffic.fleet(color));
        }
        return new Inquired.Own(own, findings);
    }

    /** The lifecycle hooks of the group that is not serving, so that new instances start there; of both, if either may. */
    private Map<Color, List<LifecycleHook>> hooks(Environment environment, Snapshot snapshot) {
        Color serving = snapshot.shouldServe();
        Map<Color, List<LifecycleHook>> hooks = new EnumMap<>(Color.class);
        for (Color color : Color.values()) {
            if (color != serving) {
                hooks.put(color, cloud.fleets().lifecycleHooks(environment.group(color)));
            }
        }
        return hooks;
    }

    /** The alarms that a bake may watch; null if none are to be watched. */
    private @Nullable ObservedAlarms alarms(Environment environment, @Nullable Bake bake) {
        if (bake == null || bake.alarms().isEmpty()) {
            return null;
        }
        Alarms port = cloud.alarms();
        return port == null
                ? new ObservedAlarms(false, Map.of())
                : new ObservedAlarms(true, port.find(WatchedAlarms.names(bake, environment)));
    }

    /** Everything that is observed of an environment, with what is in the deployment state of it. */
    Snapshot at(Environment environment, DeploymentState state) {
        return at(environment, Strategies.of(environment), state, false);
    }

    /**
     * Refuses to go on with what has selected a release, where that could not be selected again. While the pointer cannot
     * be read, the steps wait for it.
     *
     * @throws RefusedException naming what is missing
     */
    void requireReleases(@Nullable CurrentDeployment current) {
        Released before = current == null || current.execution() == null
                ? null
                : current.execution().preimage().released();
        if (current == null || before == null) {
            return;
        }
        String expected = "expected the release pointer with which " + current.id() + " was begun, " + before.place();
        Releases releases = cloud.releases();
        if (releases == null) {
            throw new RefusedException(
                    expected + ", found no port to read it by", "give the cloud its releases: Cloud.Builder.releases");
        }
        String found = before.place();
        try {
            found = releases.read(current.environment()).place();
        } catch (PortException e) {
            LOG.debug("whether the release pointer is at {} could not be found out", before.place(), e);
        }
        if (!found.equals(before.place())) {
            throw new RefusedException(expected + ", found " + found, "name the same place as when it was begun");
        }
    }

    /**
     * Refuses to go on with a bake whose alarms nothing could read here.
     *
     * @throws RefusedException naming the port that is missing
     */
    void requireAlarms(Request request) {
        Bake bake = Verb.of(request).bake();
        if (bake != null && !bake.alarms().isEmpty() && cloud.alarms() == null) {
            throw new RefusedException(List.of(WatchedAlarms.NO_PORT));
        }
    }

    /** The instance refreshes of both groups, where there is a port to read them by. */
    @Nullable
    ObservedRefreshes refreshes(Environment environment, Snapshot snapshot, boolean template) {
        InstanceRefreshes port = cloud.instanceRefreshes();
        if (port == null) {
            return null;
        }
        Map<Color, InstanceRefresh> newest = new EnumMap<>(Color.class);
        for (Color color : Color.values()) {
            port.describe(environment.group(color)).stream()
                    .findFirst()
                    .ifPresent(refresh -> newest.put(color, refresh));
        }
        Template serving = template && snapshot.view().active() instanceof TrafficView.Active.One one
                ? port.template(environment.group(one.color()))
                : null;
        return new ObservedRefreshes(newest, serving == null ? null : serving.version());
    }

    private Snapshot at(
            Environment environment, TrafficStrategy strategy, DeploymentState state, boolean releaseAsked) {
        try {
            Snapshot snapshot = Observer.observe(
                    cloud,
                    environment,
                    (blue, green) -> strategy.observe(cloud, blue, green),
                    state.keptWarm(),
                    state.served());
            return releaseAsked || state.released() != null
                    ? snapshot.selecting(Observer.selection(cloud, environment, state.released()))
                    : snapshot;
        } catch (PortException.NotFound e) {
            throw new RefusedException("environment " + environment.name() + ": " + e.problem(), e.remedy());
        }
    }
}
