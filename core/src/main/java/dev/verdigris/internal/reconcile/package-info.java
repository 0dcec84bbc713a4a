/** What differs between an environment and how it should be. */
@NullMarked
package dev.verdigris.internal.reconcile;

import org.jspecify.annotations.NullMarked;
