/**
 * The exceptions of the library: refusals, and failures of the cloud. Expected endings are values: see {@code outcome}.
 */
@NullMarked
package dev.verdigris.error;

import org.jspecify.annotations.NullMarked;
