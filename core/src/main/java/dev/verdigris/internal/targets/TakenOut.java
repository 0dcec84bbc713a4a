package dev.verdigris.internal.targets;

import dev.verdigris.internal.traffic.ColoredTargets;
import dev.verdigris.model.Color;
import dev.verdigris.model.Fleet;
import dev.verdigris.model.Instance;
import dev.verdigris.model.InstanceId;
import dev.verdigris.model.Target;
import dev.verdigris.model.TargetHealth;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The members that somebody else keeps out of traffic: the live ones that were in service and not registered when the
 * deployment began, or have been taken out since, and new ones for as long as they drain though we did not deregister
 * them. A spot instance that is about to end and one that an operator examines look like that. What we may have taken
 * out ourselves is never among them.
 */
public final class TakenOut {
    private final @Nullable Color live;
    private final boolean knowsTheBeginning;
    private final Set<InstanceId> aside = new HashSet<>();
    private final Set<InstanceId> draining = new HashSet<>();
    private final Set<Target> seen = new HashSet<>();
    private final Set<Target> ours = new HashSet<>();
    private boolean looked;

    /**
     * @param live the color that serves as the deployment begins; null if none does
     * @param knowsTheBeginning whether nothing can have been deregistered by this deployment before the first look
     */
    public TakenOut(@Nullable Color live, boolean knowsTheBeginning) {
        this.live = live;
        this.knowsTheBeginning = knowsTheBeginning;
    }

    /** We are about to deregister those: an answer that never comes may still take effect, however late. */
    public void byUs(Set<Target> targets) {
        ours.addAll(targets);
    }

    /** We are about to register those. */
    public void registering(Set<Target> targets) {
        seen.addAll(targets);
    }

    /** Takes in a look. */
    public void saw(Fleet blue, Fleet green, ColoredTargets targets) {
        for (Color color : Color.values()) {
            for (TargetHealth health : targets.registered(color)) {
                aside.remove(health.target().instance());
                seen.add(health.target());
            }
        }
        if (live != null && knowsTheBeginning) {
            watch(live == Color.BLUE ? blue : green, targets.registered(live));
        }
        draining.clear();
        for (Color color : Color.values()) {
            for (TargetHealth health : targets.draining(color)) {
                if (color != live && seen.contains(health.target()) && !ours.contains(health.target())) {
                    draining.add(health.target().instance());
                }
            }
        }
        looked = true;
    }

    /** Watches who was in service and not registered at first, and who has been registered and is not any more. */
    private void watch(Fleet fleet, List<TargetHealth> targets) {
        Set<InstanceId> registered = new HashSet<>();
        targets.forEach(health -> registered.add(health.target().instance()));
        Set<InstanceId> gone = new HashSet<>();
        for (Target target : seen) {
            if (!ours.contains(target)) {
                gone.add(target.instance());
            }
        }
        for (Instance member : fleet.instances()) {
            boolean out = member.inService() && !registered.contains(member.id());
            if (out && (!looked || gone.contains(member.id()))) {
                aside.add(member.id());
            }
        }
    }

    /** Whether somebody else keeps a member out of traffic. */
    public boolean byOthers(InstanceId instance) {
        return aside.contains(instance) || draining.contains(instance);
    }
}
