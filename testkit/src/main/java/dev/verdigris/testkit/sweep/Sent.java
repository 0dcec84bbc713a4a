package dev.verdigris.testkit.sweep;

import dev.verdigris.model.Color;
import dev.verdigris.report.DeploymentInProgress;
import dev.verdigris.report.DeploymentInProgress.Direction;
import dev.verdigris.testkit.Call;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A change as it was sent: what its process knew, and how the world was. It may take effect later, when both have moved on.
 *
 * @param call the call
 * @param process who sent it
 * @param inProgress what was in progress
 * @param began how the world was when that began
 * @param world how the world was when the change was sent
 * @param view what the process had been told of the world
 */
record Sent(
        Call call,
        String process,
        DeploymentInProgress inProgress,
        WorldBefore began,
        WorldNow world,
        ProcessView view) {

    private static final Set<String> RENEWING = Set.of("deploy", "start", "adopt");

    boolean isVerb(String verb) {
        return inProgress.verb().equals(verb);
    }

    /** Whether it starts new instances that are to serve. */
    boolean renews() {
        return renews(inProgress.verb());
    }

    /** Whether a verb starts new instances that are to serve. */
    static boolean renews(String verb) {
        return RENEWING.contains(verb);
    }

    /** Whether a shutdown sent it on its way forward, which may take the last of what serves. */
    boolean endsService() {
        return isVerb("shutdown") && inProgress.direction() == Direction.FORWARD;
    }

    /** Whether nobody serves any more, since that is how it was when what is in progress began. */
    boolean backToNobody() {
        return StateReader.from(inProgress) == null && inProgress.direction() == Direction.BACK;
    }

    /** The color that serves until what is in progress has moved it, by what it has put in the deployment state; null if none. */
    @Nullable
    Color live() {
        if (isVerb("reconcile")) {
            return began.serving();
        }
        Color from = StateReader.from(inProgress);
        return from == null || !isVerb("cleanup") ? from : from.other();
    }
}
