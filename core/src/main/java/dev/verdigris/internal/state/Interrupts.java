package dev.verdigris.internal.state;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Keeps interrupts from breaking off what must be done. */
public final class Interrupts {

    private Interrupts() {}

    /** Does something while an interrupt waits: one that has come already would break off each call, too. */
    public static <T extends @Nullable Object> T deferred(Supplier<T> action) {
        boolean interrupted = Thread.interrupted();
        try {
            return action.get();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
