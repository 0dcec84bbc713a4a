/** Traffic by forwarding to a target group of each color, by weight: everything that knows it. */
@NullMarked
package dev.verdigris.internal.strategy.forwarding;

import org.jspecify.annotations.NullMarked;
