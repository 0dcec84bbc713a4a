/**
 * Deployments that are stopped, disturbed and resumed, at every point, in a simulated cloud: the proof that none of
 * it leaves anything behind. Sweep your own checks and listeners with it.
 */
@NullMarked
package dev.verdigris.testkit.sweep;

import org.jspecify.annotations.NullMarked;
