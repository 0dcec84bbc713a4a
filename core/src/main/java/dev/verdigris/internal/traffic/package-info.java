/** The one reading of traffic: who gets requests, in pure values, the same for every strategy. */
@NullMarked
package dev.verdigris.internal.traffic;

import org.jspecify.annotations.NullMarked;
