package dev.verdigris.testkit.sweep;

import dev.verdigris.error.VerdigrisException;
import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import dev.verdigris.model.InstanceId;
import dev.verdigris.model.Target;
import dev.verdigris.port.Resize;
import dev.verdigris.report.DeploymentInProgress;
import dev.verdigris.report.Direction;
import dev.verdigris.testkit.Call;
import dev.verdigris.testkit.CallHook;
import dev.verdigris.testkit.Operations;
import dev.verdigris.testkit.SimulatedCloud;
import dev.verdigris.testkit.SimulatedGroup;
import dev.verdigris.testkit.SimulatedInstance;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Watches a simulated cloud while deployments run in it, and notes what must never be:
 *
 * <ul>
 *   <li>a change by a process that does not hold the deployment state, or before the state says what there was;
 *   <li>one that takes capacity below the floor by the read made directly before it;
 *   <li>one that shrinks a fleet whose targets are registered or draining;
 *   <li>one that serves an instance older than its deployment;
 *   <li>one that, on the way forward, registers again what somebody else drains;
 *   <li>a rollback that starts more than served before, or takes less for enough;
 *   <li>a point of no return that is passed before the old color was seen out of traffic;
 *   <li>an instance that was in service in the active or the recorded color's fleet when the verb began, and is terminated
 *       by it while the other color does not serve in full.
 * </ul>
 *
 * <p>What cannot be told is a violation, too: a change that is not known, a state that cannot be read, a verb that was
 * never seen to begin.
 */
public final class Invariants implements CallHook {
    private final SimulatedCloud cloud;
    private final Environment environment;
    private final String targetGroup;
    private final StateReader state;
    private final List<String> violations = new ArrayList<>();
    private final Map<String, ProcessView> views = new HashMap<>();
    private final Map<Color, Terminations> terminations = new EnumMap<>(Color.class);
    /** Who has seen the old color out of traffic since anybody last deregistered something. */
    private final Set<String> seenOut = new HashSet<>();
    /** What was deregistered by a deployment, of whatever process, and not registered again. */
    private final Set<InstanceId> takenOut = new HashSet<>();
    /** What each color served with when a deployment last took it out of traffic. */
    private final Map<Color, Size> served = new EnumMap<>(Color.class);
    /** The deployments whose point of no return is passed. */
    private final Set<String> passed = new HashSet<>();

    private @Nullable String process;
    private @Nullable WorldBefore worldBefore;
    private @Nullable String beganBy;
    /** Whether that was under way when it was first seen, so that nobody can tell what is older than it. */
    private boolean underWay;

    private Invariants(SimulatedCloud cloud, Environment environment, StateReader state) {
        this.cloud = cloud;
        this.environment = environment;
        this.targetGroup = cloud.targetGroup(environment).name();
        this.state = state;
        for (Color color : Color.values()) {
            terminations.put(color, new Terminations(cloud.group(environment, color), this::violation));
        }
    }

    /** Watches from now on. */
    public static Invariants watch(SimulatedCloud cloud, Environment environment) {
        Invariants invariants = of(cloud, environment, new StateReader(environment));
        cloud.install(invariants);
        return invariants;
    }

    /** Watches the world from now on, and its calls as far as it is told of them. */
    static Invariants of(SimulatedCloud cloud, Environment environment, StateReader state) {
        Invariants invariants = new Invariants(cloud, environment, state);
        cloud.watch(world -> invariants.terminations.values().forEach(Terminations::look));
        return invariants;
    }

    /** The color that traffic reaches, if it is one and no other; else null. */
    static @Nullable Color serving(SimulatedCloud cloud, Environment environment) {
        Set<Color> registered = WorldBefore.registered(cloud, environment);
        return registered.size() == 1 ? registered.iterator().next() : null;
    }

    /**
     * Says who makes the calls from now on. What a process has seen of the world is kept while others act.
     *
     * @param holder the name that its facade gives as holder, and that no other process gives; null if it is nobody's
     *     deployment
     */
    public void acting(@Nullable String holder) {
        process = holder;
        terminations.values().forEach(Terminations::forget);
    }

    /** What must not have been, in words; empty if all is well. */
    public List<String> violations() {
        return List.copyOf(violations);
    }

    /**
     * The deployment in progress; null if none is.
     *
     * @throws dev.verdigris.error.RefusedException if the deployment state cannot be read
     */
    @Nullable
    DeploymentInProgress inProgress() {
        String now = cloud.deploymentState(environment);
        return now == null ? null : state.inProgress(now);
    }

    @Override
    public void before(Call call) {
        if (!call.isChange() || process == null || ofTheState(call)) {
            return;
        }
        DeploymentInProgress inProgress = read(call);
        if (inProgress == null || !inProgress.holder().equals(process)) {
            violation(call, process + " sent it without holding the deployment state");
            return;
        }
        WorldBefore began = worldBefore;
        if (began == null || !began.deployment().equals(inProgress.id())) {
            violation(call, inProgress.id() + " was never seen to begin");
            return;
        }
        if (!changesTheWorld(call)) {
            return;
        }
        if (!inProgress.verb().equals("reconcile") && inProgress.phase() == null) {
            violation(call, process + " sent it before the deployment state says what there was");
        }
        change(call, began, inProgress);
    }

    private static boolean ofTheState(Call call) {
        return call.operation().equals(Operations.CLAIM_STATE)
                || call.operation().equals(Operations.REPLACE_STATE);
    }

    /** Not the deployment state, and not a deregistration of nothing, which asks whether one would be allowed. */
    static boolean changesTheWorld(Call call) {
        boolean rehearsal = call.operation().equals(Operations.DEREGISTER)
                && call.detail() instanceof Collection<?> targets
                && targets.isEmpty();
        return call.isChange() && !ofTheState(call) && !rehearsal;
    }

    private void change(Call call, WorldBefore began, DeploymentInProgress inProgress) {
        switch (call.operation()) {
            case Operations.REGISTER -> registering(call, began, inProgress);
            case Operations.DEREGISTER -> capacity(call, began, inProgress);
            case Operations.UPDATE_GROUP -> resizing(call, began, inProgress);
            case Operations.PUT_PARAMETER -> {}
            default -> violation(call, "a change that no invariant knows");
        }
    }

    @Override
    public void after(Call call, @Nullable Object answer) {
        if (!call.isChange()) {
            if (view().sees(call, answer)) {
                sawTargets(call);
            }
        } else if (call.operation().equals(Operations.CLAIM_STATE)) {
            begins(call);
        } else if (call.operation().equals(Operations.REPLACE_STATE)) {
            takesOver(call);
            pointOfNoReturn(call);
        }
    }

    private void begins(Call call) {
        DeploymentInProgress inProgress = read(call);
        if (inProgress != null
                && (worldBefore == null || !worldBefore.deployment().equals(inProgress.id()))) {
            worldBefore = WorldBefore.of(cloud, environment, inProgress.id());
            beganBy = process;
            underWay = call.operation().equals(Operations.CLAIM_STATE) && inProgress.phase() != null;
        }
    }

    /** A rollback that takes over from what was seen to begin, begins with the write that names it. */
    private void takesOver(Call call) {
        if (worldBefore != null) {
            begins(call);
        }
    }

    private ProcessView view() {
        return views.computeIfAbsent(String.valueOf(process), any -> new ProcessView(environment, targetGroup));
    }

    private @Nullable DeploymentInProgress read(Call call) {
        try {
            return inProgress();
        } catch (VerdigrisException e) {
            violation(call, "the deployment state cannot be read: " + e.getMessage());
            return null;
        }
    }

    /**
     * The color that serves until what is in progress has moved it; null if none does. What is in progress goes by what it
     * has put in the deployment state, which may not be nobody where somebody served.
     */
    private @Nullable Color live(Call call, WorldBefore began, DeploymentInProgress inProgress) {
        Color from = inProgress.from();
        if (inProgress.verb().equals("reconcile")) {
            return began.serving();
        }
        if (from == null && began.serving() != null) {
            violation(call, "the deployment state says that nobody served, and " + began.serving() + " did");
        }
        return from == null || !inProgress.verb().equals("cleanup") ? from : from.other();
    }

    /** It is passed only once a read has shown the old color out of traffic, made after the last change to that. */
    private void pointOfNoReturn(Call call) {
        DeploymentInProgress inProgress = read(call);
        if (inProgress != null
                && !inProgress.reversible()
                && !inProgress.verb().equals("cleanup")
                && passed.add(inProgress.id())
                && inProgress.from() != null
                && !seenOut.contains(String.valueOf(process))) {
            violation(call, "it passes the point of no return and has not seen the old color out of traffic");
        }
    }

    private void sawTargets(Call call) {
        DeploymentInProgress inProgress = read(call);
        if (inProgress != null
                && (inProgress.phase() != null || inProgress.verb().equals("reconcile"))) {
            view().counts();
        }
        Color from = inProgress == null ? null : inProgress.from();
        if (from != null && view().out(from)) {
            seenOut.add(String.valueOf(process));
        } else {
            seenOut.remove(String.valueOf(process));
        }
    }

    /**
     * Whoever takes up what another process began cannot tell what that one has deregistered; on a way back all that served
     * is to serve again.
     */
    private void registering(Call call, WorldBefore began, DeploymentInProgress inProgress) {
        newOnly(call, began, inProgress);
        boolean knows = inProgress.direction() == Direction.FORWARD
                && !inProgress.verb().equals("rollback")
                && String.valueOf(process).equals(beganBy);
        for (InstanceId instance : instances(call)) {
            if (knows && !takenOut.contains(instance) && view().sawGo(instance)) {
                violation(call, instance + " drains by another hand");
            }
            takenOut.remove(instance);
        }
        view().register(instances(call));
    }

    private void newOnly(Call call, WorldBefore began, DeploymentInProgress inProgress) {
        if (!inProgress.verb().equals("deploy") || underWay) {
            return;
        }
        Color live = live(call, began, inProgress);
        for (InstanceId id : instances(call)) {
            SimulatedInstance instance = cloud.instance(id);
            for (Color color : Color.values()) {
                if (color != live && began.had(color, instance)) {
                    violation(call, id + " is older than the deployment that serves it");
                }
            }
        }
    }

    private void capacity(Call call, WorldBefore began, DeploymentInProgress inProgress) {
        seenOut.clear();
        Color live = live(call, began, inProgress);
        ProcessView view = view();
        int needed = live == null ? 0 : view.floor(live);
        if (live != null && inProgress.verb().equals("rollback") && inProgress.direction() == Direction.FORWARD) {
            needed = Math.min(needed, enough(live.other(), began, inProgress).least());
        } else if (live != null && inProgress.verb().equals("deploy")) {
            int size = view.desired(live);
            served.put(live, new Size(size, Math.max(size, began.desired(live))));
        }
        takenOut.addAll(instances(call));
        boolean healthy = view.leave(instances(call));
        if (healthy && view.serving() < needed) {
            violation(
                    call, view.serving() + " healthy would be left by the read before it, and " + needed + " must be");
        }
    }

    /**
     * How much is enough for a rollback: what it was asked for, or what served before; where nobody saw that, what the
     * fleet that it leaves was meant to have when it began.
     */
    private Size enough(Color to, WorldBefore began, DeploymentInProgress rollback) {
        Integer asked = rollback.capacity();
        int left = began.desired(to.other());
        return asked != null ? new Size(asked, asked) : served.getOrDefault(to, new Size(left, left));
    }

    /**
     * The size that a fleet served with.
     *
     * @param least when it was taken out of traffic
     * @param most that, or when it was planned to be
     */
    private record Size(int least, int most) {}

    private List<InstanceId> instances(Call call) {
        List<InstanceId> instances = new ArrayList<>();
        if (call.detail() instanceof Iterable<?> targets) {
            targets.forEach(target -> instances.add(((Target) target).instance()));
        } else {
            violation(call, "expected it to name targets");
        }
        return instances;
    }

    private void resizing(Call call, WorldBefore began, DeploymentInProgress inProgress) {
        Color color = ProcessView.color(environment, call.subject());
        if (color == null || !(call.detail() instanceof Resize to)) {
            violation(call, "expected it to set the size of one of the two fleets");
            return;
        }
        SimulatedGroup group = cloud.group(environment, color);
        int desired = group.size().desired();
        int next = to.desired() != null ? to.desired() : Math.max(desired, to.min() == null ? 0 : to.min());
        if (next > desired
                && inProgress.verb().equals("rollback")
                && color == inProgress.to()
                && next > enough(color, began, inProgress).most()) {
            violation(
                    call,
                    "it starts more than the "
                            + enough(color, began, inProgress).most() + " that are enough");
        }
        if (next >= desired) {
            return;
        }
        if (cloud.targetGroup(environment).targets().stream()
                .anyMatch(target -> group.name()
                        .equals(cloud.instance(target.target().instance()).group()))) {
            violation(call, "it shrinks a fleet that traffic touches");
        }
        lowering(call, began, color, next);
    }

    private void lowering(Call call, WorldBefore began, Color color, int to) {
        ProcessView view = view();
        Color other = color.other();
        Objects.requireNonNull(terminations.get(color))
                .lowering(
                        to,
                        view.servesInFull(other) ? List.of() : began.kept(color),
                        "it was in service when " + began.deployment() + " began, " + call + " was sent by " + process
                                + ", and there were " + view.serves(other));
    }

    private void violation(Call call, String why) {
        violation(call + ": " + why);
    }

    private void violation(String what) {
        violations.add(cloud.elapsed() + " " + what);
    }
}
