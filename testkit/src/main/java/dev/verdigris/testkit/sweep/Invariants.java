package dev.verdigris.testkit.sweep;

import dev.verdigris.error.VerdigrisException;
import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import dev.verdigris.model.TargetHealth;
import dev.verdigris.report.DeploymentInProgress;
import dev.verdigris.testkit.Call;
import dev.verdigris.testkit.CallHook;
import dev.verdigris.testkit.Operations;
import dev.verdigris.testkit.SimulatedCloud;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Watches a simulated cloud while deployments run in it, and notes what must never be:
 *
 * <ul>
 *   <li>a change that takes capacity below the floor by the read made directly before it (invariant 1, capacity);
 *   <li>one after which nobody healthy is left, where somebody was (2, no lost request);
 *   <li>a deployment that goes by nobody having served where somebody did (3, truth);
 *   <li>a change by a process that does not hold the deployment state, or before the state says what there was (5, one at
 *       a time);
 *   <li>an instance that was in service in the active or the recorded color's fleet when the verb began, and is terminated
 *       by it while the other color does not serve in full (9, no evidence, no ending);
 *   <li>a change that serves an instance older than its deployment (rule R1), that shrinks a fleet whose targets are
 *       registered or draining (R6), that lets a rollback start more than served before, or take less for enough (R7),
 *       that, on the way forward, registers again what somebody else drains (R8), that passes the point of no return
 *       before the old color was seen out of traffic (R12), that brings more to the new color than a stage asks for whose
 *       time has come (R25), that ends a bake too early (R26, R27), that shrinks a fleet which a follower uses or was not
 *       asked about (R29), that overwrites a release which somebody else has selected (R30), or that ends an instance which
 *       serves, is not new, or is one more than may be replaced (R32).
 * </ul>
 *
 * <p>It looks at what a change does: who gets requests by the environment's listener and how large its fleets are meant to
 * be, directly before it takes effect and directly after. What cannot be told is a violation, too: a change or a state that
 * is not known, a verb that was never seen to begin, a process that took something out and had read nothing, a cloud that
 * does not show whom requests go to.
 */
public final class Invariants implements CallHook {
    private static final Set<String> STATE_WRITES = Set.of(Operations.CLAIM_STATE, Operations.REPLACE_STATE);
    private static final Set<String> TRAFFIC_CHANGES = Set.of(
            Operations.REGISTER,
            Operations.DEREGISTER,
            Operations.ATTACH,
            Operations.DETACH,
            Operations.MODIFY_LISTENER,
            Operations.MODIFY_RULE);
    private static final Set<String> OTHER_CHANGES = Set.of(
            Operations.UPDATE_GROUP,
            Operations.TERMINATE_MEMBER,
            Operations.PUT_PARAMETER,
            Operations.SELECT_RELEASE,
            Operations.FOLLOW,
            Operations.PERFORM_HOOK,
            Operations.UNDO_HOOK);

    /** The verbs by which no color leaves. */
    private static final Set<String> STAYING = Set.of("cleanup", "refresh");

    private final SimulatedCloud cloud;
    private final Environment environment;
    private final StateReader state;
    private final Violations violations;
    private final TrafficRules traffic;
    private final SizeRules sizes;
    private final RouteRules routes;
    private final StageRules stages;
    private final ReleaseRules releases;
    private final RefreshRules refreshes;
    private final WarmRules warmth;
    private final AroundRules around;
    /** The target groups by which requests come to the environment. */
    private final Set<String> targetGroups = new HashSet<>();

    private final Map<String, ProcessView> views = new HashMap<>();
    /** Who has seen the old color out of traffic since anything last left it by a change. */
    private final Set<String> seenOut = new HashSet<>();
    /** The requests that are lost, while somebody is to serve. */
    private final LostRequests lost;

    private final MixedVersions mixed;
    private final Glance glance;
    /** What has been sent and has not taken effect, by the numbers of the calls. */
    private final Map<Integer, Sent> sent = new HashMap<>();

    private @Nullable String process;
    private @Nullable WorldBefore worldBefore;
    private @Nullable DeploymentInProgress stateBefore;
    private @Nullable WorldNow before;
    /** Who began what is in progress; null if it was under way when it was first seen, so that nobody can tell what is older. */
    private @Nullable String beganBy;

    private Invariants(SimulatedCloud cloud, Environment environment, StateReader state) {
        this.cloud = cloud;
        this.environment = environment;
        this.state = state;
        this.violations = new Violations(cloud);
        ServedSizes served = new ServedSizes();
        this.traffic = new TrafficRules(cloud, violations, served);
        this.sizes = new SizeRules(cloud, environment, violations, served);
        this.lost = new LostRequests(cloud, environment);
        this.mixed = new MixedVersions(cloud, environment);
        this.glance = new Glance(cloud, environment, violations);
        this.routes = new RouteRules(cloud, environment, violations);
        this.stages = new StageRules(cloud, environment, violations);
        this.releases = new ReleaseRules(cloud, environment, violations);
        this.refreshes = new RefreshRules(cloud, environment, violations);
        this.warmth = new WarmRules(cloud, environment, violations);
        this.around = new AroundRules(cloud, environment, violations);
        cloud.targetGroups(environment).forEach(group -> targetGroups.add(group.name()));
        cloud.listeners(environment)
                .forEach(listener -> listener.weights().keySet().forEach(group -> targetGroups.add(group.name())));
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
        cloud.watch(world -> invariants.happened());
        return invariants;
    }

    private void happened() {
        glance.forget();
        sizes.look();
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
    }

    /** What must not have been so far, in words; empty if all is well. */
    public List<String> violations() {
        List<String> all = new ArrayList<>(violations.found());
        all.addAll(glance.missing());
        Duration both = mixed.measured();
        if (!both.isZero()) {
            all.add(cloud.elapsed() + " "
                    + Invariant.PURITY.broken("both versions answered for " + both
                            + ", besides while a change came to the" + " nodes of the load balancer"));
        }
        return all;
    }

    /** The bakes that took longer than they had to, in a world that does not move otherwise. */
    List<String> overtime() {
        return around.overtime();
    }

    /** How many requests were lost of those by listeners that served when the world began. */
    long lost() {
        return lost.count();
    }

    /** Somebody who watches as well has seen that one does not hold. */
    void broken(Invariant invariant, String why) {
        violations.add(invariant, why);
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

    /** Whether a call writes the deployment state, and nothing of the world. */
    static boolean ofTheState(Call call) {
        return STATE_WRITES.contains(call.operation());
    }

    @Override
    public void before(Call call) {
        around.asks(call, String.valueOf(process));
        if (!call.isChange() || process == null || ofTheState(call)) {
            return;
        }
        DeploymentInProgress inProgress = read(call);
        if (inProgress == null || !inProgress.holder().equals(process)) {
            violations.add(Invariant.ONE_AT_A_TIME, call, process + " sent it without holding the deployment state");
            return;
        }
        WorldBefore began = worldBefore;
        if (began == null || !began.deployment().equals(inProgress.id())) {
            violations.add(Invariant.CANNOT_TELL, call, inProgress.id() + " was never seen to begin");
            return;
        }
        if (!TRAFFIC_CHANGES.contains(call.operation())
                && !OTHER_CHANGES.contains(call.operation())
                && !RefreshRules.CHANGES.contains(call.operation())) {
            violations.add(Invariant.CANNOT_TELL, call, "a change that no invariant knows");
        }
        around.sends(process, call, inProgress, view());
        if (!inProgress.verb().equals("reconcile") && inProgress.phase() == null) {
            violations.add(
                    Invariant.ONE_AT_A_TIME,
                    call,
                    process + " sent it before the deployment state says what there was");
        }
        WorldNow world = glance.at(call);
        if (world != null) {
            sent.put(call.number(), new Sent(call, process, inProgress, began, world, view()));
        }
    }

    @Override
    public void beforeEffect(Call call) {
        stateBefore = read(call);
        before = sent.containsKey(call.number()) ? glance.at(call) : null;
        if (before != null) {
            releases.before();
            refreshes.before();
            around.before();
            stages.before();
        }
    }

    @Override
    public void afterEffect(Call call) {
        glance.forget();
        stateWritten(call);
        Sent change = sent.remove(call.number());
        WorldNow was = before;
        WorldNow is = change == null ? null : glance.at(call);
        if (change != null && TRAFFIC_CHANGES.contains(call.operation())) {
            if (change.endsService() || change.backToNobody()) {
                lost.outOfService();
            } else {
                lost.changed();
            }
        }
        if (change != null) {
            mixed.look(change.inProgress());
        }
        if (change != null && was != null && is != null) {
            traffic.effect(change, was, is, beganBy);
            sizes.effect(change, was, is);
            routes.effect(change);
            releases.effect(change);
            refreshes.effect(change);
            warmth.effect(change, was, is);
            stages.effect(change, was, is);
            around.effect(change, was, is);
            if (was.losesTo(is)) {
                seenOut.clear();
            }
        }
    }

    @Override
    public void after(Call call, @Nullable Object answer) {
        if (!call.isChange()) {
            sees(call, answer);
        } else if (sent.remove(call.number()) != null) {
            violations.add(Invariant.CANNOT_TELL, call, "what it did: nobody told of its effect");
        }
    }

    /**
     * With the write that names it a verb begins, also one that takes over from another. One that is in progress when a
     * process first takes it was begun by somebody who was not watched.
     */
    private void stateWritten(Call call) {
        DeploymentInProgress was = stateBefore;
        DeploymentInProgress is = read(call);
        if (is == null) {
            if (was != null) {
                refreshes.over(call);
            }
            return;
        }
        if (!is.held() && views.remove(String.valueOf(process)) != null) { // What a run knew ends with it.
            seenOut.remove(String.valueOf(process));
        }
        boolean named = was == null || !was.id().equals(is.id());
        if (named) {
            releases.begins();
            stages.begins();
            around.begins();
        }
        boolean taken = was == null || named || !was.holder().equals(is.holder());
        if (taken && (worldBefore == null || !worldBefore.deployment().equals(is.id()))) {
            worldBefore = WorldBefore.of(cloud, environment, is.id());
            beganBy = named || is.phase() == null ? process : null;
        }
        boolean planned = is.phase() != null && (was == null || named || was.phase() == null);
        if (planned && worldBefore != null && beganBy != null) {
            worldBefore = worldBefore.planned(view());
        }
        boolean passed = was != null && !named && was.reversible() && !is.reversible();
        around.comesTo(call, String.valueOf(process), named ? null : was, is, passed);
        if (passed
                && !STAYING.contains(is.verb())
                && StateReader.from(is) != null
                && !seenOut.contains(String.valueOf(process))) {
            violations.add(
                    Invariant.POINT_OF_NO_RETURN,
                    call,
                    "it passes the point of no return and has not seen the old color out of traffic");
        }
    }

    private ProcessView view() {
        return views.computeIfAbsent(String.valueOf(process), any -> ProcessView.ofNothing());
    }

    private @Nullable DeploymentInProgress read(Call call) {
        try {
            return inProgress();
        } catch (VerdigrisException e) {
            violations.add(Invariant.CANNOT_TELL, call, "the deployment state cannot be read: " + e.getMessage());
            return null;
        }
    }

    /** What a reply tells by its kind: fleets by their names, or the targets of a target group that the listener forwards to. */
    private void sees(Call call, @Nullable Object answer) {
        seesRelease(call, answer);
        around.sees(call, String.valueOf(process), answer);
        if (answer instanceof Map<?, ?> told && RouteRules.areRoutes(told)) {
            view().routes(routes.weighted(told));
            seesWhoIsOut(call, view());
        } else if (answer instanceof Map<?, ?> groups && call.operation().equals(Operations.DESCRIBE_GROUPS)) {
            views.put(String.valueOf(process), view().seeing(environment, groups));
        } else if (answer instanceof List<?> told && targetGroups.contains(String.valueOf(call.subject()))) {
            List<TargetHealth> health = ColoredTargets.health(told);
            if (health != null) {
                sawTargets(call, health);
            }
        }
    }

    private void seesRelease(Call call, @Nullable Object answer) {
        DeploymentInProgress inProgress = call.operation().equals(Operations.GET_PARAMETER) ? read(call) : null;
        if (inProgress != null
                && inProgress.phase() == null
                && !call.subject().equals(environment.activeColorParameter())) {
            releases.found(answer);
        }
    }

    private void sawTargets(Call call, List<TargetHealth> health) {
        DeploymentInProgress inProgress = read(call);
        boolean counts = inProgress != null
                && (inProgress.phase() != null || inProgress.verb().equals("reconcile"));
        ProcessView now = view().seeing(String.valueOf(call.subject()), health, counts);
        views.put(String.valueOf(process), now);
        stages.saw(now);
        seesWhoIsOut(call, now);
    }

    private void seesWhoIsOut(Call call, ProcessView now) {
        DeploymentInProgress inProgress = read(call);
        Color from = inProgress == null ? null : StateReader.from(inProgress);
        if (from != null && now.out(from)) {
            seenOut.add(String.valueOf(process));
        } else {
            seenOut.remove(String.valueOf(process));
        }
    }
}
