package dev.verdigris;

import dev.verdigris.internal.plan.Drift;
import dev.verdigris.internal.plan.KeptWarm;
import dev.verdigris.internal.plan.Snapshot;
import dev.verdigris.internal.plan.Warmth;
import dev.verdigris.internal.state.DeploymentState;
import dev.verdigris.internal.strategy.Strategies;
import dev.verdigris.internal.text.Words;
import dev.verdigris.internal.traffic.TrafficView;
import dev.verdigris.internal.traffic.WeighedRoute;
import dev.verdigris.internal.world.Followers;
import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import dev.verdigris.model.Fleet;
import dev.verdigris.model.GroupName;
import dev.verdigris.model.GroupSize;
import dev.verdigris.report.DeploymentInProgress;
import dev.verdigris.report.EndedDeployment;
import dev.verdigris.request.Gate;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The status of an environment, as it was observed; the parameters are those of {@link Status}. */
record ObservedStatus(
        String environment,
        String traffic,
        List<Route> routes,
        @Nullable Color activeColor,
        @Nullable Color recordedColor,
        boolean shutDown,
        Side blue,
        Side green,
        @Nullable Warm warm,
        List<Following> followers,
        @Nullable String release,
        @Nullable String selectedRelease,
        @Nullable DeploymentInProgress deployment,
        @Nullable EndedDeployment last,
        List<String> drift,
        Instant at)
        implements Status {

    ObservedStatus {
        routes = List.copyOf(routes);
        followers = List.copyOf(followers);
        drift = List.copyOf(drift);
    }

    /** A side, as it was observed; the parameters are those of {@link Status.Side}. */
    private record ObservedSide(
            GroupName group, GroupSize size, int roleMin, int inService, int registered, int healthy, int percent)
            implements Side {}

    /** A fleet that is kept warm, as it was observed. */
    private record ObservedWarm(Warmth warmth) implements Warm {
        @Override
        public Color color() {
            return warmth.color();
        }

        @Override
        public @Nullable Instant until() {
            return warmth.until();
        }

        @Override
        public int needed() {
            return warmth.needed();
        }

        @Override
        public int ready() {
            return warmth.ready();
        }

        static @Nullable Warm of(@Nullable Warmth warmth) {
            return warmth == null ? null : new ObservedWarm(warmth);
        }

        @Override
        public String toString() {
            return warmth.color() + (warmth.until() == null ? " until somebody ends it" : " until " + warmth.until())
                    + ", with " + warmth.ready() + " of the " + Words.count(warmth.needed(), warmth.unit())
                    + " that a rollback needs";
        }
    }

    /** A follower, as it was observed. */
    private record ObservedFollowing(Followers.Seen seen) implements Following {
        @Override
        public String name() {
            return seen.name();
        }

        @Override
        public boolean registered() {
            return seen.registered();
        }

        @Override
        public @Nullable String idleUse() {
            return seen.idleUse();
        }

        @Override
        public String toString() {
            return seen.name()
                    + (seen.registered() ? "" : ", which is not registered here")
                    + (seen.idleUse() == null ? "" : ", the idle color: " + seen.idleUse());
        }
    }

    /** A route, as it was observed. */
    private record ObservedRoute(WeighedRoute route) implements Route {
        @Override
        public String arn() {
            return route.arn();
        }

        @Override
        public String name() {
            return route.name();
        }

        @Override
        public int percent(Color color) {
            return route.percent(color);
        }

        @Override
        public String says() {
            return route.says();
        }

        @Override
        public String toString() {
            return route.toString();
        }
    }

    /** The color that does not serve; null if no single color does. */
    static @Nullable Color idle(Snapshot snapshot) {
        return snapshot.view().active() instanceof TrafficView.Active.One one
                ? one.color().other()
                : null;
    }

    static Status of(
            Environment environment,
            Snapshot snapshot,
            DeploymentState state,
            List<Followers.Seen> followers,
            Instant at) {
        DeploymentInProgress current =
                state.current() == null ? null : state.current().shown();
        TrafficView traffic = snapshot.view();
        Color active = traffic.active() instanceof TrafficView.Active.One one ? one.color() : null;
        Color recorded = snapshot.recordedColor();
        return new ObservedStatus(
                environment.name(),
                Strategies.of(environment).id(),
                snapshot.traffic().routes().stream()
                        .<Route>map(ObservedRoute::new)
                        .toList(),
                active,
                recorded,
                state.served() != null && state.served().shutDown(),
                side(snapshot, Color.BLUE, traffic),
                side(snapshot, Color.GREEN, traffic),
                ObservedWarm.of(Warmth.of(snapshot)),
                followers.stream().<Following>map(ObservedFollowing::new).toList(),
                snapshot.selection() == null ? null : snapshot.selection().serves(active),
                snapshot.selection() == null ? null : snapshot.selection().version(),
                current,
                state.history().isEmpty() ? null : state.history().get(0),
                Drift.of(environment, snapshot, current),
                at);
    }

    private static Side side(Snapshot snapshot, Color color, TrafficView traffic) {
        Fleet fleet = snapshot.fleet(color);
        KeptWarm warm = snapshot.keptWarm();
        return new ObservedSide(
                fleet.group(),
                fleet.size(),
                warm != null && warm.color() == color
                        ? warm.idleMin()
                        : fleet.size().min(),
                fleet.inService().size(),
                traffic.side(color).routed().size(),
                traffic.side(color).healthy().size(),
                traffic.percent(color));
    }

    /** What is told, whenever it was observed. */
    private List<@Nullable Object> facts() {
        return Arrays.asList(
                environment,
                traffic,
                routes,
                activeColor,
                recordedColor,
                shutDown,
                blue,
                green,
                warm,
                followers,
                release,
                selectedRelease,
                deployment,
                last,
                drift);
    }

    /** Two statuses are equal if they tell the same, whenever they were observed. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ObservedStatus that && facts().equals(that.facts());
    }

    @Override
    public int hashCode() {
        return facts().hashCode();
    }

    @Override
    public String toString() {
        String drifts = drift.isEmpty() ? "" : "\n  drift: " + String.join("\n  drift: ", drift);
        return environment + (shutDown ? ": shut down, " : ": ") + "traffic reaches "
                + (activeColor == null ? "no single color" : activeColor) + ", recorded is "
                + (recordedColor == null ? "no color" : recordedColor) + "\n" + row(Color.BLUE)
                + "\n"
                + row(Color.GREEN)
                + (warm == null ? "" : "\n  kept warm: " + warm)
                + followers.stream().map(each -> "\n  follower: " + each).collect(Collectors.joining())
                + (release == null ? "" : "\n  release: " + release + " serves")
                + (selectedRelease == null ? "" : "\n  selected: " + selectedRelease + " for what is launched")
                + routes.stream().map(route -> "\n  route: " + route).collect(Collectors.joining())
                + (deployment == null ? "" : "\n  in progress: " + deployment)
                + stage()
                + gate()
                + (last == null ? "" : "\n  last: " + last)
                + drifts;
    }

    private String stage() {
        DeploymentInProgress.Stage stage = deployment == null ? null : deployment.stage();
        if (deployment == null || stage == null) {
            return "";
        }
        Duration left = stage.left(at);
        return "\n  stage: " + stage.percent() + " % of the requests to " + deployment.to()
                + (left == null ? ", about to begin" : ", for another " + Words.duration(left));
    }

    private String gate() {
        DeploymentInProgress.Waiting waiting = deployment == null ? null : deployment.waitingFor();
        if (waiting == null || waiting.until() == null) {
            return "";
        }
        String then = waiting.atExpiry() == Gate.AtExpiry.PROMOTE ? "promoted" : "aborted";
        return "\n  gate: " + waiting.gate()
                + (waiting.expired(at)
                        ? " has expired; once it is resumed or reconciled it is " + then
                        : ", for another " + Words.duration(Duration.between(at, waiting.until())) + "; then it is "
                                + then);
    }

    private String row(Color color) {
        Side side = side(color);
        Map<String, Integer> cells = new java.util.LinkedHashMap<>();
        cells.put("min", side.size().min());
        cells.put("max", side.size().max());
        cells.put("desired", side.size().desired());
        cells.put("in service", side.inService());
        cells.put("registered", side.registered());
        cells.put("healthy", side.healthy());
        return String.format(Locale.ROOT, "  %-5s  %-20s  ", color, side.group())
                + cells.entrySet().stream()
                        .map(cell -> cell.getKey() + " " + cell.getValue())
                        .collect(Collectors.joining("  "));
    }
}
