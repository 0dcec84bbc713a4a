package dev.verdigris.internal.strategy.registration;

import dev.verdigris.internal.plan.Preimage;
import dev.verdigris.internal.plan.Terms;
import dev.verdigris.internal.traffic.ColoredTargets;
import dev.verdigris.internal.world.Look;
import dev.verdigris.model.Color;
import dev.verdigris.model.Target;
import dev.verdigris.model.TargetGroup.HealthyShare;
import dev.verdigris.model.TargetHealth;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The waves of registration: how many targets may be registered at once, so that the healthy share that the target
 * group asks for is kept until they are healthy. Below it the load balancer would send requests to all targets, or
 * leave the zone.
 */
final class Waves {

    /** The memory of the smallest instance types that EC2 has, the nano ones. */
    private static final int SMALLEST_MIB = 512;

    private Waves() {}

    /** The targets that may come now. */
    static Set<Target> next(PoolRoute route, Look look, Color color, Set<Target> coming) {
        int room = room(route.group().healthyShare(), Pool.targets(look), color);
        return coming.size() <= room ? coming : new LinkedHashSet<>(new ArrayList<>(coming).subList(0, room));
    }

    /**
     * The room for new targets. A share that those of other colors do not keep cannot be kept; where no wave is small
     * enough they come singly.
     */
    private static int room(HealthyShare share, ColoredTargets targets, Color color) {
        List<TargetHealth> others = new ArrayList<>(targets.registered(color.other()));
        others.addAll(targets.unrecognized());
        if (others.isEmpty() || !share.keptBy(healthy(others), others.size())) {
            return Integer.MAX_VALUE;
        }
        List<TargetHealth> own = targets.registered(color);
        int room = share.room(healthy(others) + healthy(own), others.size() + own.size());
        return room > 0 ? room : healthy(own) == own.size() ? 1 : 0;
    }

    private static int healthy(List<TargetHealth> targets) {
        return (int) targets.stream().filter(TargetHealth::healthy).count();
    }

    /**
     * The number of waves that the plan expects at most, where each becomes healthy before the next one comes. Where a
     * size counts something else than instances, they are as many as the smallest there are.
     */
    static int expected(Terms terms) {
        PoolRoute route = PoolRoute.of(terms.route());
        HealthyShare share = route.group().healthyShare();
        if (terms.from() == null) {
            return 1;
        }
        int ports = route.ports().size();
        int registered = instances(terms, terms.preimage().size(terms.from()).desired()) * ports;
        int left = instances(terms, terms.expected()) * ports;
        int waves = 0;
        while (left > 0) {
            int wave = Math.min(left, Math.max(1, share.room(registered, registered)));
            registered += wave;
            left -= wave;
            waves++;
        }
        return Math.max(1, waves);
    }

    /** The number of instances at most. */
    private static int instances(Terms terms, int size) {
        return terms.preimage().unit().equals("MiB") ? Math.max(1, size / SMALLEST_MIB) : size;
    }

    static String sentence(Terms terms) {
        int waves = expected(terms);
        boolean counted = terms.preimage().unit().equals(Preimage.INSTANCE);
        return waves == 1
                ? ""
                : ", in " + (counted ? waves + " waves" : "waves") + ", so that enough of the targets stay healthy ("
                        + PoolRoute.of(terms.route()).group().healthyShare() + ")";
    }
}
