package dev.verdigris.testkit.assertj;

import dev.verdigris.outcome.Outcome;
import dev.verdigris.testkit.SimulatedCloud;
import org.jspecify.annotations.Nullable;

/**
 * The entry to the assertions; import it statically, beside AssertJ's own.
 *
 * <pre>{@code
 * assertThat(outcome).rolledBackBecause("only 2 of 3 became healthy");
 * assertThat(cloud).servesOnly(Color.BLUE).hasRecorded(Color.BLUE).failedNoRequest();
 * }</pre>
 */
public final class VerdigrisAssertions {

    private VerdigrisAssertions() {}

    /** Begins assertions about how a deployment ended. */
    public static OutcomeAssert assertThat(@Nullable Outcome actual) {
        return new OutcomeAssert(actual);
    }

    /** Begins assertions about a simulated cloud. */
    public static SimulatedCloudAssert assertThat(@Nullable SimulatedCloud actual) {
        return new SimulatedCloudAssert(actual);
    }
}
