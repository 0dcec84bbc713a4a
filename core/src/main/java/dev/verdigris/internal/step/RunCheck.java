package dev.verdigris.internal.step;

import dev.verdigris.hook.Check;
import dev.verdigris.internal.plan.Participant.Kind;
import dev.verdigris.internal.plan.Terms;
import dev.verdigris.internal.world.Scene;
import dev.verdigris.model.Color;
import dev.verdigris.plan.Phase;
import dev.verdigris.plan.PlannedStep;

/**
 * Runs one of the user's checks on the new fleet before it gets traffic.
 *
 * @param terms the switch
 * @param name the name that the check is registered under
 */
public record RunCheck(Terms terms, String name) implements Step {

    @Override
    public PlannedStep planned() {
        return new PlannedStep(
                "check:" + name,
                "check " + terms.toGroup() + " by '" + name + "'",
                Phase.PREPARE,
                terms.deadlines().check());
    }

    @Override
    public Progress perform(Scene scene) {
        return of(Kind.CHECK, name, terms.to(), scene);
    }

    /** The progress of a check of a kind, on the fleet of a color. */
    static Progress of(Kind kind, String name, Color color, Scene scene) {
        String remedy = "see what the check '" + name + "' expects of the new version";
        Check.Verdict verdict;
        try {
            verdict = scene.checks().run(kind, name, color);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Progress.notYet("interrupted", remedy);
        } catch (Exception e) {
            return Progress.failed("it could not be run: " + e, remedy);
        }
        if (verdict instanceof Check.Verdict.Failed failed) {
            return Progress.failed(failed.why(), remedy);
        }
        if (verdict instanceof Check.Verdict.Waiting waiting) {
            return Progress.notYet(waiting.waitingFor(), remedy);
        }
        return Progress.done();
    }

    @Override
    public boolean premise(Phase gate) {
        return gate == Phase.PREPARE;
    }
}
