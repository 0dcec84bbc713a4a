package dev.verdigris.internal.step;

import dev.verdigris.internal.plan.Terms;
import dev.verdigris.internal.world.Look;
import dev.verdigris.internal.world.Scene;

/** The need of a switch: how much of the new fleet must serve, for all requests or for a part of them. */
public final class Need {

    private Need() {}

    /**
     * The capacity that must be healthy for the cutover now: it follows the live fleet, unless it is a rollback. A live
     * fleet that replaces instances holds more than it desires for a while; in that it is followed only as far as the
     * new fleet may grow.
     */
    public static int now(Terms terms, Scene scene) {
        return terms.follows() ? following(terms, scene, scene.look().healthyCapacity(terms.leaving())) : terms.asked();
    }

    /**
     * The need as far as the fleets tell, and what was seen of traffic before: never more than {@link #now}. Who gets requests is not
     * read for it.
     */
    static int atLeast(Terms terms, Scene scene) {
        return terms.follows() ? following(terms, scene, 0) : terms.asked();
    }

    private static int following(Terms terms, Scene scene, int healthy) {
        Look look = scene.look();
        int served = Math.max(healthy, scene.floor());
        int most = look.fleet(terms.to()).size().max();
        int live = look.fleet(terms.leaving()).size().desired();
        return Math.max(terms.asked(), Math.max(live, Math.min(served, most)));
    }

    /** The capacity that is enough of what is needed: less by what may be missing, where that is tolerated. */
    public static int least(Terms terms, int needed) {
        return terms.follows() || terms.verb().renews()
                ? terms.policy().tolerance().enough(needed)
                : needed;
    }

    /** The capacity that a part of the requests needs, where all of them need so much: rounded up, so that it is never none. */
    public static int part(int all, int percent) {
        return (int) ((all * (long) percent + 99) / 100);
    }
}
