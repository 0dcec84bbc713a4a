/** A simulated cloud: seeded, deterministic, single-threaded, and living in virtual time. */
@NullMarked
package dev.verdigris.testkit;

import org.jspecify.annotations.NullMarked;
