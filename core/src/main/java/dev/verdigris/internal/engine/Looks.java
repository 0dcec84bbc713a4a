package dev.verdigris.internal.engine;

import dev.verdigris.error.PortException;
import dev.verdigris.error.RefusedException;
import dev.verdigris.internal.plan.Snapshot;
import dev.verdigris.internal.plan.Verb;
import dev.verdigris.internal.state.DeploymentState;
import dev.verdigris.internal.step.TrafficStrategy;
import dev.verdigris.internal.strategy.Strategies;
import dev.verdigris.internal.world.Observer;
import dev.verdigris.model.Environment;
import dev.verdigris.port.Cloud;
import dev.verdigris.request.Request;

/**
 * Looks at environments. The release pointer is looked at only where it is in use, or asked for.
 *
 * @param cloud the ports
 */
record Looks(Cloud cloud) {

    /** Everything that a request needs to know. */
    Snapshot at(Request request, DeploymentState state) {
        return at(request.environment(), state, Verb.of(request).release() != null);
    }

    /** Everything that is observed of an environment, with what is in the deployment state of it. */
    Snapshot at(Environment environment, DeploymentState state) {
        return at(environment, state, false);
    }

    private Snapshot at(Environment environment, DeploymentState state, boolean releaseAsked) {
        try {
            TrafficStrategy strategy = Strategies.of(environment);
            Snapshot snapshot = Observer.observe(
                    cloud,
                    environment,
                    (blue, green) -> strategy.observe(cloud, blue, green),
                    state.keptWarm(),
                    state.served());
            return releaseAsked || state.released() != null
                    ? snapshot.selecting(Observer.selection(cloud, environment, state.released()))
                    : snapshot;
        } catch (PortException.NotFound e) {
            throw new RefusedException("environment " + environment.name() + ": " + e.problem(), e.remedy());
        }
    }
}
