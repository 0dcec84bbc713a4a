package dev.verdigris.internal.step;

import dev.verdigris.internal.text.Words;
import dev.verdigris.internal.world.Scene;
import dev.verdigris.model.Bounds;
import dev.verdigris.model.Color;
import dev.verdigris.model.GroupName;
import dev.verdigris.outcome.Residue;
import dev.verdigris.plan.Phase;
import dev.verdigris.plan.PlannedStep;
import dev.verdigris.plan.Preimage;
import dev.verdigris.plan.Request;
import dev.verdigris.port.Resize;

/**
 * Scales a fleet that serves nobody down, and waits until its instances are gone. Never while one of them is registered
 * or drains.
 *
 * @param request what was asked for
 * @param preimage everything as it was
 * @param color the fleet
 * @param size its minimum and desired capacity afterwards
 */
public record ScaleDown(Request request, Preimage preimage, Color color, int size) implements Step {

    private GroupName group() {
        return request.environment().group(color);
    }

    @Override
    public PlannedStep planned() {
        Bounds now = preimage.bounds(color);
        return new PlannedStep(
                "scale-down",
                group() + ": min " + now.min() + " → " + size + ", desired " + now.desired() + " → " + size
                        + ", and wait until the instances are gone",
                Phase.SETTLE,
                request.policy().deadlines().gone());
    }

    @Override
    public Progress perform(Scene scene) {
        Bounds now = scene.look().fleet(color).bounds();
        if (now.min() != size || now.desired() > size) {
            scene.resize(color, Resize.to(size, size));
        }
        int left = scene.look().fleet(color).instances().size();
        if (left <= size) {
            return Progress.done();
        }
        return Progress.notYet(
                Words.count(left, "instance") + " of " + group() + " still there",
                "expected " + group() + " to have " + Words.count(size, "instance") + ", found " + left,
                "look at the group's scale-in protection, lifecycle hooks and standby instances");
    }

    @Override
    public Residue residue() {
        return new Residue(
                group() + " may still run instances that serve nobody",
                "once none of them gets traffic, set its minimum size and its desired capacity to " + size);
    }
}
