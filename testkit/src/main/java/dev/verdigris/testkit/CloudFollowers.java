package dev.verdigris.testkit;

import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The followers of the environments of a simulated cloud: what acts on the active color besides the load balancer. */
abstract sealed class CloudFollowers extends CloudParameters permits CloudHooks {
    private final Map<String, SimulatedFollower> followers = new LinkedHashMap<>();

    CloudFollowers(Settings settings) {
        super(settings);
    }

    /**
     * Makes a follower of an environment, which acts on the recorded color. It takes part in what is registered with a facade
     * under its name: {@code builder.follower(follower.name(), follower)}.
     *
     * @throws IllegalArgumentException if there is one of that name
     */
    public SimulatedFollower createFollower(Environment environment, String name) {
        String recorded = recorded(environment);
        SimulatedFollower follower =
                new SimulatedFollower(world, seam, name, recorded == null ? null : Color.parse(recorded));
        if (followers.putIfAbsent(name, follower) != null) {
            throw new IllegalArgumentException("expected a new follower, found '" + name + "' taken");
        }
        return follower;
    }

    /** All followers, in the order they were made. */
    public List<SimulatedFollower> followers() {
        return List.copyOf(followers.values());
    }
}
