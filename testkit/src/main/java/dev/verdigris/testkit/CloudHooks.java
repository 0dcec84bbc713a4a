package dev.verdigris.testkit;

import dev.verdigris.hook.Hook;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The hooks of the user's that deployments on a simulated cloud call. */
abstract sealed class CloudHooks extends CloudFollowers permits SimulatedCloud {
    private final Map<String, SimulatedHook> hooks = new LinkedHashMap<>();

    CloudHooks(Settings settings) {
        super(settings);
    }

    /**
     * Makes a hook. It takes part in what is registered with a facade under its name: {@code builder.hook(hook.name(),
     * hook.point(), hook)}.
     *
     * @throws IllegalArgumentException if there is one of that name
     */
    public SimulatedHook createHook(String name, Hook.Point point) {
        SimulatedHook hook = new SimulatedHook(world, seam, name, point);
        if (hooks.putIfAbsent(name, hook) != null) {
            throw new IllegalArgumentException("expected a new hook, found '" + name + "' taken");
        }
        return hook;
    }

    /** All hooks, in the order they were made. */
    public List<SimulatedHook> hooks() {
        return List.copyOf(hooks.values());
    }
}
