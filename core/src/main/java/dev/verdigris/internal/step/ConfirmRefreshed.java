package dev.verdigris.internal.step;

import dev.verdigris.internal.plan.RefreshTerms;
import dev.verdigris.internal.text.Words;
import dev.verdigris.internal.world.Scene;
import dev.verdigris.plan.Phase;
import dev.verdigris.plan.PlannedStep;
import dev.verdigris.report.Residue;

/**
 * Confirms that what has come serves, by the load balancer's own view. A refresh that is complete cannot be rolled back any
 * more.
 *
 * @param terms the refresh
 */
record ConfirmRefreshed(RefreshTerms terms) implements Step {

    @Override
    public PlannedStep planned() {
        return new PlannedStep(
                "confirm-healthy",
                "wait until " + terms.capacity(terms.desired()) + " of " + terms.group()
                        + " are healthy in two consecutive polls, at most "
                        + Words.duration(terms.request().policy().deadlines().healthy()),
                Phase.FINALIZE,
                terms.request().policy().deadlines().healthy());
    }

    @Override
    public Progress perform(Scene scene) {
        int desired = scene.look().fleet(terms.color()).size().desired();
        int healthy = scene.steadilyHealthy(terms.color());
        return healthy >= desired
                ? Progress.done()
                : Progress.notYet(
                        healthy + " of " + desired + " healthy in two consecutive polls",
                        "only " + healthy + " of " + terms.capacity(desired) + " of " + terms.group()
                                + " are healthy after the instance refresh",
                        remedy());
    }

    private static String remedy() {
        return "see why the health checks of the others fail; to go back, refresh again from the launch template as it was,"
                + " or deploy blue-green";
    }

    @Override
    public Residue residue() {
        return new Residue("instances of " + terms.group() + " are new, and not all of them healthy", remedy());
    }
}
