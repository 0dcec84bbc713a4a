/** The interfaces that a user implements: questions that are asked of the new fleet before it
 * gets traffic, and what follows traffic besides the load balancer. */
@NullMarked
package dev.verdigris.hook;

import org.jspecify.annotations.NullMarked;
