package dev.verdigris.testkit;

import dev.verdigris.model.InstanceRefresh;
import dev.verdigris.model.InstanceRefresh.Status;
import dev.verdigris.model.Lifecycle;
import dev.verdigris.model.RefreshPreferences;
import dev.verdigris.model.RefreshPreferences.Treatment;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An instance refresh of a group: replaces its members, some at a time, while the others serve. */
final class Refresh {
    /** A refresh that replaces nothing for so long has failed (user guide of EC2 Auto Scaling). */
    private static final long LONGEST_STALL = Duration.ofHours(1).toNanos();

    private final World world;
    private final SimulatedGroup group;
    private final GroupState state;
    private final Replacer replacer;
    private final Runnable changing;
    private final String id;
    private final long started;
    private final RefreshPreferences preferences;

    private final Deque<SimulatedInstance> left = new ArrayDeque<>();
    /** Those that are there when instances begin to be replaced: all others have come since. */
    private final Set<SimulatedInstance> before = new HashSet<>();
    /** When those that have come went into service. */
    private final Map<SimulatedInstance, Long> arrived = new HashMap<>();

    private Status status = Status.PENDING;
    private String reason = "";
    private int total;
    private int checkpoint;
    private long pausedUntil;
    private long progressed;

    Refresh(
            World world,
            SimulatedGroup group,
            GroupState state,
            Replacer replacer,
            Runnable changing,
            String id,
            RefreshPreferences preferences) {
        this.world = world;
        this.group = group;
        this.state = state;
        this.replacer = replacer;
        this.changing = changing;
        this.id = id;
        this.started = world.now();
        this.preferences = preferences;
        replaces(state.members().stream().filter(member -> !skipped(member)).toList());
    }

    private boolean skipped(SimulatedInstance member) {
        return preferences.skipMatching() && member.version().equals(group.launchVersion());
    }

    private void replaces(Iterable<SimulatedInstance> members) {
        left.clear();
        arrived.clear();
        before.clear();
        before.addAll(state.members());
        members.forEach(left::add);
        total = left.size();
        progresses();
    }

    Status status() {
        return status;
    }

    RefreshPreferences preferences() {
        return preferences;
    }

    /** The refresh as the port shows it. */
    InstanceRefresh view() {
        int done = Math.min(total, done());
        boolean whole = status == Status.SUCCESSFUL || status == Status.BAKING || status == Status.ROLLBACK_SUCCESSFUL;
        return new InstanceRefresh(
                id,
                status,
                reason,
                World.BEGINNING.plusNanos(started),
                whole || total == 0 ? 100 : 100 * done / total,
                whole ? 0 : total - done,
                preferences);
    }

    private int done() {
        return (int) arrived.keySet().stream()
                .filter(member -> state.members().contains(member) && isReady(member))
                .count();
    }

    private void become(Status next, String why) {
        changing.run();
        status = next;
        reason = why;
        world.log(group.name(), "instance refresh " + id + ":", next + (why.isEmpty() ? "" : ", " + why));
    }

    /** Whether a member is in service and, if it has come with this refresh, has warmed up. */
    boolean isReady(SimulatedInstance member) {
        if (member.lifecycle() != Lifecycle.IN_SERVICE) {
            return false;
        }
        Long since = arrived.get(member);
        return before.contains(member) || (since != null && since + warmup() <= world.now());
    }

    private long warmup() {
        Duration own = preferences.warmup();
        return own == null ? 0 : own.toNanos();
    }

    /** Cancels it: what has begun ends first. */
    void cancel() {
        become(Status.CANCELLING, "");
        left.clear();
        pausedUntil = 0;
        replacer.launches(null);
        progresses();
        group.act();
    }

    /** Replaces what has come with it by what the group launched before. */
    void rollBack(String why) {
        become(Status.ROLLBACK_IN_PROGRESS, why);
        replacer.launches(null);
        pausedUntil = 0;
        checkpoint = Integer.MAX_VALUE;
        replaces(state.members().stream()
                .filter(member -> arrived.containsKey(member) || !before.contains(member))
                .toList());
        group.act();
    }

    /** Does what can be done now; answers whether the group is to look at itself again. */
    boolean step() {
        if (!status.active() || status == Status.BAKING || paused()) {
            return false;
        }
        watchArrivals();
        if (status == Status.PENDING) {
            become(Status.IN_PROGRESS, "");
        }
        passOver();
        if (status != Status.CANCELLING && pausesAtCheckpoint()) {
            return false;
        }
        boolean replaced = replacer.replace(this, left, untilCheckpoint());
        if (replaced) {
            progresses();
        }
        if (left.isEmpty() && replacer.isComplete(this)) {
            complete();
        }
        return replaced;
    }

    private boolean paused() {
        return state.isSuspended("InstanceRefresh")
                || state.isSuspended("Launch")
                || state.isSuspended("Terminate")
                || pausedUntil > world.now();
    }

    /** The group is to look at itself once each that has come has warmed up. */
    private void watchArrivals() {
        arrived.keySet().removeIf(member -> !state.members().contains(member));
        for (SimulatedInstance member : state.members()) {
            if (member.lifecycle() == Lifecycle.IN_SERVICE
                    && !before.contains(member)
                    && arrived.putIfAbsent(member, world.now()) == null) {
                changing.run();
                progresses();
                world.after(warmup(), () -> {
                    changing.run();
                    group.act();
                });
            }
        }
    }

    /** Those that are not to be replaced any more, or never were. */
    private void passOver() {
        Iterator<SimulatedInstance> all = left.iterator();
        while (all.hasNext()) {
            SimulatedInstance next = all.next();
            boolean gone = !state.members().contains(next)
                    || next.lifecycle() == Lifecycle.LEAVING
                    || next.lifecycle() == Lifecycle.RETAINED;
            boolean ignored = treatment(next) == Treatment.IGNORE;
            if (gone || ignored) {
                changing.run();
                all.remove();
                total -= ignored ? 1 : 0;
            }
        }
    }

    /** What becomes of a member: an ordinary one is replaced. */
    Treatment treatment(SimulatedInstance member) {
        if (member.lifecycle() == Lifecycle.STANDBY) {
            return preferences.standby();
        }
        return member.isProtected() ? preferences.scaleInProtected() : Treatment.REPLACE;
    }

    private boolean pausesAtCheckpoint() {
        if (status != Status.IN_PROGRESS
                || checkpoint >= preferences.checkpoints().size()) {
            return false;
        }
        int percent = preferences.checkpoints().get(checkpoint);
        if (percent == 100 || total == 0 || 100 * done() / total < percent) {
            return percent < 100 && total > 0 && 100 * (total - left.size()) / total >= percent;
        }
        checkpoint++;
        pausedUntil = world.now() + preferences.checkpointDelay().toNanos();
        become(Status.IN_PROGRESS, "waiting " + preferences.checkpointDelay() + " at the checkpoint " + percent + " %");
        progressed = pausedUntil;
        world.after(preferences.checkpointDelay().toNanos(), () -> {
            if (status == Status.IN_PROGRESS) {
                become(Status.IN_PROGRESS, "");
                progresses();
                group.act();
            }
        });
        return true;
    }

    /** How many more may be replaced before it is to pause. */
    private int untilCheckpoint() {
        if (status != Status.IN_PROGRESS
                || checkpoint >= preferences.checkpoints().size()) {
            return Integer.MAX_VALUE;
        }
        return (total * preferences.checkpoints().get(checkpoint) + 99) / 100 - (total - left.size());
    }

    private void complete() {
        switch (status) {
            case IN_PROGRESS -> bake();
            case ROLLBACK_IN_PROGRESS -> become(Status.ROLLBACK_SUCCESSFUL, reason);
            case CANCELLING -> become(Status.CANCELLED, "");
            default -> throw new IllegalStateException("completes while it is " + status);
        }
    }

    private void bake() {
        if (preferences.bake().isZero()) {
            succeed();
            return;
        }
        become(Status.BAKING, "");
        world.after(preferences.bake().toNanos(), () -> {
            if (status == Status.BAKING) {
                succeed();
            }
        });
    }

    private void succeed() {
        become(Status.SUCCESSFUL, "");
        replacer.saves(preferences.templateVersion());
    }

    /** Something moves: from now on it may stall again for so long. */
    private void progresses() {
        progressed = Math.max(progressed, world.now());
        long seen = progressed;
        world.after(seen + LONGEST_STALL - world.now(), () -> {
            if (progressed == seen && status.active() && status != Status.BAKING) {
                stalls();
            }
        });
    }

    private void stalls() {
        String why = "nothing was replaced for an hour";
        switch (status) {
            case ROLLBACK_IN_PROGRESS -> become(Status.ROLLBACK_FAILED, why);
            case CANCELLING -> become(Status.CANCELLED, "");
            default -> {
                if (preferences.autoRollback()) {
                    rollBack(why);
                    return;
                }
                become(Status.FAILED, why);
                replacer.launches(null);
            }
        }
        replacer.letGo();
    }

    /** The version of the launch template that it launches from; null for the group's own. */
    @Nullable
    String templateVersion() {
        return preferences.templateVersion();
    }
}
