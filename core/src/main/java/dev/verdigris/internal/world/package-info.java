/** The world as steps see and change it: the look, the guard, and what was seen so far. */
@NullMarked
package dev.verdigris.internal.world;

import org.jspecify.annotations.NullMarked;
