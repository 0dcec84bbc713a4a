package dev.verdigris.internal.world;

import dev.verdigris.hook.Check;
import dev.verdigris.internal.plan.Participant.Kind;
import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;

/** The checks that take part, as steps run them on a fleet. */
public final class Checks {
    private final Environment environment;
    private final Registered registered;
    private final Scene scene;

    Checks(Environment environment, Registered registered, Scene scene) {
        this.environment = environment;
        this.registered = registered;
        this.scene = scene;
    }

    /** Runs a check of a kind on a fleet. It may take time, so what was seen before is stale. */
    public Check.Verdict run(Kind kind, String name, Color color) throws Exception {
        Check check = registered.check(kind, name);
        Check.Subject subject = new NewFleet(environment, color, scene.servable(color));
        scene.beginPoll();
        return check.run(subject);
    }
}
