/** The half that acts: performs steps, polls, guards, and undoes. */
@NullMarked
package dev.verdigris.internal.engine;

import org.jspecify.annotations.NullMarked;
