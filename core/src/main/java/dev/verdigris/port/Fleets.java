package dev.verdigris.port;

import dev.verdigris.error.PortException;
import dev.verdigris.model.Fleet;
import dev.verdigris.model.GroupName;
import dev.verdigris.model.InstanceId;
import dev.verdigris.model.Launch;
import dev.verdigris.model.LifecycleHook;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The Auto Scaling groups. */
public interface Fleets {

    /**
     * The groups as they are now, in as few calls as possible. A group that does not exist is absent from the answer,
     * not an error. Reads may be stale by seconds.
     *
     * @throws PortException if the groups could not be read
     */
    Map<GroupName, Fleet> describe(Set<GroupName> groups);

    /**
     * Sets the minimum and the desired capacity. Returns when the change is accepted, not when the instances are there.
     * Idempotent: the same resize sent twice has the effect of one.
     *
     * @throws PortException.NotFound if there is no such group
     * @throws PortException.Invalid if AWS would refuse the sizes, for instance a desired capacity outside the bounds
     * @throws PortException if it failed otherwise; where {@link PortException#isTransient()}, it may have taken effect
     */
    void resize(GroupName group, Resize to, Permit permit);

    /**
     * Terminates a member of a group, which then starts another one in its place: its desired capacity stays as it is
     * ({@code TerminateInstanceInAutoScalingGroup}). Attached target groups drain it first. Returns when that is accepted,
     * not when it has ended. Idempotent: a member that already ends is left alone.
     *
     * @throws PortException.NotFound if there is no such member
     * @throws PortException if it failed otherwise; where {@link PortException#isTransient()}, it may have taken effect
     */
    void replace(GroupName group, InstanceId instance, Permit permit);

    /**
     * The group's recent attempts to launch instances, newest first, at most 100. Launches that AWS has forgotten
     * (after six weeks) are not in it.
     *
     * @throws PortException if they could not be read
     */
    List<Launch> recentLaunches(GroupName group);

    /**
     * The group's lifecycle hooks, in any order; empty if it has none. A hook for a transition that this version does not
     * know is left out.
     *
     * @throws PortException.NotFound if there is no such group, where that can be told from one without hooks
     * @throws PortException if they could not be read
     */
    List<LifecycleHook> lifecycleHooks(GroupName group);

    /**
     * A change of a group's size. What is null stays as it is; the maximum is never changed.
     *
     * @param min the new minimum size, or null
     * @param desired the new desired capacity, or null
     */
    record Resize(@Nullable Integer min, @Nullable Integer desired) {

        /** @throws IllegalArgumentException if nothing would change, or a size is negative */
        public Resize {
            if (min == null && desired == null) {
                throw new IllegalArgumentException("resize: expected a minimum or a desired capacity, found neither");
            }
            if ((min != null && min < 0) || (desired != null && desired < 0)) {
                throw new IllegalArgumentException(
                        "resize: expected 0 or more, found min " + min + ", desired " + desired);
            }
        }

        /** Changes the minimum only. AWS raises the desired capacity to it where that is lower. */
        public static Resize min(int min) {
            return new Resize(min, null);
        }

        /** Changes both at once. */
        public static Resize to(int min, int desired) {
            return new Resize(min, desired);
        }
    }
}
