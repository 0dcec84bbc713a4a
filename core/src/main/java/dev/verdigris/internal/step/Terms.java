package dev.verdigris.internal.step;

import dev.verdigris.internal.text.Words;
import dev.verdigris.internal.world.Look;
import dev.verdigris.internal.world.Preimage;
import dev.verdigris.internal.world.Scene;
import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import dev.verdigris.model.GroupName;
import dev.verdigris.model.GroupSize;
import dev.verdigris.request.Deadlines;
import dev.verdigris.request.Policy;
import org.jspecify.annotations.Nullable;

/**
 * What a switch of traffic is about: the same for all its steps, and fixed when it is planned.
 *
 * @param environment the environment
 * @param preimage everything as it was
 * @param from the color that serves; null on a first deployment
 * @param to the color that is to serve
 * @param asked how much must serve at least, whatever the live fleet has, in the units of its group's size
 * @param follows whether as much must serve as the live fleet has; a rollback has a capacity of its own
 * @param activeMin the minimum of the active role
 * @param idleMin the minimum of the idle role
 * @param recycles whether the idle fleet is emptied first
 * @param resting the size that the new fleet goes back to when the switch is rolled back
 * @param policy how to behave where there is a choice
 */
public record Terms(
        Environment environment,
        Preimage preimage,
        @Nullable Color from,
        Color to,
        int asked,
        boolean follows,
        int activeMin,
        int idleMin,
        boolean recycles,
        GroupSize resting,
        Policy policy) {

    GroupName fromGroup() {
        return environment.group(leaving());
    }

    GroupName toGroup() {
        return environment.group(to);
    }

    String targetGroup() {
        return preimage.targetGroup().name();
    }

    /** So much capacity of a fleet, in words. */
    String capacity(int size) {
        return Words.count(size, preimage.unit());
    }

    /** So much of it: the number alone where it counts instances. */
    String share(int size) {
        return preimage.unit().equals(Preimage.INSTANCE) ? String.valueOf(size) : capacity(size);
    }

    Deadlines deadlines() {
        return policy.deadlines();
    }

    /** The color that serves, in steps that are only planned where there is one. */
    public Color leaving() {
        if (from == null) {
            throw new IllegalStateException("a first deployment has no color that leaves");
        }
        return from;
    }

    /** How much the plan expects to need: what was asked, or what the live fleet was meant to have. */
    public int expected() {
        return follows ? Math.max(asked, preimage.size(leaving()).desired()) : asked;
    }

    /**
     * How much of the new fleet must be healthy for the cutover now: it follows the live fleet, unless it is a rollback.
     * A live fleet that replaces instances holds more than it desires for a while; in that it is followed only as far as
     * the new fleet may grow.
     */
    int needed(Scene scene) {
        if (!follows) {
            return asked;
        }
        Look look = scene.look();
        int served = Math.max(look.healthyCapacity(leaving()), scene.floor());
        int most = look.fleet(to).size().max();
        return Math.max(asked, Math.max(look.fleet(leaving()).size().desired(), Math.min(served, most)));
    }
}
