/** The interfaces that a user implements: questions that are asked of the new fleet before it gets traffic. */
@NullMarked
package dev.verdigris.hook;

import org.jspecify.annotations.NullMarked;
