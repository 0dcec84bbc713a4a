package dev.verdigris.report;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A gate that a deployment has passed, and who let it pass. Immutable; printed, it reads as one line.
 *
 * <p>{@code BlueGreen} makes it, also on the testkit's {@code SimulatedCloud}, which is how a test gets one. Facts may
 * be added in a later version: implement it in tests only.
 */
public interface PromotedGate {

    /** The name of the gate, such as {@code before-switch}. */
    String gate();

    /** Who promoted it, by the name they gave; where it expired, who acted on that. */
    String who();

    /** When it was promoted, by the clock of whoever did. */
    Instant at();

    /** The reason they gave, or that it expired; null if none was given. */
    @Nullable
    String reason();
}
