/** How durations, counts and lists read in messages. */
@NullMarked
package dev.verdigris.internal.text;

import org.jspecify.annotations.NullMarked;
