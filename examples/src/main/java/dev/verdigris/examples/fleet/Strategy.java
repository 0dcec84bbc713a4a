package dev.verdigris.examples.fleet;

import dev.verdigris.examples.fleet.cloud.LocalCloud;
import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import dev.verdigris.model.Traffic;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** The traffic strategies, and what each needs to be there in a cloud. */
enum Strategy {
    REGISTRATION("register") {
        @Override
        Traffic traffic() {
            return Traffic.registration("Beta");
        }

        @Override
        void arrange(LocalCloud cloud, Environment beta) {
            shared(cloud);
            // The instances that serve first are registered there by whoever set this up.
            LocalCloud.await(
                    "the first instances",
                    () -> Fleet.describe(cloud, beta.blue()).inService().size() == Fleet.INSTANCES);
            Fleet.register(cloud, "Beta", beta.blue());
        }
    },
    ATTACHMENT("attach") {
        @Override
        Traffic traffic() {
            return Traffic.attachment("Beta");
        }

        @Override
        void arrange(LocalCloud cloud, Environment beta) {
            shared(cloud);
            cloud.attach(beta.blue(), "Beta");
        }
    },
    FORWARDING("shift") {
        @Override
        Traffic traffic() {
            return Traffic.forwarding("Beta-Blue", "Beta-Green", LocalCloud.LOAD_BALANCER + ":" + PORT)
                    .hold(Duration.ofSeconds(1));
        }

        @Override
        void arrange(LocalCloud cloud, Environment beta) {
            Map<String, Integer> weights = new LinkedHashMap<>();
            for (Color color : Color.values()) {
                String name = color == Color.BLUE ? "Beta-Blue" : "Beta-Green";
                cloud.targetGroup(name, PORT, DELAY);
                cloud.attach(beta.group(color), name);
                weights.put(name, color == Color.BLUE ? 100 : 0);
            }
            cloud.listener(PORT, weights);
        }
    };

    /** The name of the only listener's port; the machine chooses the real one. */
    static final int PORT = 80;

    /** How long a target drains at most: longer than the slowest request. */
    private static final Duration DELAY = Duration.ofSeconds(4);

    private final String halfway;

    Strategy(String halfway) {
        this.halfway = halfway;
    }

    /** The step after which the new version has begun to serve, and the switch is not over. */
    String halfway() {
        return halfway;
    }

    Environment environment() {
        return Environment.named("beta").traffic(traffic()).build();
    }

    abstract Traffic traffic();

    /** Makes what shares requests among the groups, which are there, with blue serving. */
    abstract void arrange(LocalCloud cloud, Environment beta);

    private static void shared(LocalCloud cloud) {
        cloud.targetGroup("Beta", PORT, DELAY);
        cloud.listener(PORT, Map.of("Beta", 1));
    }

    static Strategy named(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
