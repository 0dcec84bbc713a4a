/** Real deployments on this machine, under a load that somebody else's program makes: to be looked at, and to be counted. */
@NullMarked
package dev.verdigris.examples.fleet;

import org.jspecify.annotations.NullMarked;
