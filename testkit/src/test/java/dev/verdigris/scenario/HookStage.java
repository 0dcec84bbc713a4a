package dev.verdigris.scenario;

import static dev.verdigris.scenario.Stage.BETA;

import dev.verdigris.BlueGreen;
import dev.verdigris.hook.Hook;
import dev.verdigris.hook.Hook.Point;
import dev.verdigris.outcome.Outcome;
import dev.verdigris.request.Deployment;
import dev.verdigris.testkit.SimulatedHook;
import java.util.ArrayList;
import java.util.List;

/** A stage on which everybody has registered some hooks. */
final class HookStage {
    final Stage stage = Stage.set();
    final List<SimulatedHook> hooks = new ArrayList<>();

    /** Makes a hook at a point, which is called as that is. */
    SimulatedHook hook(Point point) {
        SimulatedHook hook = stage.cloud.createHook(point.label(), point);
        hooks.add(hook);
        return hook;
    }

    BlueGreen by(String holder) {
        BlueGreen.Builder builder = stage.builder(holder);
        register(builder);
        return builder.build();
    }

    void register(BlueGreen.Builder builder) {
        hooks.forEach(hook -> builder.hook(hook.name(), hook.point(), hook));
    }

    Outcome deploy() {
        return by("ann").deploy(Deployment.of(BETA));
    }

    static List<String> keys(SimulatedHook hook) {
        return hook.distinctCalls().stream().map(Hook.Call::idempotenceKey).toList();
    }

    static List<String> steps(Outcome outcome) {
        return outcome.report().steps().stream().map(step -> step.id()).toList();
    }

    /** The id of the deployment that has come to an outcome. */
    static String id(Outcome outcome) {
        return outcome.report().deployment();
    }
}
