package dev.verdigris.internal.traffic;

import java.time.Duration;
import java.util.List;

/**
 * What the traffic of an environment goes through, as a plan fixes it: its strategy's part of the preimage. Only the
 * strategy knows what is in it; two are equal if they are the same.
 */
public interface Route {

    /** Its name, as people know it. */
    String name();

    /** How long an instance that gets no more requests may finish those that it has. */
    Duration drain();

    /** What is not the same in another route of the same strategy, in words; empty if they are equal. */
    List<String> differences(Route now);
}
