/** Programs that show the library at work, on the simulated cloud and on AWS. */
@NullMarked
package dev.verdigris.examples;

import org.jspecify.annotations.NullMarked;
