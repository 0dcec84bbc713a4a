package dev.verdigris.internal.plan;

import dev.verdigris.internal.text.Words;
import dev.verdigris.model.Color;
import dev.verdigris.model.Fleet;
import org.jspecify.annotations.Nullable;

/** Takes the color that serves out of traffic, with nobody in its place, and scales both fleets to zero. */
final class ShutdownVerb extends Verb {

    @Override
    public String label() {
        return "shutdown";
    }

    @Override
    public Shape shape() {
        return Shape.END;
    }

    @Override
    public String title(String environment, @Nullable Color from, @Nullable Color to) {
        return "Shut down " + environment + ": take " + from + " out of service, and scale both fleets to zero";
    }

    @Override
    void check(Survey survey, @Nullable Color active) {
        if (active == null) {
            survey.find(
                    "expected a color to take out of service, found that traffic reaches none through "
                            + survey.route(),
                    survey.shutDown()
                            ? "nothing is to be done: it was shut down already"
                            : "scale both fleets to zero if they are to run nothing");
            return;
        }
        if (!survey.traffic.unrecognized().isEmpty()) {
            survey.find(
                    "expected no targets but those of " + active + " in " + survey.route()
                            + ", or they would get all requests that are left, found "
                            + Words.list(survey.traffic.unrecognized()),
                    "take them out of it first");
        }
        Fleet fleet = survey.fleet(active);
        survey.warn(
                "nobody serves " + survey.environment.name() + " once " + active
                        + " is out of traffic: the load balancer" + " answers every request with 503",
                "start brings back " + Words.count(Math.max(1, fleet.size().desired()), fleet.unit()) + " of "
                        + active);
    }

    @Override
    boolean recycles() {
        return true;
    }

    @Override
    public @Nullable Color to(Preimage preimage) {
        return null;
    }
}
