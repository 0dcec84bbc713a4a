package dev.verdigris.internal.plan;

import dev.verdigris.internal.text.Words;
import dev.verdigris.internal.traffic.Route;
import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import dev.verdigris.model.GroupName;
import dev.verdigris.model.GroupSize;
import dev.verdigris.request.Bake;
import dev.verdigris.request.Deadlines;
import dev.verdigris.request.Policy;
import dev.verdigris.request.Request;
import dev.verdigris.request.Shift;
import org.jspecify.annotations.Nullable;

/**
 * The terms of a switch of traffic: the same for all its steps, and fixed when it is planned.
 *
 * @param request what was asked for
 * @param preimage everything as it was
 * @param asked how much must serve at least, whatever the live fleet has, in the units of its group's size
 * @param activeMin the minimum of the active role
 * @param recycles whether the idle fleet is emptied first
 * @param resting the size that the new fleet goes back to when the switch is rolled back
 */
public record Terms(Request request, Preimage preimage, int asked, int activeMin, boolean recycles, GroupSize resting) {

    /** The terms of a request that moves traffic. */
    public static Terms of(Request request, Preimage preimage) {
        Color from = preimage.active();
        GroupSize idle = preimage.size(preimage.colors().next());
        int idleMin = preimage.idleMin();
        Verb verb = Verb.of(request);
        boolean recycles = verb.recycles() && from != null && preimage.idlePopulated();
        Served served = preimage.served();
        int asked = verb.asked(preimage);
        int least = served == null || served.min() == null ? 0 : served.min();
        return new Terms(
                request,
                preimage,
                from == null ? Math.max(Math.max(asked, least), Math.max(idle.min(), idle.desired())) : asked,
                from == null ? Math.max(Math.max(1, least), idle.min()) : activeMin(verb, preimage.size(from), idle),
                recycles,
                recycles ? new GroupSize(idleMin, idle.max(), idleMin) : idle);
    }

    /**
     * The minimum of the active role. A rollback goes to a fleet as it is, so that its maximum is the most there is.
     */
    private static int activeMin(Verb verb, GroupSize live, GroupSize idle) {
        return verb.goesBack() ? Math.min(live.min(), idle.max()) : live.min();
    }

    /** The verb of the request. */
    public Verb verb() {
        return Verb.of(request);
    }

    /** The environment. */
    public Environment environment() {
        return StandIn.environment(request);
    }

    /** The policy: how to behave where there is a choice. */
    public Policy policy() {
        return request.policy();
    }

    /** The deadlines: how long each step may take. */
    public Deadlines deadlines() {
        return policy().deadlines();
    }

    /** The color that serves; null on a first deployment. */
    public @Nullable Color from() {
        return preimage.active();
    }

    /** The color that is told to leave: the one that serves, unless a group only stands in for it. */
    public @Nullable Color leavingColor() {
        return verb().from(preimage);
    }

    /** The color that is to serve. */
    public Color to() {
        return preimage.colors().next();
    }

    /** The color that serves, in steps that are only planned where there is one. */
    public Color leaving() {
        Color from = from();
        if (from == null) {
            throw new IllegalStateException("a first deployment has no color that leaves");
        }
        return from;
    }

    /** The group of the color that serves. */
    public GroupName fromGroup() {
        return environment().group(leaving());
    }

    /** The group of the color that is to serve. */
    public GroupName toGroup() {
        return environment().group(to());
    }

    /** The route that traffic takes. */
    public Route route() {
        return preimage.route();
    }

    /** The minimum of the idle role. */
    public int idleMin() {
        return preimage.idleMin();
    }

    /** The release that is selected while the new fleet starts; null if none is. */
    public @Nullable String release() {
        return verb().release(preimage);
    }

    /** The release that is selected again on the way back: what serves or, where that is not known, what was selected. */
    public @Nullable String rewound() {
        Released released = preimage.released();
        if (released == null) {
            return null;
        }
        String serves = released.of(from());
        return serves == null ? released.selected() : serves;
    }

    /** What is known of releases once the switch has been made; null if nobody has asked. */
    public @Nullable Released succeeded() {
        Released released = preimage.released();
        String release = release();
        return released == null || release == null
                ? released
                : released.deployed(to(), release).selecting(release);
    }

    /**
     * What is known of releases once the switch has been undone; null if nobody has asked.
     *
     * @param recycled whether the new fleet was emptied, so that what runs there now is not known
     */
    public @Nullable Released undone(boolean recycled) {
        Released released = preimage.released();
        if (released == null) {
            return null;
        }
        Released selected = release() == null ? released : released.selecting(rewound());
        return recycled ? selected.deployed(to(), null) : selected;
    }

    /** Whether as much must serve as the live fleet has; a rollback has a capacity of its own. */
    public boolean follows() {
        return from() != null && verb().renews();
    }

    /** Whether nobody is to serve afterwards. */
    public boolean ends() {
        return verb().shape() == Verb.Shape.END;
    }

    /** How requests move; at once where nobody serves, so that nobody is there for the others. */
    public Shift shift() {
        return from() == null ? Shift.allAtOnce() : verb().shift();
    }

    /** The time and the watch on trial; null if the new color serves for good at once. */
    public @Nullable Bake bake() {
        return verb().bake();
    }

    /** The reason why it is deployed although alarms are red that it is to make green; null if it is not. */
    public static @Nullable String fix(Request request, Preimage preimage) {
        Bake bake = Verb.of(request).bake();
        return bake != null
                        && bake.redBefore() instanceof Bake.RedBefore.Fix fix
                        && !preimage.known().redBefore().isEmpty()
                ? fix.reason()
                : null;
    }

    /** The capacity that the plan expects to need: what was asked, or what the live fleet was meant to have. */
    public int expected() {
        return follows() ? Math.max(asked, preimage.size(leaving()).desired()) : asked;
    }

    /** A capacity of a fleet, in words. */
    public String capacity(int size) {
        return Words.count(size, preimage.unit());
    }

    /** A capacity, in words: the number alone where it counts instances. */
    public String share(int size) {
        return preimage.unit().equals(Preimage.INSTANCE) ? String.valueOf(size) : capacity(size);
    }
}
