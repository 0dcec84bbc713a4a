package dev.verdigris.model;

import java.util.List;

/** The traffic strategy of an environment: how traffic moves from one color to the other. */
public sealed interface Traffic {

    /**
     * Traffic by registration: one target group, whose targets are the instances of the active fleet. The cutover
     * registers the new instances, waits until the load balancer finds them healthy, and deregisters the old ones. Both
     * versions serve in between.
     *
     * @param targetGroup the target group, by name or ARN
     */
    record Registration(TargetGroupRef targetGroup) implements Traffic {
        @Override
        public List<TargetGroupRef> targetGroups() {
            return List.of(targetGroup);
        }
    }

    /** The target groups that requests to the environment go through, whichever color serves; never empty. */
    List<TargetGroupRef> targetGroups();

    /**
     * Traffic by registration in one target group.
     *
     * @param targetGroup its name or ARN
     * @throws IllegalArgumentException if it is neither a valid name nor a well-formed ARN
     */
    static Traffic registration(String targetGroup) {
        return new Registration(new TargetGroupRef(targetGroup));
    }
}
