package dev.verdigris.internal.engine;

import dev.verdigris.error.RefusedException;
import dev.verdigris.internal.state.DeploymentState;
import dev.verdigris.report.EndedDeployment;
import dev.verdigris.request.Request;

/** What was asked for under an id of the user's is done once. */
final class OnlyOnce {
    private OnlyOnce() {}

    /**
     * Refuses a request whose id is in the history. Under the lease it is the last word: nobody else can have begun it.
     *
     * @throws RefusedException if it is
     */
    static void require(Request request, DeploymentState state) {
        for (EndedDeployment ended : state.history()) {
            if (ended.id().equals(request.id())) {
                throw new RefusedException(
                        "expected an id that is new on " + request.environment().name() + ", found " + ended,
                        "it was done already; to do it again, give it another id");
            }
        }
    }
}
