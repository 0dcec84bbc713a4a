package dev.verdigris.rollout;

import dev.verdigris.report.DeploymentInProgress;
import dev.verdigris.report.EndedDeployment;
import dev.verdigris.report.EndedDeployment.Ending;
import dev.verdigris.rollout.RolloutResult.Standing;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an environment's own deployment state says of a rollout: the only thing that a rollout goes by.
 *
 * @param standing how it stands
 * @param deployment the id of what the rollout did there last; null if nothing
 * @param why what went wrong, in words; null if nothing did
 * @param open what the rollout has in progress there; null if nothing
 * @param serves whether what the rollout has deployed serves there, and nothing else has moved its traffic since
 * @param next the id of what the rollout would do there next
 * @param ended when the rollout's last verb ended there; null if none has
 */
record Sighting(
        Standing standing,
        @Nullable String deployment,
        @Nullable String why,
        @Nullable DeploymentInProgress open,
        boolean serves,
        String next,
        @Nullable Instant ended) {
    /** The verbs after which another fleet serves. */
    private static final Set<String> MOVING = Set.of("deploy", "adopt", "rollback", "start", "shutdown", "refresh");

    static final String ROLLBACK = "rollback";

    /** The deployment state is read for what is in progress first: what ends in between is in the history then. */
    static Sighting of(Member member, String rollout) {
        DeploymentInProgress open = member.blueGreen().inProgress(member.environment());
        List<EndedDeployment> history = member.blueGreen().history(member.environment());
        String next = member.next(rollout, history);
        if (open != null && member.owns(rollout, open.id())) {
            return new Sighting(Standing.IN_PROGRESS, open.id(), open.toString(), open, false, next, null);
        }
        EndedDeployment moved = null;
        for (EndedDeployment ended : history) {
            if (member.owns(rollout, ended.id())) {
                return of(ended, moved, next);
            }
            moved = moved == null && moves(ended) ? ended : moved;
        }
        return new Sighting(Standing.NOT_BEGUN, null, null, null, false, next, null);
    }

    private static Sighting of(EndedDeployment ours, @Nullable EndedDeployment moved, String next) {
        Standing standing = standing(ours, moved);
        String why = standing == Standing.FAILED ? (moved == null ? ours : moved).toString() : null;
        boolean stays = isBack(ours) && ours.ending() == Ending.ROLLED_BACK;
        boolean serves = moved == null && (standing == Standing.SUCCEEDED || stays);
        return new Sighting(
                standing, ours.id(), why, null, serves, next, ours.started().plus(ours.took()));
    }

    private static Standing standing(EndedDeployment ours, @Nullable EndedDeployment moved) {
        if (ours.ending() != Ending.SUCCEEDED) {
            return Standing.FAILED;
        }
        if (isBack(ours)) {
            return Standing.WENT_BACK;
        }
        return moved != null && isBack(moved) ? Standing.FAILED : Standing.SUCCEEDED;
    }

    private static boolean isBack(EndedDeployment ended) {
        return ended.verb().equals(ROLLBACK);
    }

    private static boolean moves(EndedDeployment ended) {
        return ended.ending() == Ending.SUCCEEDED && MOVING.contains(ended.verb());
    }

    /** Whether it waits at a gate. */
    boolean waits() {
        return open != null && open.waitingFor() != null;
    }
}
