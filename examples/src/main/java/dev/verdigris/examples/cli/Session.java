package dev.verdigris.examples.cli;

import dev.verdigris.BlueGreen;
import dev.verdigris.Status;
import dev.verdigris.aws.EnvironmentWatch;
import dev.verdigris.error.RefusedException;
import dev.verdigris.model.Environment;
import dev.verdigris.port.Cloud;
import dev.verdigris.port.Releases;
import dev.verdigris.report.DeploymentInProgress;
import java.util.ArrayList;
import java.util.List;

/**
 * The library, connected.
 *
 * @param blueGreen the library
 * @param options what was typed
 * @param leasesExpire whether a holder that sends no heartbeat is waited for; else only an operator's confirmation ends
 *     its lease
 * @param cloud the ports of the cloud
 * @param surroundings what is there besides
 */
record Session(BlueGreen blueGreen, Options options, boolean leasesExpire, Cloud cloud, Surroundings surroundings) {

    /**
     * Where releases are selected.
     *
     * @throws RefusedException if they are nowhere
     */
    Releases releases() {
        Releases selected = cloud.releases();
        if (selected == null) {
            throw new RefusedException("expected a cloud that selects releases, found one that does not", "use AWS");
        }
        return selected;
    }

    /** Tells those who publish it how an environment stands. */
    void publish(Status status) {
        surroundings.publish(status);
    }

    /**
     * What watches over an environment, by the metrics that are published.
     *
     * @throws RefusedException if no load balancer uses its target groups
     */
    EnvironmentWatch watch(Environment environment) {
        EnvironmentWatch watch = surroundings.watch(environment);
        List<TypedPublisher> published = options.publishers();
        return published.isEmpty()
                ? watch
                : watch.withNamespace(published.get(0).where());
    }

    /** The commands to type to resolve a deployment in progress, one line each. */
    List<String> resolving(DeploymentInProgress deployment) {
        List<String> lines = new ArrayList<>();
        String takeOver = deployment.held() && !leasesExpire ? " --take-over" : "";
        if (deployment.waitingFor() != null) {
            lines.add("to promote it:       " + options.commandLine("environment promote" + takeOver));
            lines.add("to roll it back:     " + options.commandLine("environment abort" + takeOver));
            return lines;
        }
        lines.add("to resume it:        " + options.commandLine("environment resume" + takeOver));
        if (!deployment.reversible()) {
            if (rollsBack(deployment)) {
                lines.add("to go back at once:  " + options.commandLine("environment rollback"));
            }
        } else {
            lines.add("to roll it back:     " + options.commandLine("environment abort" + takeOver));
        }
        if (deployment.held()) {
            lines.add(
                    leasesExpire
                            ? "Either waits until its holder has sent no heartbeat for the time of its lease; if you"
                                    + " know that the holder is dead, add --take-over, which does not."
                            : "Only if you know that its holder is dead: one that lives may still be in the middle of a"
                                    + " change.");
        }
        return lines;
    }

    /** Whether a rollback would take over: from a deployment that has a color to go back to, and from nothing else. */
    private static boolean rollsBack(DeploymentInProgress deployment) {
        return deployment.verb().equals("deploy") && deployment.from() != null;
    }
}
