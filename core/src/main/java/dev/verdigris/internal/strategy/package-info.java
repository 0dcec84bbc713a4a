/** The traffic strategies, and the only place that asks which one an environment has. */
@NullMarked
package dev.verdigris.internal.strategy;

import org.jspecify.annotations.NullMarked;
