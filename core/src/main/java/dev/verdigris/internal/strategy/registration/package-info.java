/** Traffic by registration in one target group: everything that knows it. */
@NullMarked
package dev.verdigris.internal.strategy.registration;

import org.jspecify.annotations.NullMarked;
