package dev.verdigris.internal.plan;

import dev.verdigris.model.Color;
import dev.verdigris.request.Start;
import org.jspecify.annotations.Nullable;

/** Serves from the recorded color again, where nobody serves. */
final class StartVerb extends Verb {
    private final Start start;

    StartVerb(Start start) {
        this.start = start;
    }

    @Override
    public String label() {
        return "start";
    }

    @Override
    public Shape shape() {
        return Shape.SWITCH;
    }

    @Override
    public String title(String environment, @Nullable Color from, @Nullable Color to) {
        return "Start " + environment + ": " + to;
    }

    @Override
    public @Nullable Integer capacity() {
        return start.capacity();
    }

    @Override
    @Nullable
    Color to(@Nullable Color active, Color recorded) {
        return active == null ? recorded : null;
    }

    @Override
    void check(Survey survey, @Nullable Color active) {
        if (active != null) {
            survey.find(
                    "expected nobody to serve, found that traffic reaches " + active,
                    "nothing is to be started; to serve from new instances, deploy");
        }
    }

    @Override
    public boolean renews() {
        return true;
    }

    @Override
    boolean starts() {
        return true;
    }

    /** The release that served there, if that is known. */
    @Override
    public @Nullable String release(Preimage preimage) {
        Released released = preimage.released();
        if (released == null) {
            return null;
        }
        String served = released.of(preimage.colors().next());
        return served != null ? served : released.selected();
    }

    @Override
    int asked(Preimage preimage) {
        return start.capacity() != null ? start.capacity() : DeployVerb.untilShutdown(preimage);
    }
}
