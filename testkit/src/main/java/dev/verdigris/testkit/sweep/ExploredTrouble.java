package dev.verdigris.testkit.sweep;

import dev.verdigris.BlueGreen;
import dev.verdigris.hook.HttpProbe;
import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import dev.verdigris.model.InstanceId;
import dev.verdigris.port.Cloud;
import dev.verdigris.request.Policy;
import dev.verdigris.request.Tolerance;
import dev.verdigris.testkit.InstanceFault;
import dev.verdigris.testkit.ProbeAnswer;
import dev.verdigris.testkit.SimulatedCloud;
import dev.verdigris.testkit.SimulatedGroup;
import dev.verdigris.testkit.SimulatedInstance;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * The new instances of an exploration that do not come up, by what a load balancer finds or by what they answer to probes, and
 * what its deployments do about that. Of a random of its own, so that it makes no other story of all that is drawn besides.
 */
final class ExploredTrouble {
    /** Longer than anything is waited for. */
    private static final Duration LASTS = Duration.ofMinutes(7);

    private static final Duration A_WHILE = Duration.ofMinutes(1);

    private final SplittableRandom random;
    /** Whether deployments have probes. */
    private final boolean probed;
    /** What is wrong with some; null in a world where all are well. */
    private final @Nullable Ailment ailment;

    /** What is wrong with an instance while it is young. */
    private enum Ailment {
        /** The load balancer does not find it healthy. */
        UNHEALTHY,
        /** It answers with another status. */
        STATUS,
        /** It answers with a body that says so. */
        BODY,
        /** It does not answer at all. */
        SILENT,
        /** All of them answer for a minute as they will not later. */
        LATE
    }

    ExploredTrouble(long seed) {
        this.random = new SplittableRandom(seed * 41 + 11);
        int world = random.nextInt(8);
        this.probed = world < 2;
        this.ailment = world > 2 ? null : probed ? oneOf(Ailment.values()) : Ailment.UNHEALTHY;
    }

    private Ailment oneOf(Ailment[] ailments) {
        return ailments[random.nextInt(ailments.length)];
    }

    /** The facade of a process. */
    BlueGreen.Builder facade(Cloud cloud) {
        BlueGreen.Builder builder = BlueGreen.builder(cloud);
        if (probed) {
            builder.probe("health", ProbeRules.asked(HttpProbe.http(8080, "/health")))
                    .probe("users", ProbeRules.asked(HttpProbe.url("http://main/health")));
        }
        return builder;
    }

    /** Whether the load balancer finds some unhealthy: AWS replaces the next instance of a refresh before those are well. */
    boolean sickens() {
        return ailment == Ailment.UNHEALTHY;
    }

    /** As many may be replaced, and may be missing, as is drawn. */
    Policy policy(Policy policy) {
        if (ailment == null) {
            return policy;
        }
        Policy replacing = policy.withReplacements(random.nextInt(3));
        return switch (random.nextInt(4)) {
            case 0 -> replacing.withTolerance(Tolerance.of(1));
            case 1 -> replacing.withTolerance(Tolerance.percent(34));
            default -> replacing;
        };
    }

    /** One or two of those that are launched next, of either color, are not well for a while, or all that are young are not. */
    void befall(SimulatedCloud cloud, Environment environment) {
        if (ailment == null) {
            return;
        }
        Set<InstanceId> ailing = new HashSet<>();
        for (Color color : Color.values()) {
            SimulatedGroup group = cloud.group(environment, color);
            for (int which = 0; which < 2; which++) {
                int number = group.instances().size() + 1 + random.nextInt(4);
                ailing.add(group.idOf(number));
                if (ailment == Ailment.UNHEALTHY) {
                    group.afflict(number, InstanceFault.slowBoot(LASTS));
                }
            }
        }
        cloud.probes().answer(instance -> answer(instance, ailing.contains(instance.id())));
    }

    /**
     * As much time passes as it takes those that were launched last to become well, too, so that a fleet is whole at the end.
     *
     * @return whether any may not have been
     */
    boolean passes(SimulatedCloud cloud) {
        if (ailment == null) {
            return false;
        }
        cloud.pass(LASTS.plus(A_WHILE).plus(A_WHILE));
        return true;
    }

    private ProbeAnswer answer(SimulatedInstance instance, boolean ails) {
        ProbeAnswer usual = ProbeAnswer.usual(instance);
        boolean late = ailment == Ailment.LATE && instance.age().compareTo(A_WHILE) < 0;
        if (ailment == null
                || !instance.answers()
                || !(late || (ails && instance.age().compareTo(LASTS) < 0))) {
            return usual;
        }
        return switch (ailment) {
            case STATUS -> ProbeAnswer.of(500, usual.body());
            case BODY -> ProbeAnswer.of(200, "{\"status\":\"degraded\"}");
            case SILENT -> ProbeAnswer.never();
            case UNHEALTHY -> usual;
            case LATE -> late ? ProbeAnswer.of(503, "warming up") : usual;
        };
    }
}
