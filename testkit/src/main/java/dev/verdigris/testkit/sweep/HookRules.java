package dev.verdigris.testkit.sweep;

import dev.verdigris.hook.Hook;
import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import dev.verdigris.plan.Phase;
import dev.verdigris.port.Fleets.Resize;
import dev.verdigris.report.DeploymentInProgress;
import dev.verdigris.report.EndedDeployment;
import dev.verdigris.report.EndedDeployment.Ending;
import dev.verdigris.testkit.Call;
import dev.verdigris.testkit.Operations;
import dev.verdigris.testkit.SimulatedCloud;
import dev.verdigris.testkit.SimulatedHook;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What must hold of hooks: whoever calls one to do something has the same key for it, each is called at its point, what was
 * done last is undone first, and no old fleet is scaled down before the hooks are done that come before that. In the end what
 * was rolled back has left nothing of them.
 */
final class HookRules {

    private final SimulatedCloud cloud;
    private final Environment environment;
    private final Violations violations;
    /** The key of everything that a hook was called for, in the order in which it was first. */
    private final Map<Deed, String> keys = new LinkedHashMap<>();

    HookRules(SimulatedCloud cloud, Environment environment, Violations violations) {
        this.cloud = cloud;
        this.environment = environment;
        this.violations = violations;
    }

    private record Deed(String operation, String hook, String deployment) {}

    /** A change is sent for a deployment. */
    void sends(Call call, DeploymentInProgress inProgress, ProcessView view) {
        if (call.detail() instanceof Hook.Call told) {
            calls(call, told, inProgress);
        } else if (call.operation().equals(Operations.UPDATE_GROUP) && call.detail() instanceof Resize to) {
            resizes(call, to, inProgress, view);
        }
    }

    private void calls(Call call, Hook.Call told, DeploymentInProgress inProgress) {
        Deed deed = new Deed(call.operation(), call.subject().toString(), told.deployment());
        boolean undo = call.operation().equals(Operations.UNDO_HOOK);
        if (undo) {
            inReverse(call, deed, Invariants.serving(cloud, environment) == told.from());
        }
        String key = keys.computeIfAbsent(deed, first -> told.idempotenceKey());
        if (!key.equals(told.idempotenceKey())) {
            broken(call, "it is called by the key " + told.idempotenceKey() + ", and was by " + key);
        }
        if (keys.entrySet().stream()
                .anyMatch(each -> each.getValue().equals(key) && !each.getKey().equals(deed))) {
            broken(call, "the key " + key + " is that of something else");
        }
        String step = "hook:" + told.point().label() + ":" + call.subject();
        if (!told.deployment().equals(inProgress.id())) {
            broken(call, "it is called for " + told.deployment() + " while " + inProgress.id() + " is in progress");
        }
        boolean forward = inProgress.direction() == DeploymentInProgress.Direction.FORWARD;
        if (undo == forward || (forward && !step.equals(inProgress.step()))) {
            broken(call, "it is called while the deployment state says " + inProgress);
        }
    }

    /** What was performed after it must have been told to be undone before; after the switch, where traffic is back. */
    private void inReverse(Call call, Deed undo, boolean back) {
        boolean later = false;
        for (Deed deed : List.copyOf(keys.keySet())) {
            if (deed.deployment().equals(undo.deployment()) && deed.operation().equals(Operations.PERFORM_HOOK)) {
                boolean may = back || hook(deed).point().phase() == Phase.PREPARE;
                if (later && may && !keys.containsKey(new Deed(undo.operation(), deed.hook(), deed.deployment()))) {
                    broken(call, "it is undone before hook " + deed.hook() + ", which was performed after it");
                }
                later |= deed.hook().equals(undo.hook());
            }
        }
    }

    private SimulatedHook hook(Deed deed) {
        return cloud.hooks().stream()
                .filter(each -> each.name().equals(deed.hook()))
                .findFirst()
                .orElseThrow();
    }

    private void resizes(Call call, Resize to, DeploymentInProgress inProgress, ProcessView view) {
        if (inProgress.phase() != Phase.FINALIZE || to.desired() == null) {
            return;
        }
        for (Color color : Color.values()) {
            if (environment.group(color).equals(call.subject()) && to.desired() < view.desired(color)) {
                cloud.hooks().stream()
                        .filter(hook -> hook.point() == Hook.Point.BEFORE_CLEAN_UP && takesPart(inProgress.verb()))
                        .filter(hook -> !hook.isDone(inProgress.id()))
                        .forEach(
                                hook -> broken(call, "it shrinks the " + color + " fleet before " + hook + " is done"));
            }
        }
    }

    private static boolean takesPart(String verb) {
        return Sent.renews(verb) || verb.equals("cleanup");
    }

    private void broken(Call call, String why) {
        violations.add(Invariant.HOOKS, call, why);
    }

    /** What was rolled back and has left something of a hook; what has succeeded, and lacks one. */
    static List<String> astray(SimulatedCloud cloud, List<EndedDeployment> history) {
        List<String> astray = new ArrayList<>();
        for (EndedDeployment ended : history) {
            for (SimulatedHook hook : cloud.hooks()) {
                boolean there = hook.hasEffect(ended.id());
                if (ended.ending() == Ending.ROLLED_BACK && there) {
                    astray.add(Invariant.HOOKS.broken(hook + " is not undone, and it was rolled back: " + ended));
                }
                boolean called = hook.point().phase().reversible() && Sent.renews(ended.verb());
                if (ended.ending() == Ending.SUCCEEDED && called && !there) {
                    astray.add(Invariant.HOOKS.broken(hook + " was not called, and it has succeeded: " + ended));
                }
            }
        }
        return astray;
    }
}
