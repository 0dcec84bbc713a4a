package dev.verdigris.testkit;

import dev.verdigris.error.PortException;
import dev.verdigris.model.InstanceRefresh;
import dev.verdigris.model.InstanceRefresh.Status;
import dev.verdigris.model.Lifecycle;
import dev.verdigris.model.RefreshPreferences;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The instance refreshes of a group: the one in progress, and those before it. */
final class Refreshes {
    private final World world;
    private final SimulatedGroup group;
    private final GroupState state;
    private final Replacer replacer;
    private final TemplateVersions templates;
    private final Past<List<InstanceRefresh>> past;
    private final List<Refresh> all = new ArrayList<>();

    Refreshes(
            World world,
            SimulatedGroup group,
            GroupState state,
            Replacer replacer,
            TemplateVersions templates,
            Settings settings) {
        this.world = world;
        this.group = group;
        this.state = state;
        this.replacer = replacer;
        this.templates = templates;
        this.past = new Past<>(world, settings.staleness().toNanos());
    }

    private @Nullable Refresh last() {
        return all.isEmpty() ? null : all.get(all.size() - 1);
    }

    /** The one in progress; null if none is. */
    @Nullable
    Refresh active() {
        Refresh last = last();
        return last != null && last.status().active() ? last : null;
    }

    /** Whether a member is in service and, where an instance refresh has brought it, has warmed up. */
    boolean isReady(SimulatedInstance member) {
        Refresh active = active();
        return active == null ? member.lifecycle() == Lifecycle.IN_SERVICE : active.isReady(member);
    }

    boolean step() {
        Refresh active = active();
        return active != null && active.step();
    }

    String start(RefreshPreferences preferences) {
        if (active() != null) {
            throw new PortException.Conflict(
                    Operations.START_REFRESH,
                    "InstanceRefreshInProgress: An Instance Refresh is already in progress and blocks the execution of"
                            + " this Instance Refresh in " + group.name(),
                    null);
        }
        String version = preferences.templateVersion();
        if (version != null) {
            templates.require(Operations.START_REFRESH, version);
        }
        if (preferences.autoRollback() && !reversible(preferences)) {
            throw new PortException.Invalid(
                    Operations.START_REFRESH,
                    "ValidationError: AutoRollback cannot be set to true when no DesiredConfiguration is specified, or the"
                            + " group uses the $Latest or $Default version",
                    null);
        }
        changing();
        templates.launches(version);
        String id = "%s-refresh-%d".formatted(group.name(), all.size() + 1);
        all.add(new Refresh(world, group, state, replacer, this::changing, id, preferences));
        world.log(group.name(), "instance refresh begins", preferences);
        group.act();
        return id;
    }

    /** Whether AWS can roll back to what the group launches from. */
    private boolean reversible(RefreshPreferences preferences) {
        return preferences.templateVersion() != null && !templates.version().startsWith("$");
    }

    /** Cancels what is in progress. */
    void cancel() {
        Refresh active = active();
        if (active == null) {
            throw new PortException.NotFound(
                    Operations.CANCEL_REFRESH,
                    "ActiveInstanceRefreshNotFound: No in progress or pending Instance Refresh found for "
                            + group.name(),
                    null);
        }
        if (active.status() != Status.CANCELLING) {
            active.cancel();
        }
    }

    /** Rolls back what is in progress. */
    void rollBack() {
        Refresh active = active();
        if (active == null || !active.status().forward()) {
            throw new PortException.NotFound(
                    Operations.ROLL_BACK_REFRESH,
                    "ActiveInstanceRefreshNotFound: No in progress or pending Instance Refresh found for "
                            + group.name(),
                    null);
        }
        if (!reversible(active.preferences())) {
            throw new PortException.Invalid(
                    Operations.ROLL_BACK_REFRESH,
                    "IrreversibleInstanceRefresh: The instance refresh of " + group.name()
                            + " names no version, or the group uses the $Latest or $Default version",
                    null);
        }
        active.rollBack("rolled back by request");
    }

    private void changing() {
        if (past.wanted()) {
            past.keep(views());
        }
    }

    private List<InstanceRefresh> views() {
        List<InstanceRefresh> views = new ArrayList<>(all.size());
        for (int i = all.size() - 1; i >= 0; i--) {
            views.add(all.get(i).view());
        }
        return List.copyOf(views);
    }

    /** All of them as they are, newest first. */
    List<InstanceRefresh> now() {
        return views();
    }

    /** All of them as a read through the port sees them, newest first. */
    List<InstanceRefresh> glimpse() {
        List<InstanceRefresh> stale = past.glimpse();
        return stale != null ? stale : views();
    }
}
