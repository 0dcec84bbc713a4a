package dev.verdigris.internal.engine;

import dev.verdigris.internal.plan.Preflight;
import dev.verdigris.internal.plan.Snapshot;
import dev.verdigris.internal.plan.TrafficPreflight;
import dev.verdigris.internal.state.CurrentDeployment;
import dev.verdigris.internal.state.DeploymentState;
import dev.verdigris.internal.state.OriginalSizes;
import dev.verdigris.internal.step.Difference;
import dev.verdigris.internal.step.Repair;
import dev.verdigris.model.Environment;
import dev.verdigris.report.Finding;
import dev.verdigris.request.Deployment;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The findings of a deployment and of a reconcile, from one look at the world. */
final class Inspection {

    private Inspection() {}

    /** Everything that is odd, or stands in the way of a deployment; warnings last. */
    static List<Finding> findings(
            Environment environment,
            Snapshot snapshot,
            DeploymentState state,
            TrafficPreflight traffic,
            Instant now,
            Collection<String> followers) {
        List<Finding> findings = new ArrayList<>();
        CurrentDeployment current = state.current();
        if (current != null) {
            findings.add(new Finding(
                    "expected nothing in progress, found " + current.shown(),
                    "wait until it has ended, or resolve it: resume or abort it"));
        }
        findings.addAll(Preflight.findings(Deployment.of(environment), snapshot, traffic));
        if (current == null) {
            findings.addAll(differences(environment, snapshot, state, now, followers));
        }
        findings.sort(Comparator.comparing(Finding::warning));
        return findings;
    }

    private static List<Finding> differences(
            Environment environment,
            Snapshot snapshot,
            DeploymentState state,
            Instant now,
            Collection<String> followers) {
        List<Difference> differences = Differences.besidesPreflight(environment, snapshot, state, now, followers);
        List<Finding> findings = new ArrayList<>();
        for (Difference difference : differences) {
            findings.add(new Finding(difference.what(), difference.remedy(), difference.told()));
        }
        Finding unlocked = unlocked(environment, state);
        if (unlocked != null && differences.stream().noneMatch(Inspection::ofSizes)) {
            findings.add(unlocked);
        }
        return findings;
    }

    private static boolean ofSizes(Difference difference) {
        return difference.repair() instanceof Repair.SetMin;
    }

    /** The finding that an unlocked deployment may have left the fleets held at their sizes; null if none has. */
    static @Nullable Finding unlocked(Environment environment, DeploymentState state) {
        OriginalSizes originals = state.originals();
        return originals == null
                ? null
                : new Finding(
                        "expected the bounds of " + environment.name() + " as their roles have them, found that "
                                + originals.deployment() + " was unlocked while it held them",
                        "reconcile first, which restores them");
    }
}
