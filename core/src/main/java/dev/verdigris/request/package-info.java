/** The requests: deployments, rollbacks and the rest, and the policies that say how each behaves. */
@NullMarked
package dev.verdigris.request;

import org.jspecify.annotations.NullMarked;
