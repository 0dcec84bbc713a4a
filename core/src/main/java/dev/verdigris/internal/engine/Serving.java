package dev.verdigris.internal.engine;

import dev.verdigris.internal.step.Progress;
import dev.verdigris.internal.step.RecipePlan;
import dev.verdigris.internal.text.Words;
import dev.verdigris.internal.world.Scene;
import dev.verdigris.model.Color;
import dev.verdigris.report.Residue;
import java.util.List;
import java.util.Objects;

/** The last thing that is looked at: whether anybody answers for the color that traffic was moved to. */
final class Serving {
    /** The remedy where no requests come to it, and so there is nothing to roll back from. */
    private static final String BRING_BACK = "resume, which has requests come to it again and waits for its members";

    private final RecipePlan plan;
    private final Scene scene;
    private boolean looked;
    private boolean none;
    private boolean unreached;

    Serving(RecipePlan plan, Scene scene) {
        this.plan = plan;
        this.scene = scene;
    }

    /** Whether traffic was not moved, or a target of the color that it was moved to has just been found healthy. */
    boolean seen() {
        return plan.to() == null || scene.sawHealthy(plan.to());
    }

    /** One look may be stale, two in a row are not. */
    Progress look() {
        Color to = Objects.requireNonNull(plan.to());
        List<String> standing = scene.look().state().standing(to);
        looked = true;
        if (!scene.look().traffic().side(to).healthy().isEmpty()) {
            return Progress.done();
        }
        unreached = standing.isEmpty();
        String problem = "expected healthy targets of the " + to + " fleet, which serves, found "
                + (unreached ? "none that gets requests" : Words.list(standing));
        if (none) {
            return Progress.failed(problem, remedy());
        }
        none = true;
        return Progress.notYet("no healthy target of the " + to + " fleet; looking once more", problem, remedy());
    }

    Residue residue() {
        return looked
                ? new Residue("no target of the " + plan.to() + " fleet, which serves, is healthy", remedy())
                : new Residue(
                        "the " + plan.to() + " fleet, which serves, could not be looked at",
                        "see why it cannot be read, then resume");
    }

    private String remedy() {
        if (unreached) {
            return BRING_BACK;
        }
        return plan.from() == null
                ? "see why its health checks fail, then resume"
                : "roll back, or see why its health checks fail, then resume";
    }
}
