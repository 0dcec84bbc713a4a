/** The interfaces that an adapter or a simulator implements: few, coarse and blocking. */
@NullMarked
package dev.verdigris.port;

import org.jspecify.annotations.NullMarked;
