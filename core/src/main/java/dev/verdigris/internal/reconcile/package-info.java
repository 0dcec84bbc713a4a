/** What differs between an environment and how it should be, and how that is closed. */
@NullMarked
package dev.verdigris.internal.reconcile;

import org.jspecify.annotations.NullMarked;
