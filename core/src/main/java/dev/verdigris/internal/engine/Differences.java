package dev.verdigris.internal.engine;

import dev.verdigris.internal.plan.KeptWarm;
import dev.verdigris.internal.plan.Selection;
import dev.verdigris.internal.plan.Served;
import dev.verdigris.internal.plan.Snapshot;
import dev.verdigris.internal.plan.Warmth;
import dev.verdigris.internal.state.DeploymentState;
import dev.verdigris.internal.state.OriginalSizes;
import dev.verdigris.internal.step.Difference;
import dev.verdigris.internal.step.Repair;
import dev.verdigris.internal.strategy.Strategies;
import dev.verdigris.internal.text.Words;
import dev.verdigris.internal.traffic.TrafficView;
import dev.verdigris.internal.world.ReleasePointer;
import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import dev.verdigris.model.Fleet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

/**
 * Compares an environment with how it should be. Conservative: what traffic reaches is right, and where it reaches both
 * colors the recorded one is, if it could serve alone. Whatever else is odd is reported and left alone.
 */
final class Differences {
    private final Environment environment;
    private final Snapshot snapshot;
    private final DeploymentState state;
    private final Instant now;
    private final List<Difference> differences = new ArrayList<>();

    private Differences(Environment environment, Snapshot snapshot, DeploymentState state, Instant now) {
        this.environment = environment;
        this.snapshot = snapshot;
        this.state = state;
        this.now = now;
    }

    /**
     * The differences now; first those that the preflight of a deployment finds, too.
     *
     * @param followers the names of those that are registered here, and can be told
     */
    static List<Difference> of(
            Environment environment,
            Snapshot snapshot,
            DeploymentState state,
            Instant now,
            Collection<String> followers) {
        Differences found = new Differences(environment, snapshot, state, now);
        found.compare();
        found.differences.addAll(Astray.of(snapshot, state, followers));
        List<Difference> sorted = new ArrayList<>(
                found.differences.stream().filter(Difference::preflight).toList());
        sorted.addAll(besidesPreflight(found.differences));
        return List.copyOf(sorted);
    }

    /** The differences now, apart from those that the preflight of a deployment finds, too. */
    static List<Difference> besidesPreflight(
            Environment environment,
            Snapshot snapshot,
            DeploymentState state,
            Instant now,
            Collection<String> followers) {
        return besidesPreflight(of(environment, snapshot, state, now, followers));
    }

    private static List<Difference> besidesPreflight(List<Difference> differences) {
        return differences.stream()
                .filter(difference -> !difference.preflight())
                .toList();
    }

    /**
     * Whether an unlocked deployment's originals are in force; while it cannot be said which color serves, they are
     * not.
     */
    static boolean putBack(Environment environment, Snapshot snapshot, DeploymentState state) {
        Color active = snapshot.shouldServe();
        Differences found = new Differences(environment, snapshot, state, Instant.EPOCH);
        if (active != null) {
            found.sizes(active);
        }
        return active != null && found.differences.isEmpty();
    }

    private void compare() {
        Served served = state.served();
        if (served != null && served.shutDown()) {
            if (snapshot.view().active() instanceof TrafficView.Active.None) {
                shutDown(served);
                return;
            }
            differences.add(Difference.report(
                    environment.name() + " was shut down, and traffic reaches it again",
                    "see who put it into service; the next deployment corrects the deployment state"));
        }
        parameter();
        release();
        differences.addAll(Strategies.of(environment).drift(snapshot));
        Color active = snapshot.shouldServe();
        if (active != null) {
            sizes(active);
            warm(active);
        }
    }

    private void release() {
        Selection selection = snapshot.selection();
        if (selection == null || selection.known() == null || selection.place() == null) {
            return;
        }
        Color serving = snapshot.shouldServe();
        String expected = selection.known().selected();
        if (!Objects.equals(expected, selection.version())) {
            differences.add(Difference.report(
                    selection.place() + " selects " + ReleasePointer.shown(selection.version())
                            + ", and what was last selected through Verdigris is " + ReleasePointer.shown(expected),
                    "find out who has selected it, and select what should be launched"));
        } else if (selection.ahead(serving)) {
            differences.add(Difference.told(
                    selection.sentence(serving), "deploy, or select " + selection.serves(serving) + " again"));
        }
    }

    /** Nobody is to serve: what runs there again is reported, and not put into service. */
    private void shutDown(Served served) {
        differences.add(Difference.told(
                environment.name() + " was shut down, so that nobody serves",
                "start brings back " + served.capacity() + " of " + served.color()));
        if (!snapshot.view().unrecognized().isEmpty()) {
            differences.add(Difference.report(
                    environment.name() + " was shut down, and gets requests by targets of neither color: "
                            + Words.list(snapshot.view().unrecognized()),
                    "see whose they are"));
        }
        for (Color color : Color.values()) {
            Fleet fleet = snapshot.fleet(color);
            if (fleet.size().desired() > 0 || !fleet.inService().isEmpty()) {
                Difference runs = Difference.report(
                        environment.name() + " was shut down, and " + fleet.group() + " has "
                                + fleet.inService().size() + " in service and a desired capacity of "
                                + fleet.size().desired(),
                        "see who started it, and scale it to zero; start brings the environment back");
                differences.add(fleet.inService().isEmpty() ? runs : runs.inPreflight());
            }
        }
    }

    private void parameter() {
        if (snapshot.view().active() instanceof TrafficView.Active.One one && snapshot.recordedColor() != one.color()) {
            differences.add(Difference.closedBy(
                            environment.activeColorParameter() + " holds "
                                    + (snapshot.recorded() == null ? "nothing" : "'" + snapshot.recorded() + "'")
                                    + " while traffic reaches " + one.color(),
                            "record " + one.color(),
                            new Repair.WriteParameter(one.color()))
                    .inPreflight());
        }
    }

    /** Minimums that a deployment held, or took from a fleet that it emptied, and that nobody restores any more. */
    private void sizes(Color active) {
        OriginalSizes originals = state.originals();
        if (originals == null) {
            return;
        }
        for (Color color : Color.values()) {
            int min = snapshot.fleet(color).size().min();
            int original = originals.min(color, active);
            if (min > original || (min == 0 && color != active && original > 0)) {
                differences.add(Difference.closedBy(
                        environment.group(color) + " has its minimum left at " + min + " by " + originals.deployment()
                                + ", which was unlocked",
                        "set its minimum size to " + original,
                        new Repair.SetMin(color, original)));
            }
        }
    }

    private void warm(Color active) {
        KeptWarm warm = state.keptWarm();
        if (warm == null) {
            return;
        }
        if (warm.color() == active) {
            differences.add(Difference.report(
                    "the " + active + " fleet serves, and is in the deployment state as kept warm",
                    "see who moved traffic; the next deployment corrects the deployment state"));
            return;
        }
        Fleet fleet = snapshot.fleet(warm.color());
        if (warm.due(now)) {
            differences.add(Difference.told(
                    fleet.group() + " was kept warm until " + warm.until() + ", and that is over",
                    "go back to it now, if that is to be; the next command that changes something scales it down,"
                            + " such as reconcile"));
            return;
        }
        Warmth warmth = Warmth.of(snapshot);
        if (warmth != null && warmth.cold()) {
            differences.add(Difference.told(warmth.sentence(), warmth.remedy()));
        }
        if (fleet.size().min() < fleet.size().desired()) {
            differences.add(Difference.closedBy(
                    fleet.group() + " is kept warm with " + fleet.size().desired() + ", its minimum at "
                            + fleet.size().min(),
                    "hold its minimum size at " + fleet.size().desired() + ", or clean it up",
                    new Repair.SetMin(warm.color(), fleet.size().desired())));
        }
    }
}
