package dev.verdigris.rollout;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The wish to deploy many environments, wave after wave. {@link Rollouts} plans and runs it. Immutable.
 *
 * <p>Its id is what makes it one: the deployment of an environment has the id {@code ROLLOUT:NAME}, by which the environment's
 * own history says whether it was deployed already. The same rollout, run again by any process, goes on where the
 * environments are: what has succeeded is not deployed again, what was left in progress is resumed, what was rolled back
 * counts as failed. A history holds the last ten verbs of an environment: a rollout that is run again after more than that is
 * forgotten there.
 */
public final class Rollout {
    private final String id;
    private final List<Wave> waves;
    private final double tolerated;
    private final boolean goBack;

    private Rollout(String id, List<Wave> waves, double tolerated, boolean goBack) {
        this.id = id;
        this.waves = waves;
        this.tolerated = tolerated;
        this.goBack = goBack;
    }

    /**
     * A rollout without waves yet, which stops at the first failure and leaves what has succeeded as it is.
     *
     * @param id different from that of every other rollout, such as the number of a build; 1 to 40 letters, digits, dots,
     *     hyphens and underscores
     * @throws IllegalArgumentException if it is malformed
     */
    public static Rollout of(String id) {
        if (!id.matches("[A-Za-z0-9._-]{1,40}")) {
            throw new IllegalArgumentException(
                    "rollout id: expected 1 to 40 letters, digits, dots, hyphens and underscores, found '" + id + "'");
        }
        return new Rollout(id, List.of(), 0, false);
    }

    /**
     * This rollout with one more wave, after those it has.
     *
     * @throws IllegalArgumentException if the wave has no environment, its name is taken, one of its environments has a
     *     name that is taken in this rollout, or is there already on the same facade
     */
    public Rollout withWave(Wave wave) {
        if (wave.members().isEmpty()) {
            throw new IllegalArgumentException(
                    "wave '" + wave.name() + "': expected 1 environment or more, found none");
        }
        List<Wave> more = new ArrayList<>(waves);
        more.add(wave);
        requireOnce(more);
        return new Rollout(id, List.copyOf(more), tolerated, goBack);
    }

    private static void requireOnce(List<Wave> waves) {
        Set<String> names = new LinkedHashSet<>();
        Map<Member.Identity, String> seen = new HashMap<>();
        for (Wave wave : waves) {
            require(names.add("wave '" + wave.name() + "'"), "wave '" + wave.name() + "'");
            for (Member member : wave.members()) {
                String other = seen.putIfAbsent(member.identity(), member.name());
                require(names.add(member.name()), "environment '" + member.name() + "'");
                require(other == null, "environment '" + member.name() + "', which is there as '" + other + "',");
            }
        }
    }

    private static void require(boolean once, String what) {
        if (!once) {
            throw new IllegalArgumentException("rollout: expected " + what + " once, found it twice");
        }
    }

    /**
     * This rollout, stopping only once more than a share of the environments of a wave have failed. It begins nothing more
     * then; what it has begun it ends.
     *
     * @param share from 0, which stops at the first failure and is the default, to less than 1
     * @throws IllegalArgumentException if it is out of range
     */
    public Rollout withToleratedFailures(double share) {
        if (!(share >= 0 && share < 1)) {
            throw new IllegalArgumentException(
                    "tolerated failures: expected a share from 0 to less than 1, found " + share);
        }
        return new Rollout(id, waves, share, goBack);
    }

    /**
     * This rollout, rolling back or not what has succeeded once it stops because of failures; by default not. The last wave
     * goes back first. Each environment goes back to the fleet that served before, which is why every deployment must keep
     * that warm.
     */
    public Rollout withGoBack(boolean goBack) {
        return new Rollout(id, waves, tolerated, goBack);
    }

    /** The id of the rollout. */
    public String id() {
        return id;
    }

    /** The waves, in the order in which they go. */
    public List<Wave> waves() {
        return waves;
    }

    /** The share of the environments of a wave that may fail; by default 0. */
    public double toleratedFailures() {
        return tolerated;
    }

    /** Whether what has succeeded is rolled back once it stops. */
    public boolean goBack() {
        return goBack;
    }

    /** Whether so many failures in a wave are too many. */
    boolean stopsAt(long failures, Wave wave) {
        return failures > tolerated * wave.members().size();
    }

    @Override
    public String toString() {
        return "Rollout[" + id + ", " + waves + ", tolerated " + tolerated + (goBack ? ", going back" : "") + "]";
    }
}
