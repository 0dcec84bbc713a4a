/** Assertions about outcomes and simulated clouds, for AssertJ. */
@NullMarked
package dev.verdigris.testkit.assertj;

import org.jspecify.annotations.NullMarked;
