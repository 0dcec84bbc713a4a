/** What is thrown: refusals, and what the cloud would not do. Expected endings are values, see {@code outcome}. */
@NullMarked
package dev.verdigris.error;

import org.jspecify.annotations.NullMarked;
