package dev.verdigris.port;

import dev.verdigris.error.PortException;
import dev.verdigris.model.Environment;
import dev.verdigris.report.Finding;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The release pointers: for each environment, the version that its new instances boot with, of whatever color. What a
 * version is called is the business of whoever selects it and of the instances that read it; here it is a word.
 */
public interface Releases {

    /**
     * A release pointer, as it was found.
     *
     * @param place where it is, in words that a person can look it up by, such as {@code the parameter
     *     /compiler-explorer/beta/release}; the same in every process for as long as it is the same pointer
     * @param version the selected version, verbatim; null if none is, or if there is an obstacle to reading it
     * @param obstacle why instances do not boot with what is selected there, or not all of them, with the remedy: a group
     *     that names another version of its launch template, for instance; null if they do
     */
    record Pointer(
            String place,
            @Nullable String version,
            @Nullable Finding obstacle) {}

    /**
     * A version that can be selected, or that was.
     *
     * @param version the version
     * @param since when it was made, or selected; by the clock of whoever keeps it
     * @param note what else is known of it, such as a description or who selected it; empty if nothing is
     */
    record Listed(String version, Instant since, String note) {}

    /**
     * The release pointer of an environment as it is now. Reads may be stale by seconds. That nothing was ever selected is
     * no error.
     *
     * @throws PortException.NotFound if there is no such place, such as a bucket or a group of the environment
     * @throws PortException if it could not be read
     */
    Pointer read(Environment environment);

    /**
     * Selects a version, if that is selected which the caller takes to be. It counts for instances that are launched after
     * this has returned. Idempotent: where the version is selected already nothing is sent, whatever was expected.
     *
     * <p>Where a place compares and sets (S3), somebody else's selection is never lost. Where it does not (Parameter Store,
     * launch templates), one that is made between our read and our write is; Parameter Store shows that afterwards, and it
     * ends in the same {@link PortException.Conflict}, which names it.
     *
     * @param expected what is selected, as was read; null if nothing was
     * @param version what to select; null to select nothing, as before the first selection
     * @throws PortException.Conflict if something else was selected meanwhile, which the message names
     * @throws PortException.Invalid if there is no such version, if nothing cannot be selected there, or if there is an
     *     {@linkplain Pointer#obstacle obstacle}
     * @throws PortException.Denied if the credentials may not
     * @throws PortException if it failed otherwise; where {@link PortException#isTransient()}, it may have taken effect
     */
    void select(Environment environment, @Nullable String expected, @Nullable String version, Permit permit);

    /**
     * The versions that the place knows, the newest first: those that were selected, or those that could be. Empty where
     * it keeps none but the selected one.
     *
     * @throws PortException if they could not be read
     */
    List<Listed> list(Environment environment);
}
