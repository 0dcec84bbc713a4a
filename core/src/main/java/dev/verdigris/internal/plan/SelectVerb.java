package dev.verdigris.internal.plan;

import dev.verdigris.model.Color;
import dev.verdigris.request.ReleaseSelection;
import org.jspecify.annotations.Nullable;

/** Selects what new instances boot with; no fleet and no traffic changes. */
final class SelectVerb extends Verb {
    private final ReleaseSelection selection;

    SelectVerb(ReleaseSelection selection) {
        this.selection = selection;
    }

    @Override
    public String label() {
        return "select";
    }

    @Override
    public Shape shape() {
        return Shape.SELECTION;
    }

    @Override
    public String title(String environment, @Nullable Color from, @Nullable Color to) {
        return "Select " + selection.release() + " for what " + environment + " launches";
    }

    @Override
    public String release() {
        return selection.release();
    }

    @Override
    public String release(Preimage preimage) {
        return selection.release();
    }

    @Override
    public @Nullable Color from(Preimage preimage) {
        return null;
    }

    @Override
    public @Nullable Color to(Preimage preimage) {
        return null;
    }
}
