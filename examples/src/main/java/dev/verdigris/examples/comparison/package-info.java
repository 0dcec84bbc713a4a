/** Every way to bring a new version to a fleet, measured side by side on the simulated cloud. */
@NullMarked
package dev.verdigris.examples.comparison;

import org.jspecify.annotations.NullMarked;
