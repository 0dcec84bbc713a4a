package dev.verdigris.examples.cli;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The rollout that a YAML file describes.
 *
 * @param waves the waves by their names, in order
 * @param toleratedFailures the share of a wave's environments that may fail
 * @param goBack whether what has succeeded is rolled back once it stops
 * @param place where it is in the file
 */
record RolloutSection(Map<String, WaveSection> waves, double toleratedFailures, boolean goBack, String place) {

    /**
     * A wave.
     *
     * @param environments the names of its environments
     * @param atOnce how many go at once; null for the usual
     * @param soak the soak; null for none
     * @param place where it is in the file
     */
    record WaveSection(
            List<String> environments,
            @Nullable Integer atOnce,
            @Nullable Duration soak,
            String place) {}
}
