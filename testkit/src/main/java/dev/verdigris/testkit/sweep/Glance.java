package dev.verdigris.testkit.sweep;

import dev.verdigris.model.Environment;
import dev.verdigris.testkit.Call;
import dev.verdigris.testkit.SimulatedCloud;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The last look at the world itself, which holds until time passes or something happens: most changes take effect at once. */
final class Glance {
    private final SimulatedCloud cloud;
    private final Environment environment;
    private final Violations violations;
    private final Witness witness;
    private @Nullable WorldNow last;
    private Duration at = Duration.ZERO;

    Glance(SimulatedCloud cloud, Environment environment, Violations violations) {
        this.cloud = cloud;
        this.environment = environment;
        this.violations = violations;
        this.witness = new Witness(cloud, environment);
    }

    /** Something has happened. */
    void forget() {
        last = null;
    }

    /** How the world is at a call; if that cannot be seen, that is a violation. */
    @Nullable
    WorldNow at(Call call) {
        try {
            return now();
        } catch (IllegalArgumentException e) {
            violations.add(Invariant.CANNOT_TELL, call, "who gets requests: " + e.getMessage());
            return null;
        }
    }

    private WorldNow now() {
        WorldNow known = last;
        if (known == null || !at.equals(cloud.elapsed())) {
            known = WorldNow.of(cloud, environment);
            last = known;
            at = cloud.elapsed();
        }
        witness.shown(known);
        return known;
    }

    /** What was never shown, in words; empty if nothing is missing. */
    List<String> missing() {
        if (!cloud.listeners(environment).isEmpty()) {
            now();
        }
        return witness.missing();
    }
}
