package dev.verdigris.internal.world;

import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import dev.verdigris.model.GroupName;
import dev.verdigris.model.InstanceRefresh;
import dev.verdigris.model.RefreshPreferences;
import dev.verdigris.port.Cloud;
import dev.verdigris.port.InstanceRefreshes;
import dev.verdigris.port.Permit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The instance refreshes of the fleets, as a step sees and changes them. A change is announced before it is sent. */
public final class FleetRefreshes {
    private final Cloud cloud;
    private final Environment environment;
    private final Permit permit;
    private final Announcer announcer;
    private final InFlight inFlight;
    private final Lookout lookout;

    FleetRefreshes(
            Cloud cloud,
            Environment environment,
            Permit permit,
            Announcer announcer,
            InFlight inFlight,
            Lookout lookout) {
        this.cloud = cloud;
        this.environment = environment;
        this.permit = permit;
        this.announcer = announcer;
        this.inFlight = inFlight;
        this.lookout = lookout;
    }

    private InstanceRefreshes port() {
        InstanceRefreshes port = cloud.instanceRefreshes();
        if (port == null) {
            throw new IllegalStateException(
                    "expected the port 'instanceRefreshes', by which the plan was made, found none");
        }
        return port;
    }

    private GroupName group(Color color) {
        return environment.group(color);
    }

    /** The refreshes of a fleet, newest first, read now. */
    public List<InstanceRefresh> of(Color color) {
        return port().describe(group(color));
    }

    /** The id of the one that this run has started; null if it has started none. */
    public @Nullable String started() {
        return lookout.refresh;
    }

    /** Starts one. */
    public void start(Color color, RefreshPreferences preferences) {
        announcer.change(group(color) + ": start an instance refresh, " + preferences);
        lookout.forget();
        inFlight.send(() -> lookout.refresh = port().start(group(color), preferences, permit));
    }

    /** Cancels the one in progress. */
    public void cancel(Color color, String id) {
        announcer.change(group(color) + ": cancel the instance refresh " + id);
        lookout.forget();
        inFlight.send(() -> port().cancel(group(color), permit));
    }

    /** Rolls the one in progress back. */
    public void rollBack(Color color, String id) {
        announcer.change(group(color) + ": roll the instance refresh " + id + " back");
        lookout.forget();
        inFlight.send(() -> port().rollBack(group(color), permit));
    }
}
