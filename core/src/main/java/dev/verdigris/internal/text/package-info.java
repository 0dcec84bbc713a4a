/** The words for durations, counts and lists in messages. */
@NullMarked
package dev.verdigris.internal.text;

import org.jspecify.annotations.NullMarked;
