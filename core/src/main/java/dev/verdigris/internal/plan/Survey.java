package dev.verdigris.internal.plan;

import dev.verdigris.internal.traffic.ColoredTargets;
import dev.verdigris.internal.traffic.TrafficView;
import dev.verdigris.internal.world.Snapshot;
import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import dev.verdigris.model.Fleet;
import dev.verdigris.model.InstanceId;
import dev.verdigris.model.TargetGroup;
import dev.verdigris.report.Finding;
import dev.verdigris.request.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the checks of preflight share: what is asked, what was observed, and what they have found. */
final class Survey {
    final Request request;
    final Environment environment;
    final Snapshot snapshot;
    final ColoredTargets targets;
    final TrafficView traffic;
    /** The color that a deployment in progress has moved traffic to; null if none has. */
    final @Nullable Color moved;

    private final Inquiry inquiry;
    private final List<Finding> findings = new ArrayList<>();
    private boolean blocked;

    Survey(Request request, Snapshot snapshot, Inquiry inquiry, @Nullable Color moved) {
        this.request = request;
        this.environment = request.environment();
        this.snapshot = snapshot;
        this.targets = snapshot.colored();
        this.traffic = snapshot.view();
        this.inquiry = inquiry;
        this.moved = moved;
    }

    TargetGroup targetGroup() {
        return snapshot.targetGroup();
    }

    Fleet fleet(Color color) {
        return snapshot.fleet(color);
    }

    Inquiry inquiry() {
        return inquiry;
    }

    Map<String, Set<InstanceId>> registeredElsewhere(Set<InstanceId> instances) {
        return inquiry.registeredElsewhere(targetGroup(), instances);
    }

    /** Something stands in the way; said once, however often it is found. */
    void find(String problem, String remedy) {
        Finding finding = new Finding(problem, remedy);
        if (!findings.contains(finding)) {
            findings.add(finding);
        }
        blocked = true;
    }

    /** Something is to be known, and stands in nobody's way. */
    void warn(String problem, String remedy) {
        findings.add(new Finding(problem, remedy, true));
    }

    /** Whether anything stands in the way. */
    boolean blocked() {
        return blocked;
    }

    /** What was found, what stands in the way first. */
    List<Finding> findings() {
        List<Finding> sorted = new ArrayList<>(blocking());
        sorted.addAll(warnings());
        return sorted;
    }

    List<Finding> blocking() {
        return findings.stream().filter(finding -> !finding.warning()).toList();
    }

    List<Finding> warnings() {
        return findings.stream().filter(Finding::warning).toList();
    }
}
