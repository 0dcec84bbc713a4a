package dev.verdigris.internal.plan;

import dev.verdigris.model.Color;
import dev.verdigris.request.Rollback;
import org.jspecify.annotations.Nullable;

/** Goes back to the other fleet. */
final class RollbackVerb extends Verb {
    private final Rollback rollback;

    RollbackVerb(Rollback rollback) {
        this.rollback = rollback;
    }

    @Override
    public String label() {
        return "rollback";
    }

    @Override
    public Shape shape() {
        return Shape.SWITCH;
    }

    @Override
    public String title(String environment, @Nullable Color from, @Nullable Color to) {
        return (rollback.to() == null ? "Roll back " : "Switch ") + environment + ": " + from + " → " + to;
    }

    @Override
    public @Nullable String forced() {
        return rollback.forced();
    }

    @Override
    public @Nullable Integer capacity() {
        return rollback.capacity();
    }

    @Override
    @Nullable
    Color to(@Nullable Color active, Color recorded) {
        return rollback.to();
    }

    @Override
    void check(Survey survey, @Nullable Color active) {
        if (active == null) {
            survey.find(
                    "expected a color to roll back from, found no targets of blue or green in " + survey.route(),
                    survey.shutDown() ? "start it, since it was shut down" : "deploy instead");
        }
    }

    @Override
    public boolean goesBack() {
        return true;
    }

    @Override
    boolean starts() {
        return rollback.scaleUp();
    }

    /** What the fleet was deployed with that it goes back to. */
    @Override
    public @Nullable String release(Preimage preimage) {
        Released released = preimage.released();
        return released == null ? null : released.of(preimage.colors().next());
    }

    /**
     * As much as served before. Where that is not known, the size of the live fleet when the plan was made says it, for
     * want of anything better.
     */
    @Override
    int asked(Preimage preimage) {
        if (rollback.capacity() != null) {
            return rollback.capacity();
        }
        if (preimage.served() != null) {
            return preimage.served().capacity();
        }
        Color from = preimage.active();
        return from == null ? 0 : Math.max(1, preimage.size(from).desired());
    }
}
