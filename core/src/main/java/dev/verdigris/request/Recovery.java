package dev.verdigris.request;

import dev.verdigris.model.Environment;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The wish to resolve what is in progress: to resume or to abort it. Immutable. */
public final class Recovery {
    private final Environment environment;
    private final boolean takeOver;

    private Recovery(Environment environment, boolean takeOver) {
        this.environment = environment;
        this.takeOver = takeOver;
    }

    /** A recovery that waits for the lease of a holder that may live. */
    public static Recovery of(Environment environment) {
        return new Recovery(environment, false);
    }

    /**
     * This recovery with or without operator confirmation that the holder is dead: its lease is then not waited for. If
     * it lives after all, it makes no further change once it notices, but one that is under way may still arrive.
     */
    public Recovery withTakeOver(boolean takeOver) {
        return new Recovery(environment, takeOver);
    }

    /** The environment, with the groups, the target group and the parameter that are in the deployment state. */
    public Environment environment() {
        return environment;
    }

    /** Whether you, the operator, confirm that the holder is dead; by default you do not. */
    public boolean takeOver() {
        return takeOver;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Recovery that && environment.equals(that.environment) && takeOver == that.takeOver;
    }

    @Override
    public int hashCode() {
        return Objects.hash(environment, takeOver);
    }

    @Override
    public String toString() {
        return "Recovery[" + environment.name() + (takeOver ? ", taking over]" : "]");
    }
}
