/** Traffic by attachment of one target group to the Auto Scaling group of the color that serves: everything that knows it. */
@NullMarked
package dev.verdigris.internal.strategy.attachment;

import org.jspecify.annotations.NullMarked;
