package dev.verdigris.request;

import dev.verdigris.internal.text.ReleaseName;
import dev.verdigris.model.Environment;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The wish to select the release that instances boot with which are launched from now on. No fleet changes by it; the next
 * deployment that names no release deploys it, and selects what serves again if it is rolled back. Until then what the
 * fleet that serves launches boots it, too. Immutable.
 */
public final class ReleaseSelection implements Request {
    private final Environment environment;
    private final String release;
    private final Policy policy;

    private ReleaseSelection(Environment environment, String release, Policy policy) {
        this.environment = environment;
        this.release = release;
        this.policy = policy;
    }

    /**
     * A selection with every default.
     *
     * @param release what the release is called where it is selected: 1 to 128 printable characters of ASCII, without
     *     blanks
     * @throws IllegalArgumentException if it is malformed
     */
    public static ReleaseSelection of(Environment environment, String release) {
        return new ReleaseSelection(environment, ReleaseName.valid(release), Policy.defaults());
    }

    /** This selection with another policy, of which it needs the poll interval and the deadline of a change. */
    public ReleaseSelection withPolicy(Policy policy) {
        return new ReleaseSelection(environment, release, policy);
    }

    @Override
    public Environment environment() {
        return environment;
    }

    /** The release. */
    public String release() {
        return release;
    }

    @Override
    public Policy policy() {
        return policy;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ReleaseSelection that
                && environment.equals(that.environment)
                && release.equals(that.release)
                && policy.equals(that.policy);
    }

    @Override
    public int hashCode() {
        return Objects.hash(environment, release, policy);
    }

    @Override
    public String toString() {
        return "ReleaseSelection[" + environment.name() + ", " + release + ", " + policy + "]";
    }
}
