package dev.verdigris.testkit.sweep;

import dev.verdigris.model.Environment;
import dev.verdigris.report.DeploymentInProgress;
import dev.verdigris.testkit.Call;
import dev.verdigris.testkit.SimulatedCloud;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What must hold of what stands around the switch: probes, replacements, gates, the bake, followers and hooks. */
final class AroundRules {
    private final ProbeRules probes;
    private final ReplacementRules replacements;
    private final GateRules gates;
    private final BakeRules bakes;
    private final FollowerRules followers;
    private final HookRules hooks;

    AroundRules(SimulatedCloud cloud, Environment environment, Violations violations) {
        this.probes = new ProbeRules(cloud, environment, violations);
        this.replacements = new ReplacementRules(cloud, environment, violations);
        this.gates = new GateRules(cloud, environment, violations);
        this.bakes = new BakeRules(cloud, environment, violations);
        this.followers = new FollowerRules(cloud, environment, violations);
        this.hooks = new HookRules(cloud, environment, violations);
    }

    /** A process asks something. */
    void asks(Call call, String process) {
        bakes.asks(call, process);
    }

    /** A process is told something. */
    void sees(Call call, String process, @Nullable Object answer) {
        probes.sees(call, answer);
        bakes.sees(call, process, answer);
        followers.hears(process, call, answer);
    }

    /** A change is sent by a process that has seen the world as it has. */
    void sends(String process, Call call, DeploymentInProgress inProgress, ProcessView view) {
        followers.sends(process, call, view);
        hooks.sends(call, inProgress, view);
    }

    /** A change is about to take effect. */
    void before() {
        replacements.before();
    }

    /** A change has taken effect. */
    void effect(Sent sent, WorldNow before, WorldNow after) {
        probes.effect(sent, before, after);
        replacements.effect(sent, before);
        gates.effect(sent, before, after);
        bakes.effect(sent);
    }

    /** Another deployment is in the deployment state. */
    void begins() {
        probes.begins();
        bakes.begins();
    }

    /**
     * The deployment state says how far a deployment has come.
     *
     * @param was what it said of that deployment before; null if it said nothing
     * @param passed whether it has passed the point of no return with this
     */
    void comesTo(
            Call call, String process, @Nullable DeploymentInProgress was, DeploymentInProgress is, boolean passed) {
        gates.comesTo(call, was, is, passed);
        bakes.comesTo(call, process, is, passed);
        if (passed && Sent.renews(is.verb())) {
            probes.passes(call);
        }
    }

    /** What took longer than it had to, in a world that does not move otherwise. */
    List<String> overtime() {
        return bakes.overtime();
    }
}
