package dev.verdigris.internal.plan;

import dev.verdigris.model.Color;
import dev.verdigris.request.RollingRefresh;
import org.jspecify.annotations.Nullable;

/** Replaces the instances of the fleet that serves, where they are. */
final class RefreshVerb extends Verb {
    private final RollingRefresh refresh;

    RefreshVerb(RollingRefresh refresh) {
        this.refresh = refresh;
    }

    @Override
    public String label() {
        return "refresh";
    }

    @Override
    public Shape shape() {
        return Shape.REFRESH;
    }

    @Override
    public String title(String environment, @Nullable Color from, @Nullable Color to) {
        return "Refresh " + environment + " in place: the instances of " + to + ", some at a time";
    }

    @Override
    public RollingRefresh refresh() {
        return refresh;
    }

    /** Traffic stays where it is. */
    @Override
    public @Nullable Color to(Preimage preimage) {
        return preimage.active();
    }
}
