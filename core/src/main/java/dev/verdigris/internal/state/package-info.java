/** The deployment state of an environment, and the lease of whoever may act on it. */
@NullMarked
package dev.verdigris.internal.state;

import org.jspecify.annotations.NullMarked;
