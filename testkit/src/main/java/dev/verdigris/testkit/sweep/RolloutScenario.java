package dev.verdigris.testkit.sweep;

import dev.verdigris.model.Color;
import dev.verdigris.testkit.InstanceFault;
import dev.verdigris.testkit.SimulatedGroup;
import java.util.Locale;

/** What becomes of the last wave of a rollout that is swept, and what the rollout does about it. */
public enum RolloutScenario {
    /** Every environment succeeds. */
    SUCCEEDS(false),
    /** The new instances of the last wave never become healthy; the rollout stops. */
    STOPS(false),
    /** The new instances of the last wave never become healthy; the rollout goes back. */
    GOES_BACK(true),
    /** The deployment of the last wave is refused, which leaves no trace there; the rollout goes back. */
    REFUSED_AND_GOES_BACK(true);

    private final boolean goesBack;

    RolloutScenario(boolean goesBack) {
        this.goesBack = goesBack;
    }

    boolean goesBack() {
        return goesBack;
    }

    void prepare(RolloutWorld world) {
        SimulatedGroup last = world.there().group(RolloutWorld.LAST, Color.GREEN);
        switch (this) {
            case SUCCEEDS -> {}
            case STOPS, GOES_BACK -> last.afflict("v2", InstanceFault.neverHealthy());
            case REFUSED_AND_GOES_BACK -> last.suspend("Launch");
        }
    }

    @Override
    public String toString() {
        return "rollout " + name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
