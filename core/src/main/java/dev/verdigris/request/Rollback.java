package dev.verdigris.request;

import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The wish to go back to the other fleet and the instances it still has. Ordered while a deployment waits for the rest
 * of its finalization (for the old fleet to drain, for instance), it takes over from that deployment at once, whatever
 * process that is in. Immutable.
 */
public final class Rollback implements Request {
    private final Environment environment;
    private final boolean scaleUp;
    private final @Nullable Integer capacity;
    private final @Nullable Color to;
    private final @Nullable String forced;
    private final @Nullable String id;
    private final Policy policy;

    private Rollback(
            Environment environment,
            boolean scaleUp,
            @Nullable Integer capacity,
            @Nullable Color to,
            @Nullable String forced,
            @Nullable String id,
            Policy policy) {
        this.environment = environment;
        this.scaleUp = scaleUp;
        this.capacity = capacity;
        this.to = to;
        this.forced = forced;
        this.id = id;
        this.policy = policy;
    }

    static int valid(int capacity) {
        if (capacity < 1) {
            throw new IllegalArgumentException("capacity: expected 1 or more, found " + capacity);
        }
        return capacity;
    }

    /** A rollback with every default: only to instances that are there, as many as served before. */
    public static Rollback of(Environment environment) {
        return new Rollback(environment, false, null, null, null, null, Policy.defaults());
    }

    /** This rollback, starting instances or not if there are too few. */
    public Rollback withScaleUp(boolean scaleUp) {
        return new Rollback(environment, scaleUp, capacity, to, forced, id, policy);
    }

    /**
     * This rollback to that capacity, fewer or more than served before.
     *
     * @throws IllegalArgumentException if it is zero or negative
     */
    public Rollback withCapacity(int capacity) {
        return new Rollback(environment, scaleUp, valid(capacity), to, forced, id, policy);
    }

    /**
     * This rollback to a color that is named, whatever served before. It is refused while that color serves, so that asking
     * for it twice does not go there and back.
     */
    public Rollback withTo(Color to) {
        return new Rollback(environment, scaleUp, capacity, to, forced, id, policy);
    }

    /**
     * This rollback also where followers of the environment are not registered with the process that does it: those are not
     * told of it, and not asked. All others are.
     *
     * @param reason why, for the history; 1 to 200 characters
     * @throws IllegalArgumentException if the reason is blank or longer
     */
    public Rollback withForce(String reason) {
        return new Rollback(environment, scaleUp, capacity, to, Reason.require(reason), id, policy);
    }

    /**
     * This rollback with another decision about the fleet that it leaves: {@link #withPolicy} with that alone changed.
     */
    public Rollback withKeepWarm(KeepWarm keepWarm) {
        return withPolicy(policy.withKeepWarm(keepWarm));
    }

    /**
     * This rollback under an id of yours instead of one of the facade's. It is done once: while the id is in the history of
     * the environment another one under it is refused, however that ended; so that of two processes, or of one that was
     * killed and the next, only one does it. Hooks are given keys that begin with it.
     *
     * @param id different from all others, on all environments; 1 to 100 printable characters of ASCII, without blanks
     * @throws IllegalArgumentException if it is malformed
     */
    public Rollback withId(String id) {
        return new Rollback(environment, scaleUp, capacity, to, forced, OwnId.valid(id), policy);
    }

    /** This rollback with another policy. */
    public Rollback withPolicy(Policy policy) {
        return new Rollback(environment, scaleUp, capacity, to, forced, id, policy);
    }

    @Override
    public Environment environment() {
        return environment;
    }

    /**
     * Whether to start instances there if it has too few; they run whatever its launch template says now. By default
     * not.
     */
    public boolean scaleUp() {
        return scaleUp;
    }

    /**
     * The capacity that must serve there before the color that serves now leaves, in the units of its group's size;
     * fewer or more than served before, as it is asked. Null, the default, means as much as served before traffic left
     * it, which is in the deployment state. In no case does it follow the size of the fleet that it leaves.
     */
    public @Nullable Integer capacity() {
        return capacity;
    }

    /** The color to go to; null, the default, for the one that does not serve. */
    public @Nullable Color to() {
        return to;
    }

    /** The reason to roll back without followers that are not registered; null, the default, to be refused without them. */
    public @Nullable String forced() {
        return forced;
    }

    @Override
    public @Nullable String id() {
        return id;
    }

    @Override
    public Policy policy() {
        return policy;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Rollback that
                && environment.equals(that.environment)
                && scaleUp == that.scaleUp
                && Objects.equals(capacity, that.capacity)
                && to == that.to
                && Objects.equals(forced, that.forced)
                && Objects.equals(id, that.id)
                && policy.equals(that.policy);
    }

    @Override
    public int hashCode() {
        return Objects.hash(environment, scaleUp, capacity, to, forced, id, policy);
    }

    @Override
    public String toString() {
        return "Rollback[" + environment.name() + (id == null ? "" : ", id " + id) + (scaleUp ? ", scaling up" : "")
                + (capacity == null ? "" : ", capacity " + capacity) + (to == null ? "" : ", to " + to)
                + (forced == null ? "" : ", forced: " + forced) + ", " + policy + "]";
    }
}
