package dev.verdigris.examples.cli;

import dev.verdigris.BlueGreen;
import dev.verdigris.plan.Phase;
import dev.verdigris.report.DeploymentInProgress;
import java.util.ArrayList;
import java.util.List;

/**
 * The library, connected.
 *
 * @param blueGreen the library
 * @param options what was typed
 * @param leasesExpire whether a holder that sends no heartbeat is waited for; else only an operator's confirmation ends its
 *     lease
 */
record Session(BlueGreen blueGreen, Options options, boolean leasesExpire) {

    /** What to type to resolve what is in progress, one line each. */
    List<String> resolving(DeploymentInProgress open) {
        List<String> lines = new ArrayList<>();
        String takeOver = open.held() && !leasesExpire ? " --take-over" : "";
        lines.add("to carry on with it:  " + options.commandLine("environment resume" + takeOver));
        if (open.phase() == Phase.FINALIZE) {
            if (rollsBack(open)) {
                lines.add("to go back at once:   " + options.commandLine("environment rollback"));
            }
        } else {
            lines.add("to take it back:      " + options.commandLine("environment abort" + takeOver));
        }
        if (open.held()) {
            lines.add(
                    leasesExpire
                            ? "Either waits until its holder has sent no heartbeat for the time of its lease; if you"
                                    + " know that the holder is dead, add --take-over, which does not."
                            : "Only if you know that its holder is dead: one that lives may still be in the middle of a"
                                    + " change.");
        }
        return lines;
    }

    /** A rollback takes over from a deployment that is being finalized, if that has a color to go back to; and from nothing else. */
    private static boolean rollsBack(DeploymentInProgress open) {
        return open.verb().equals("deploy") && open.from() != null;
    }
}
