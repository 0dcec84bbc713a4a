package dev.verdigris.request;

import dev.verdigris.internal.text.ReleaseName;
import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The wish to serve from new instances, started in the idle fleet. What version they run is the business of that
 * fleet's launch template, unless a {@linkplain #withRelease release} is selected for them. Immutable.
 */
public final class Deployment implements Request {
    private final Environment environment;
    private final @Nullable Integer capacity;
    private final @Nullable Color to;
    private final @Nullable String release;
    private final Shift shift;
    private final @Nullable Bake bake;
    private final List<Gate> gates;
    private final @Nullable String id;
    private final Policy policy;

    private Deployment(
            Environment environment,
            @Nullable Integer capacity,
            @Nullable Color to,
            @Nullable String release,
            Shift shift,
            @Nullable Bake bake,
            List<Gate> gates,
            @Nullable String id,
            Policy policy) {
        this.environment = environment;
        this.capacity = capacity;
        this.to = to;
        this.release = release;
        this.shift = shift;
        this.bake = bake;
        this.gates = gates;
        this.id = id;
        this.policy = policy;
    }

    /** A deployment with every default. */
    public static Deployment of(Environment environment) {
        return new Deployment(
                environment, null, null, null, Shift.allAtOnce(), null, List.of(), null, Policy.defaults());
    }

    /**
     * This deployment with at least that many instances.
     *
     * @throws IllegalArgumentException if it is zero or negative
     */
    public Deployment withCapacity(int capacity) {
        return new Deployment(environment, Rollback.valid(capacity), to, release, shift, bake, gates, id, policy);
    }

    /**
     * This deployment to a color that is named: where nobody serves it goes there, whatever color is recorded. Where a
     * color serves, only the other one is accepted.
     */
    public Deployment withTo(Color to) {
        return new Deployment(environment, capacity, to, release, shift, bake, gates, id, policy);
    }

    /**
     * This deployment of a release: it is selected before the first new instance is started, so that these boot with it,
     * and what serves is selected again on every way back. It needs {@code Cloud.releases}.
     *
     * @param release what the release is called where it is selected: 1 to 128 printable characters of ASCII, without
     *     blanks
     * @throws IllegalArgumentException if it is malformed
     */
    public Deployment withRelease(String release) {
        return new Deployment(environment, capacity, to, ReleaseName.valid(release), shift, bake, gates, id, policy);
    }

    /**
     * This deployment with another way for its requests to move: all at once, or in stages. Where nobody serves yet they
     * move at once in any case. A traffic strategy that knows no stages is refused with them.
     */
    public Deployment withShift(Shift shift) {
        return new Deployment(environment, capacity, to, release, shift, bake, gates, id, policy);
    }

    /**
     * This deployment with a gate, at which it stops until somebody promotes or aborts it; in the place of one at the same
     * point.
     */
    public Deployment withGate(Gate gate) {
        List<Gate> others = new ArrayList<>(gates);
        others.removeIf(other -> other.point() == gate.point());
        others.add(gate);
        others.sort(Comparator.comparing(Gate::point));
        return new Deployment(environment, capacity, to, release, shift, bake, List.copyOf(others), id, policy);
    }

    /**
     * This deployment with a bake: all requests have moved, and go back if anything goes wrong until it is over. By default
     * there is none: once the requests have moved, the deployment is finalized.
     */
    public Deployment withBake(Bake bake) {
        return new Deployment(environment, capacity, to, release, shift, bake, gates, id, policy);
    }

    /** This deployment with another decision about the old fleet: {@link #withPolicy} with that alone changed. */
    public Deployment withKeepWarm(KeepWarm keepWarm) {
        return withPolicy(policy.withKeepWarm(keepWarm));
    }

    /**
     * This deployment under an id of yours instead of one of the facade's. It is done once: while the id is in the history of
     * the environment another one under it is refused, however that ended; so that of two processes, or of one that was
     * killed and the next, only one does it. Hooks are given keys that begin with it.
     *
     * @param id different from all others, on all environments; 1 to 100 printable characters of ASCII, without blanks
     * @throws IllegalArgumentException if it is malformed
     */
    public Deployment withId(String id) {
        return new Deployment(environment, capacity, to, release, shift, bake, gates, OwnId.valid(id), policy);
    }

    /** This deployment with another policy. */
    public Deployment withPolicy(Policy policy) {
        return new Deployment(environment, capacity, to, release, shift, bake, gates, id, policy);
    }

    @Override
    public Environment environment() {
        return environment;
    }

    /**
     * The least number of instances of the new fleet; null means as many as the live fleet has, and is the default.
     * Fewer than the live fleet has is raised to that.
     */
    public @Nullable Integer capacity() {
        return capacity;
    }

    /**
     * The color to go to; null, the default, for the usual one: the one that does not serve or, where nobody serves,
     * the one that is not recorded. It decides only where nobody serves; where a color does, naming that one is
     * refused.
     */
    public @Nullable Color to() {
        return to;
    }

    /**
     * The release that new instances boot with. Null, the default, for what is selected already, where anything ever was
     * selected through Verdigris; else nothing is read or written of it.
     */
    public @Nullable String release() {
        return release;
    }

    /** The way in which its requests move; by default {@link Shift#allAtOnce()}. */
    public Shift shift() {
        return shift;
    }

    /** The bake of the new fleet; null, the default, if there is none. */
    public @Nullable Bake bake() {
        return bake;
    }

    /** The gates, in the order in which they are reached; by default none. */
    public List<Gate> gates() {
        return gates;
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
        return other instanceof Deployment that
                && environment.equals(that.environment)
                && Objects.equals(capacity, that.capacity)
                && to == that.to
                && Objects.equals(release, that.release)
                && shift.equals(that.shift)
                && Objects.equals(bake, that.bake)
                && gates.equals(that.gates)
                && Objects.equals(id, that.id)
                && policy.equals(that.policy);
    }

    @Override
    public int hashCode() {
        return Objects.hash(environment, capacity, to, release, shift, bake, gates, id, policy);
    }

    @Override
    public String toString() {
        return "Deployment[" + environment.name() + (id == null ? "" : ", id " + id)
                + (capacity == null ? "" : ", capacity " + capacity)
                + (to == null ? "" : ", to " + to) + (release == null ? "" : ", release " + release)
                + (shift.atOnce() ? "" : ", " + shift) + (bake == null ? "" : ", " + bake)
                + gates.stream().map(gate -> ", gate " + gate).collect(Collectors.joining()) + ", " + policy + "]";
    }
}
