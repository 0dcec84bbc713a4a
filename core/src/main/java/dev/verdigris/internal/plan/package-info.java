/** The pure half: from what was observed and asked to the steps. */
@NullMarked
package dev.verdigris.internal.plan;

import org.jspecify.annotations.NullMarked;
