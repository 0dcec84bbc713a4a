/** A team's command line around the library: how one may look, and one that works. */
@NullMarked
package dev.verdigris.examples.cli;

import org.jspecify.annotations.NullMarked;
