/** How a deployment ended. */
@NullMarked
package dev.verdigris.outcome;

import org.jspecify.annotations.NullMarked;
