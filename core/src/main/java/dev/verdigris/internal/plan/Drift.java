package dev.verdigris.internal.plan;

import dev.verdigris.internal.text.Words;
import dev.verdigris.internal.traffic.TrafficView;
import dev.verdigris.internal.traffic.WeighedRoute;
import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import dev.verdigris.model.InstanceId;
import dev.verdigris.report.DeploymentInProgress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The drift that one look at an environment shows, in words, as a status tells it. */
public final class Drift {
    private final Environment environment;
    private final Snapshot snapshot;
    /** The color to which requests come in stages, so that not all of it serves; null if they do not. */
    private final @Nullable Color coming;

    private final List<String> drift = new ArrayList<>();

    private Drift(Environment environment, Snapshot snapshot, @Nullable Color coming) {
        this.environment = environment;
        this.snapshot = snapshot;
        this.coming = coming;
    }

    /**
     * The sentences about what is not as it should be; empty if all is well.
     *
     * @param inProgress what is in progress, so that another release may be selected than serves, and both colors may get
     *     requests in a stage; null if nothing is
     */
    public static List<String> of(
            Environment environment, Snapshot snapshot, @Nullable DeploymentInProgress inProgress) {
        Color coming = inProgress == null || inProgress.stage() == null ? null : inProgress.to();
        Drift found = new Drift(environment, snapshot, coming);
        if (inProgress == null) {
            found.release();
            found.warm();
        }
        found.recorded();
        found.reached();
        found.routes();
        found.served();
        return List.copyOf(found.drift);
    }

    private void release() {
        Selection selection = snapshot.selection();
        if (selection != null && selection.obstacle() != null) {
            drift.add(selection.obstacle().problem());
        } else if (selection != null && selection.ahead(snapshot.shouldServe())) {
            drift.add(selection.sentence(snapshot.shouldServe()));
        }
    }

    private void warm() {
        Warmth warmth = Warmth.of(snapshot);
        if (warmth != null && warmth.cold()) {
            drift.add(warmth.sentence());
        }
    }

    private void recorded() {
        if (snapshot.recordedColor() == null) {
            drift.add(environment.activeColorParameter() + " holds "
                    + (snapshot.recorded() == null ? "nothing" : "'" + snapshot.recorded() + "'")
                    + " instead of a color");
        }
    }

    private void reached() {
        Color recorded = snapshot.recordedColor();
        TrafficView.Active active = snapshot.view().active();
        if (active instanceof TrafficView.Active.Both) {
            if (coming == null) {
                drift.add("traffic reaches both colors");
            }
        } else if (active instanceof TrafficView.Active.One one && recorded != null && recorded != one.color()) {
            drift.add("recorded is " + recorded + " while traffic reaches " + one.color());
        }
    }

    private void routes() {
        List<WeighedRoute> routes = snapshot.traffic().routes();
        if (coming != null) {
            long parts = routes.stream()
                    .mapToInt(route -> route.percent(coming))
                    .distinct()
                    .count();
            if (parts > 1) {
                drift.add("not every route forwards the same part to " + coming + ": " + Words.list(routes));
            }
            return;
        }
        Set<Optional<Color>> colors = new HashSet<>();
        routes.forEach(route -> colors.add(Optional.ofNullable(route.alone())));
        if (colors.size() > 1 || colors.contains(Optional.<Color>empty())) {
            drift.add("not every route forwards to the same color alone: " + Words.list(routes));
        }
    }

    private void served() {
        TrafficView traffic = snapshot.view();
        boolean nobody = traffic.active() instanceof TrafficView.Active.None;
        for (Color color : Color.values()) {
            List<InstanceId> without = snapshot.fleet(color).inService().stream()
                    .filter(instance -> !traffic.side(color).routed().contains(instance))
                    .toList();
            if (!without.isEmpty() && color != coming && (nobody || traffic.reaches(color))) {
                String members = Words.count(without.size(), "instance") + " of " + environment.group(color);
                drift.add(
                        nobody
                                ? "traffic reaches neither color while " + members + " in service may serve: "
                                        + Words.list(without)
                                : members + " in service without traffic: " + Words.list(without));
            }
        }
        if (!traffic.unrecognized().isEmpty()) {
            drift.add("registered and of neither color: " + Words.list(traffic.unrecognized())
                    + (nobody ? "; if one group serves there, adopt it" : ""));
        }
    }
}
