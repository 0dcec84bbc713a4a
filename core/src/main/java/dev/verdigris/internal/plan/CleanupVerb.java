package dev.verdigris.internal.plan;

import dev.verdigris.hook.Hook;
import dev.verdigris.internal.text.Words;
import dev.verdigris.model.Color;
import dev.verdigris.model.Fleet;
import dev.verdigris.request.Cleanup;
import org.jspecify.annotations.Nullable;

/** Scales the idle fleet to zero; or, if it is kept warm past its time, to the minimum of the idle role. */
final class CleanupVerb extends Verb {
    private final Cleanup cleanup;

    CleanupVerb(Cleanup cleanup) {
        this.cleanup = cleanup;
    }

    @Override
    public String label() {
        return "cleanup";
    }

    @Override
    public Shape shape() {
        return Shape.EMPTY;
    }

    @Override
    public String title(String environment, @Nullable Color from, @Nullable Color to) {
        return "Clean up " + environment + ": scale the " + from + " fleet "
                + (cleanup.dueOnly() ? "down, which was kept warm until its time was over" : "to zero");
    }

    @Override
    public boolean followed() {
        return cleanup.forced() == null;
    }

    @Override
    public boolean hooked(Hook.Point point) {
        return !point.phase().reversible();
    }

    @Override
    public @Nullable String forced() {
        return cleanup.forced();
    }

    @Override
    public boolean forgets() {
        return cleanup.forced() != null;
    }

    @Override
    public boolean repeatable() {
        return true;
    }

    @Override
    public boolean dueOnly() {
        return cleanup.dueOnly();
    }

    @Override
    public int left(Preimage preimage) {
        return cleanup.dueOnly() ? preimage.idleMin() : 0;
    }

    /** A fleet that may still be needed is nothing to end unless somebody asks for it. */
    @Override
    void check(Survey survey, @Nullable Color active) {
        KeptWarm warm = survey.snapshot.keptWarm();
        if (!cleanup.dueOnly() || warm == null) {
            return;
        }
        Fleet fleet = survey.fleet(warm.color());
        if (active != warm.color().other()) {
            survey.find(
                    "expected " + warm.color().other() + " to serve before " + fleet.group()
                            + ", which is kept warm, is" + " scaled down, found that "
                            + (active == null ? "nobody does" : active + " does"),
                    "see who moved traffic; to end that fleet in any case, clean up");
        }
        if (active != null && !survey.snapshot.servesInFull(active)) {
            survey.find(
                    "expected " + active + " to serve in full before " + fleet.group() + ", which is kept warm, is"
                            + " scaled down, found " + survey.traffic.healthyCapacity(active, survey.fleet(active))
                            + " healthy of " + survey.fleet(active).size().desired(),
                    "see why its health checks fail; that fleet is kept until then");
        }
        Served served = survey.snapshot.served();
        int known = served != null && served.color() == warm.color() ? served.capacity() : 0;
        int desired = fleet.size().desired();
        if (desired > known) {
            survey.find(
                    "expected " + fleet.group() + ", which is kept warm, no larger than the "
                            + Words.count(known, fleet.unit()) + " that it served with, found a desired capacity of "
                            + desired,
                    "see who made it larger; to end that fleet in any case, clean up");
        }
    }

    @Override
    public @Nullable Color from(Preimage preimage) {
        return preimage.idle();
    }

    @Override
    public @Nullable Color to(Preimage preimage) {
        return null;
    }
}
