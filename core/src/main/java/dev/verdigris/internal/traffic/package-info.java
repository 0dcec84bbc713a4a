/** Who gets requests: one reading of traffic for every strategy, in pure values. */
@NullMarked
package dev.verdigris.internal.traffic;

import org.jspecify.annotations.NullMarked;
