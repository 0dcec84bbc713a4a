package dev.verdigris.internal.state;

import dev.verdigris.internal.plan.KeptWarm;
import dev.verdigris.internal.plan.Released;
import dev.verdigris.internal.plan.Served;
import dev.verdigris.model.Color;
import dev.verdigris.report.EndedDeployment;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * All that is in the deployment state of an environment.
 *
 * @param fencing how many holders the deployment state has had; each adds one
 * @param keptWarm the fleet that is kept warm; null if none is
 * @param served the color that served before, and how much of it; null if that is not known
 * @param released what is known of releases; null if nobody has asked for any
 * @param originals the bounds of a deployment that was removed without being resolved; null if there was none
 * @param followers those that follow the active color, whoever may have to tell or ask them
 * @param history the deployments that have ended, newest first
 * @param current the deployment in progress; null if none is
 */
public record DeploymentState(
        long fencing,
        @Nullable KeptWarm keptWarm,
        @Nullable Served served,
        @Nullable Released released,
        @Nullable OriginalSizes originals,
        List<Follows> followers,
        List<EndedDeployment> history,
        @Nullable CurrentDeployment current) {

    /** The deployment state of an environment that has none yet. */
    public static final DeploymentState BLANK =
            new DeploymentState(0, null, null, null, null, List.of(), List.of(), null);

    /** The greatest length of the cause of an ended deployment, in characters. */
    public static final int LONGEST_CAUSE = 200;

    /** The number of ended deployments that are kept; fewer where they would not fit into the deployment state. */
    private static final int REMEMBERED = 10;

    /** A state of which nobody has asked for a release, and that nobody follows. */
    public DeploymentState(
            long fencing,
            @Nullable KeptWarm keptWarm,
            @Nullable Served served,
            @Nullable OriginalSizes originals,
            List<EndedDeployment> history,
            @Nullable CurrentDeployment current) {
        this(fencing, keptWarm, served, null, originals, List.of(), history, current);
    }

    /** Copies the lists. */
    public DeploymentState {
        followers = List.copyOf(followers);
        history = List.copyOf(history);
    }

    /** This state with a deployment in progress. */
    public DeploymentState with(CurrentDeployment current) {
        return new DeploymentState(fencing, keptWarm, served, released, originals, followers, history, current);
    }

    /** This state for one more holder. */
    DeploymentState fenced() {
        return new DeploymentState(fencing + 1, keptWarm, served, released, originals, followers, history, current);
    }

    /** This state with nothing in progress. */
    public DeploymentState closed() {
        return new DeploymentState(fencing, keptWarm, served, released, originals, followers, history, null);
    }

    /** This state with another fleet kept warm, or none. */
    public DeploymentState keeping(@Nullable KeptWarm warm) {
        return new DeploymentState(fencing, warm, served, released, originals, followers, history, current);
    }

    /** This state with what served before. */
    public DeploymentState serving(@Nullable Served before) {
        return new DeploymentState(fencing, keptWarm, before, released, originals, followers, history, current);
    }

    /** This state with what is known of releases. */
    public DeploymentState releasing(@Nullable Released known) {
        return new DeploymentState(fencing, keptWarm, served, known, originals, followers, history, current);
    }

    /** This state with original sizes to be restored, or none. */
    public DeploymentState restoring(@Nullable OriginalSizes originals) {
        return new DeploymentState(fencing, keptWarm, served, released, originals, followers, history, current);
    }

    private DeploymentState following(List<Follows> others) {
        return new DeploymentState(fencing, keptWarm, served, released, originals, others, history, current);
    }

    /** The names of the followers. */
    public List<String> followerNames() {
        return followers.stream().map(Follows::name).toList();
    }

    /** This state with those followers alone. */
    public DeploymentState followedOnlyBy(Collection<String> names) {
        return following(followers.stream()
                .filter(follower -> names.contains(follower.name()))
                .toList());
    }

    /** This state with those followers besides the ones that it has. */
    public DeploymentState followedBy(Collection<String> names) {
        Set<String> more = new LinkedHashSet<>(names);
        followerNames().forEach(more::remove);
        List<Follows> all = new ArrayList<>(followers);
        more.forEach(name -> all.add(Follows.unknown(name)));
        return following(all);
    }

    /** This state once those followers have confirmed which color serves; null if nobody does. */
    public DeploymentState confirmed(Collection<String> names, @Nullable Color serving) {
        return following(replaced(names, follower -> new Follows(follower.name(), true, serving)));
    }

    /** This state where it is not known any more what those followers have confirmed last. */
    public DeploymentState unconfirmed(Collection<String> names) {
        return following(replaced(names, follower -> Follows.unknown(follower.name())));
    }

    private List<Follows> replaced(Collection<String> names, UnaryOperator<Follows> change) {
        return followers.stream()
                .map(follower -> names.contains(follower.name()) ? change.apply(follower) : follower)
                .toList();
    }

    /** This state with one more ended deployment; the oldest are forgotten. */
    public DeploymentState remembering(EndedDeployment ended) {
        List<EndedDeployment> longer = new ArrayList<>();
        longer.add(ended);
        longer.addAll(history.subList(0, Math.min(history.size(), REMEMBERED - 1)));
        return new DeploymentState(fencing, keptWarm, served, released, originals, followers, longer, current);
    }

    /**
     * This state with less of what is only informational: without the oldest ended deployment, then with less of a
     * cause; null if neither is left.
     */
    @Nullable
    DeploymentState shorter() {
        if (!history.isEmpty()) {
            return new DeploymentState(
                    fencing,
                    keptWarm,
                    served,
                    released,
                    originals,
                    followers,
                    history.subList(0, history.size() - 1),
                    current);
        }
        CurrentDeployment shorter = current == null ? null : current.shorter();
        return shorter == null ? null : with(shorter);
    }
}
