package dev.verdigris.internal.step;

import dev.verdigris.internal.plan.Participant.Kind;
import dev.verdigris.internal.plan.Terms;
import dev.verdigris.internal.text.Words;
import dev.verdigris.internal.world.Scene;
import dev.verdigris.plan.Phase;
import dev.verdigris.plan.PlannedStep;
import dev.verdigris.request.Bake;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Has the new fleet serve on trial for a time, while it is healthy enough for all requests, no alarm is red, and no check of
 * the user's fails. The time goes on while no process is there.
 *
 * @param terms the switch
 * @param checks the names of the user's checks, which are asked at each poll and must have passed at the end
 * @param reached what has brought all requests to the new fleet, and keeps them there
 */
public record TrialBake(Terms terms, List<String> checks, Step reached) implements Step {
    private static final String ID = "bake";
    private static final int ALL = 100;

    /** Copies the list. */
    public TrialBake {
        checks = List.copyOf(checks);
    }

    private Duration time() {
        Bake bake = terms.bake();
        return bake == null ? Duration.ZERO : bake.time();
    }

    private Steady steady() {
        return new Steady(terms, ALL, ID);
    }

    private @Nullable AlarmWatch watch() {
        return AlarmWatch.of(terms, ID);
    }

    @Override
    public PlannedStep planned() {
        String until =
                checks.isEmpty() ? "" : " until " + Words.list(checks) + (checks.size() == 1 ? " passes" : " pass");
        String time = time().isZero() ? "" : " for " + Words.duration(time());
        return new PlannedStep(
                ID,
                "leave it so" + time + (time.isEmpty() || until.isEmpty() ? "" : " and") + until + ", on trial; "
                        + steady().sentence(watch()),
                Phase.BAKE,
                time().plus(terms.deadlines().inService())
                        .plus(terms.deadlines().healthy())
                        .plus(
                                checks.isEmpty()
                                        ? Duration.ZERO
                                        : terms.deadlines().check()));
    }

    @Override
    public Progress perform(Scene scene) {
        Progress rest = steady().rest(scene, time());
        boolean over = rest instanceof Progress.Done;
        Progress stands = stands(scene, over);
        if (stands != null) {
            return stands;
        }
        Progress kept = reached.perform(scene);
        if (!(kept instanceof Progress.Done)) {
            return kept;
        }
        Progress checked = checked(scene);
        return over || checked instanceof Progress.Failed ? checked : rest;
    }

    /** What stands in the way, the user's checks aside; null if nothing does. */
    private @Nullable Progress stands(Scene scene, boolean over) {
        Progress fallen = steady().fallen(scene);
        AlarmWatch watch = watch();
        return fallen != null || watch == null ? fallen : watch.look(scene, over);
    }

    /** All checks are asked: one that fails is not kept waiting by another. */
    private Progress checked(Scene scene) {
        Progress all = Progress.done();
        for (String check : checks) {
            Progress one = RunCheck.of(Kind.BAKE_CHECK, check, terms.to(), scene);
            if (one instanceof Progress.Failed) {
                return one;
            }
            all = one instanceof Progress.Done ? all : one;
        }
        return all;
    }

    @Override
    public boolean announced() {
        return true;
    }

    @Override
    public boolean timed() {
        return true;
    }

    @Override
    public boolean premise(Phase gate) {
        return gate == Phase.BAKE;
    }

    /** Its time is over. */
    @Override
    public Progress again(Scene scene) {
        Progress stands = stands(scene, true);
        return stands == null ? checked(scene) : stands;
    }
}
