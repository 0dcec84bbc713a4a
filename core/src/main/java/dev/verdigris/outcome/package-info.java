/** The outcomes of a deployment. */
@NullMarked
package dev.verdigris.outcome;

import org.jspecify.annotations.NullMarked;
