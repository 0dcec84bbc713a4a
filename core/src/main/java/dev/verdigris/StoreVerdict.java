package dev.verdigris;

import dev.verdigris.report.Finding;
import java.util.List;

/**
 * The verdict of {@link BlueGreen#checkStore(dev.verdigris.model.Naming, int)} on a deployment store. Immutable; printed,
 * it reads as a list of what was seen and what is wrong, with the verdict last. Facts may be added in a later version: implement
 * it in tests only.
 */
public interface StoreVerdict {

    /** Whether everything was tried and nothing is wrong. That nothing was found is no proof: more rounds find more. */
    boolean good();

    /** The things that were tried and are as they should be, or could not be tried, in words and in order. */
    List<String> seen();

    /** The findings, each with its remedy; empty if nothing is wrong. */
    List<Finding> findings();

    /** The verdict in one sentence. */
    String sentence();
}
