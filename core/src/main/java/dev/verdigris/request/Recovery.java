package dev.verdigris.request;

import dev.verdigris.model.Environment;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The wish to resolve what is in progress: to resume or to abort it. Immutable. */
public final class Recovery {
    private final Environment environment;
    private final boolean takeOver;
    private final @Nullable String forced;

    private Recovery(Environment environment, boolean takeOver, @Nullable String forced) {
        this.environment = environment;
        this.takeOver = takeOver;
        this.forced = forced;
    }

    /** A recovery that waits for the lease of a holder that may live. */
    public static Recovery of(Environment environment) {
        return new Recovery(environment, false, null);
    }

    /**
     * This recovery with or without operator confirmation that the holder is dead: its lease is then not waited for. If
     * it lives after all, it makes no further change once it notices, but one that is under way may still arrive.
     */
    public Recovery withTakeOver(boolean takeOver) {
        return new Recovery(environment, takeOver, forced);
    }

    /**
     * This recovery also without the hooks that are not registered here. On the way back they are not undone, and named in
     * {@code FailedDirty}, with which the deployment has then ended; past the point of no return they are not called. Where
     * it is to go forward before that, it is refused all the same: abort it.
     *
     * @param reason why, for the history; 1 to 200 characters
     * @throws IllegalArgumentException if the reason is blank or longer
     */
    public Recovery withForce(String reason) {
        return new Recovery(environment, takeOver, Reason.require(reason));
    }

    /** The environment, with the groups, the target group and the parameter that are in the deployment state. */
    public Environment environment() {
        return environment;
    }

    /** Whether you, the operator, confirm that the holder is dead; by default you do not. */
    public boolean takeOver() {
        return takeOver;
    }

    /** The reason why it is done without hooks that are not registered here; null, the default, if it is not. */
    public @Nullable String forced() {
        return forced;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Recovery that
                && environment.equals(that.environment)
                && takeOver == that.takeOver
                && Objects.equals(forced, that.forced);
    }

    @Override
    public int hashCode() {
        return Objects.hash(environment, takeOver, forced);
    }

    @Override
    public String toString() {
        return "Recovery[" + environment.name() + (takeOver ? ", taking over" : "")
                + (forced == null ? "]" : ", forced: " + forced + "]");
    }
}
