package dev.verdigris.internal.plan;

import dev.verdigris.model.Color;
import dev.verdigris.request.Cleanup;
import org.jspecify.annotations.Nullable;

/** Scales the idle fleet to zero. */
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
        return "Clean up " + environment + ": scale the " + from + " fleet to zero";
    }

    @Override
    public boolean followed() {
        return cleanup.forced() == null;
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
    public @Nullable Color from(Preimage preimage) {
        return preimage.idle();
    }

    @Override
    public @Nullable Color to(Preimage preimage) {
        return null;
    }
}
