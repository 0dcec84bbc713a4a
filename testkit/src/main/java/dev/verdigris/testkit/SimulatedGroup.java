package dev.verdigris.testkit;

import dev.verdigris.error.PortException;
import dev.verdigris.model.Fleet;
import dev.verdigris.model.GroupName;
import dev.verdigris.model.GroupSize;
import dev.verdigris.model.InstanceId;
import dev.verdigris.model.InstanceRefresh;
import dev.verdigris.model.Launch;
import dev.verdigris.model.Lifecycle;
import dev.verdigris.model.RefreshPreferences;
import dev.verdigris.model.RefreshPreferences.Treatment;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** An Auto Scaling group of the simulated cloud, as it really is, and the means to change it as someone else would. */
public final class SimulatedGroup extends GroupMoves {
    private final SimulatedCloud cloud;
    private final Launcher launcher;
    private final Terminator terminator;
    private final Replacements replacements;
    private final HealthWatch health;
    private final TemplateVersions templates;
    private final Refreshes refreshes;
    private World.@Nullable Event pending;
    private @Nullable SimulatedWarmPool warmPool;

    SimulatedGroup(
            World world,
            SimulatedCloud cloud,
            GroupName name,
            int ordinal,
            GroupSize bounds,
            String version,
            Settings settings) {
        super(world, name, bounds, settings);
        this.cloud = cloud;
        this.launcher = new Launcher(world, cloud, this, state, hooks, ordinal, version);
        this.terminator = new Terminator(world, this, state, hooks);
        this.replacements = new Replacements(state, terminator, this::isReady);
        this.health = new HealthWatch(world, cloud.latencies(), this, state, attachments, replacements);
        this.templates = new TemplateVersions(launcher);
        Replacer replacer = new Replacer(state, terminator, replacements, templates);
        this.refreshes = new Refreshes(world, this, state, replacer, templates, settings);
    }

    private boolean isReady(SimulatedInstance member) {
        return refreshes.isReady(member);
    }

    @Override
    Launcher launcher() {
        return launcher;
    }

    @Override
    HealthWatch health() {
        return health;
    }

    @Override
    Replacements replacements() {
        return replacements;
    }

    @Override
    Terminator terminator() {
        return terminator;
    }

    /** The members in any lifecycle state, oldest first; a copy. */
    public List<SimulatedInstance> instances() {
        return List.copyOf(state.members());
    }

    /**
     * The n-th instance that it ever launched, if it still is a member.
     *
     * @throws IllegalArgumentException if it is not, or not yet
     */
    public SimulatedInstance instance(int number) {
        InstanceId id = launcher.id(number);
        for (SimulatedInstance member : state.members()) {
            if (member.id().equals(id)) {
                return member;
            }
        }
        throw new IllegalArgumentException(
                "expected instance number " + number + " of " + name() + ", found " + state.members());
    }

    /** The id of the n-th instance that it ever launches, also before it does. */
    public InstanceId idOf(int number) {
        return launcher.id(number);
    }

    /** The number of members in service. */
    public int inService() {
        int count = 0;
        for (SimulatedInstance member : state.members()) {
            count += member.lifecycle() == Lifecycle.IN_SERVICE ? 1 : 0;
        }
        return count;
    }

    /** Sets what the instances run that the group launches from now on, unless a release is selected. */
    public void setLaunchVersion(String newVersion) {
        launcher.launches(newVersion);
    }

    /** From now on the group launches what is selected, as long as anything is. */
    void follow(Supplier<@Nullable String> selected) {
        launcher.follow(selected);
    }

    /** Something is wrong with the n-th instance that it ever launches, counted from 1. */
    public void afflict(int number, InstanceFault fault) {
        launcher.afflict(number, fault);
    }

    /** Something is wrong with every instance of a version that it launches. */
    public void afflict(String faultyVersion, InstanceFault fault) {
        launcher.afflict(faultyVersion, fault);
    }

    /** Every launch fails from now on, with what AWS says of it. */
    public void refuseLaunches(String message) {
        refuseLaunches(message, Integer.MAX_VALUE);
    }

    /** The next launches fail, so many attempts of them, with what AWS says of it. */
    public void refuseLaunches(String message, int attempts) {
        launcher.refuse(message, attempts);
    }

    /** Launches fail for so long from now on, with what AWS says of it. */
    public void refuseLaunches(String message, Duration duration) {
        launcher.refuse(message, duration);
    }

    /** Adds launches to the activities that failed that long ago, so many of them, with what AWS said. */
    public void recallFailedLaunches(int number, String message, Duration ago) {
        launcher.activities().recall(number, message, ago);
    }

    /** Launches succeed again. */
    public void allowLaunches() {
        launcher.allow();
        act();
    }

    /**
     * Gives it a warm pool that holds so many prepared instances, or lets the one that it has hold so many. What it
     * holds has been prepared for long: it runs the version that the group launches now, and keeps it whatever the
     * group launches later. What a scale-out takes is prepared anew.
     */
    public SimulatedWarmPool createWarmPool(int instances) {
        if (warmPool == null || warmPool.isDeleted()) {
            warmPool = new SimulatedWarmPool(world, cloud.latencies(), state, launcher);
        }
        warmPool.hold(instances);
        world.log(name(), "has a", warmPool);
        world.runDue();
        return warmPool;
    }

    /**
     * The warm pool of the group.
     *
     * @throws IllegalArgumentException if it has none
     */
    public SimulatedWarmPool warmPool() {
        if (warmPool == null) {
            throw new IllegalArgumentException("expected a warm pool of " + name() + ", found none");
        }
        return warmPool;
    }

    @Nullable
    SimulatedWarmPool warmPoolOrNull() {
        return warmPool;
    }

    /** Deletes its warm pool, and ends the instances in it; until they are gone it shows. */
    public void deleteWarmPool() {
        warmPool().delete();
        world.log(name(), "deletes its warm pool", null);
        world.runDue();
    }

    /**
     * Makes a version of the group's launch template. What is launched from it, by an instance refresh that names it or once
     * the group says so, runs that version of the software.
     */
    public void createTemplateVersion(String number, String runs) {
        templates.create(number, runs);
    }

    /**
     * Sets the version of the launch template that the group says, a number that was made before: it launches that from now
     * on. A group that was never told says {@code $Latest}, and then an instance refresh cannot be rolled back.
     *
     * @throws PortException.Invalid if there is no such version
     */
    public void setTemplateVersion(String number) {
        templates.set(number);
    }

    /** The version of the launch template that the group says. */
    public String templateVersion() {
        return templates.version();
    }

    /** The version of the software that instances run which it launches now. */
    String launchVersion() {
        return launcher.boots();
    }

    /**
     * Somebody starts an instance refresh with the defaults, which passes over members that are on standby or protected
     * from scale-in: those that it has now are replaced one after the other.
     *
     * @throws PortException.Conflict if one is in progress
     */
    public void refresh() {
        refresh(RefreshPreferences.defaults().withStandby(Treatment.IGNORE).withScaleInProtected(Treatment.IGNORE));
    }

    /**
     * Somebody starts an instance refresh.
     *
     * @throws PortException.Conflict if one is in progress
     * @throws PortException.Invalid if AWS refuses the preferences
     */
    public void refresh(RefreshPreferences preferences) {
        refreshes.start(preferences);
        world.runDue();
    }

    /** Whether an instance refresh, or the rollback of one, is in progress. */
    public boolean refreshing() {
        return refreshes.active() != null;
    }

    /**
     * Somebody cancels the instance refresh; what it has replaced stays replaced.
     *
     * @throws PortException.NotFound if none is in progress
     */
    public void cancelRefresh() {
        refreshes.cancel();
        world.runDue();
    }

    /**
     * Somebody rolls the instance refresh back.
     *
     * @throws PortException.NotFound if none is in progress
     * @throws PortException.Invalid if AWS cannot roll it back
     */
    public void rollBackRefresh() {
        refreshes.rollBack();
        world.runDue();
    }

    /** Its instance refreshes as they are now, newest first. */
    public List<InstanceRefresh> instanceRefreshes() {
        return refreshes.now();
    }

    Refreshes refreshes() {
        return refreshes;
    }

    /** The group looks at itself once it has reacted. */
    @Override
    void act() {
        if (pending == null) {
            actAfter(cloud.latencies().reaction());
        }
    }

    void actAfter(Latency latency) {
        pending = world.after(latency, () -> {
            pending = null;
            reconcile();
        });
    }

    private void reconcile() {
        int units = 0;
        for (SimulatedInstance member : state.members()) {
            boolean counts = member.lifecycle() == Lifecycle.PENDING || member.lifecycle() == Lifecycle.IN_SERVICE;
            units += counts && !replacements.contains(member) ? member.weight() : 0;
        }
        if (units < size().desired() && !state.isSuspended("Launch")) {
            launcher.launch(size().desired() - units);
        } else if (units > size().desired() && !state.isSuspended("Terminate")) {
            terminator.scaleInBy(units - size().desired());
        }
        if (!replacements.isEmpty()) {
            replacements.endCovered();
        }
        if (refreshes.step()) {
            act();
        }
        if (warmPool != null) {
            warmPool.refill();
        }
    }

    @Override
    void makeUp(String process) {
        health.makeUp(process);
    }

    /** Ends a member, and starts another one in its place if it still desires one. */
    void endAndReplace(SimulatedInstance instance) {
        terminator.end(instance);
        act();
    }

    /** Fills the group at once, as if it had always been there. */
    void fill() {
        launcher.fill();
    }

    /** Someone else has ended a member: the group will notice, and replace it. */
    void lost(SimulatedInstance instance) {
        health.suffers(instance);
    }

    /** The instance is gone; if the group knows, it is no longer a member. */
    void gone(SimulatedInstance instance) {
        if (warmPool == null || !warmPool.gone(instance)) {
            terminator.gone(instance);
            return;
        }
        if (warmPool.isOver()) {
            warmPool = null;
        }
        act();
    }

    /** The group as a read through the port sees it. */
    Fleet glimpse() {
        return state.glimpse();
    }

    List<Launch> recentLaunches() {
        return launcher.activities().recent();
    }

    /** Ends everything; the group is gone. */
    void delete() {
        if (pending != null) {
            pending.cancel();
        }
        state.set(new GroupSize(0, 0, 0));
        for (SimulatedInstance member : instances()) {
            terminator.end(member);
        }
        if (warmPool != null) {
            warmPool.delete();
        }
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(state.toString());
        hooks.all().forEach(hook -> text.append(", ").append(hook));
        text.append(launcher.isRefused() ? ", launches refused: " + launcher.refusal() : "");
        text.append(refreshing() ? ", refreshing its instances" : "");
        text.append(warmPool == null ? "" : ", " + warmPool);
        state.members().forEach(member -> text.append("\n    ").append(member));
        if (warmPool != null) {
            warmPool.instances()
                    .forEach(instance -> text.append("\n    in the warm pool: ").append(instance));
        }
        return text.toString();
    }
}
