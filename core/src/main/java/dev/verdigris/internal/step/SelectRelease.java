package dev.verdigris.internal.step;

import dev.verdigris.error.PortException;
import dev.verdigris.internal.plan.Released;
import dev.verdigris.internal.plan.Terms;
import dev.verdigris.internal.text.Words;
import dev.verdigris.internal.world.ReleasePointer;
import dev.verdigris.internal.world.Scene;
import dev.verdigris.model.Color;
import dev.verdigris.model.Fleet;
import dev.verdigris.model.InstanceId;
import dev.verdigris.plan.Phase;
import dev.verdigris.plan.PlannedStep;
import dev.verdigris.report.Residue;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Selects the release that the new fleet boots with, before its first instance is started, and sees to it that it stays
 * selected while any is. On the way back what serves is selected again, so that no later launch boots another version.
 *
 * @param terms the switch
 * @param before what was selected, and what served
 * @param release the release
 */
public record SelectRelease(Terms terms, Released before, String release) implements Step {

    @Override
    public PlannedStep planned() {
        String now = before.selected();
        String sentence = release.equals(now)
                ? release + " stays selected"
                : "select " + release + " instead of " + ReleasePointer.shown(now);
        String back = Objects.equals(terms.rewound(), release)
                ? ""
                : "; on the way back, " + ReleasePointer.shown(terms.rewound());
        return new PlannedStep(
                "select-release",
                sentence + " in " + before.place() + ", for what " + terms.toGroup() + " launches" + back,
                Phase.PREPARE,
                terms.deadlines().change());
    }

    /** Nothing of it keeps a rollback from going back to instances that are there: what could not be selected is left to the end. */
    @Override
    public Progress perform(Scene scene) {
        if (!terms.verb().goesBack()) {
            return select(scene);
        }
        try {
            if (select(scene) instanceof Progress.Failed failed) {
                scene.note(failed.problem());
            }
        } catch (PortException e) {
            scene.note(before.place() + " could not be read or set to " + release + " at once: " + e.problem());
        }
        return Progress.done();
    }

    private Progress select(Scene scene) {
        ReleasePointer pointer = scene.releases(before.place());
        String now = pointer.read();
        if (release.equals(now)) {
            return Progress.done();
        }
        if (Objects.equals(now, before.selected())) {
            pointer.select(now, release);
            return Progress.done();
        }
        return Progress.failed(
                "expected " + release + " to stay selected in " + before.place() + " while " + terms.toGroup()
                        + " starts, found that someone has selected " + ReleasePointer.shown(now)
                        + ", which instances launched meanwhile may run",
                "find out who has selected it; then deploy again");
    }

    @Override
    public boolean standing(Phase phase) {
        return phase.reversible();
    }

    /** Read again as long as an instance of the new fleet may still boot: once all are healthy, there is none. */
    @Override
    public Progress uphold(Scene scene, Phase phase) {
        Color from = terms.from();
        if (from != null && !release.equals(before.of(from))) {
            noteNewcomers(scene, from);
        }
        return starting(scene) ? perform(scene) : Progress.done();
    }

    private boolean starting(Scene scene) {
        Fleet fleet = scene.look().fleet(terms.to());
        int healthy = scene.look().healthy(terms.to()).size();
        return healthy < fleet.instances().size()
                || scene.look().healthyCapacity(terms.to()) < fleet.size().desired();
    }

    private void noteNewcomers(Scene scene, Color from) {
        List<InstanceId> newcomers = scene.newcomers(from);
        if (!newcomers.isEmpty()) {
            scene.note("launched in " + terms.fromGroup() + " while " + release + " was selected, which they may run: "
                    + Words.list(newcomers));
        }
    }

    @Override
    public boolean reversible() {
        return true;
    }

    @Override
    public Progress undo(Scene scene) {
        ReleasePointer pointer = scene.releases(before.place());
        String now = pointer.read();
        String rewound = terms.rewound();
        if (Objects.equals(now, rewound)) {
            return Progress.done();
        }
        if (release.equals(now) || Objects.equals(now, before.selected())) {
            pointer.select(now, rewound);
        } else {
            scene.note(left(before.place(), now, rewound));
        }
        return Progress.done();
    }

    /** What is said of a release that someone else has selected. */
    static String left(String place, @Nullable String now, @Nullable String serves) {
        return place + ": someone selected " + ReleasePointer.shown(now) + " meanwhile; it is left so, although "
                + (serves == null ? "nothing was selected before" : serves + " serves");
    }

    @Override
    public Residue residue() {
        return residue(before.place(), terms.rewound());
    }

    static Residue residue(String place, @Nullable String serves) {
        return new Residue(
                place + " may select another release than "
                        + (serves == null ? "before, which was none," : serves + ", which serves,")
                        + " so that instances launched from now on may boot it",
                serves == null ? "see what is selected there, and take it out" : "select " + serves + " there");
    }
}
