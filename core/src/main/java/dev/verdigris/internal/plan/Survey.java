package dev.verdigris.internal.plan;

import dev.verdigris.internal.traffic.TrafficView;
import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import dev.verdigris.model.Fleet;
import dev.verdigris.report.Finding;
import dev.verdigris.request.Request;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A survey that the checks of preflight share: what is asked, what was observed, and what they have found. */
final class Survey {
    final Request request;
    final Verb verb;
    final Environment environment;
    final Snapshot snapshot;
    final TrafficView traffic;
    /** The color that a deployment in progress has moved traffic to; null if none has. */
    final @Nullable Color moved;

    private final TrafficPreflight strategy;
    private final List<Finding> findings = new ArrayList<>();
    private boolean blocked;

    Survey(Request request, Snapshot snapshot, TrafficPreflight strategy, @Nullable Color moved) {
        this.request = request;
        this.verb = Verb.of(request);
        this.environment = StandIn.environment(request);
        this.snapshot = snapshot;
        this.traffic = snapshot.view();
        this.strategy = strategy;
        this.moved = moved;
    }

    /** The name of the route that traffic takes. */
    String route() {
        return snapshot.traffic().route().name();
    }

    /** Whether the environment was shut down, and nobody has served since. */
    boolean shutDown() {
        Served served = snapshot.served();
        return served != null && served.shutDown();
    }

    Fleet fleet(Color color) {
        return snapshot.fleet(color);
    }

    TrafficPreflight strategy() {
        return strategy;
    }

    /** Something stands in the way; said once, however often it is found. */
    void find(String problem, String remedy) {
        add(new Finding(problem, remedy));
    }

    /** Something is to be known, and stands in nobody's way. */
    void warn(String problem, String remedy) {
        add(new Finding(problem, remedy, true));
    }

    /** Adds what a strategy has found. */
    void add(List<Finding> found) {
        found.forEach(this::add);
    }

    private void add(Finding finding) {
        if (!findings.contains(finding)) {
            findings.add(finding);
        }
        blocked |= !finding.warning();
    }

    /** Whether anything stands in the way. */
    boolean blocked() {
        return blocked;
    }

    /** The findings, those that stand in the way first. */
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
