/** What is asked for, and the immutable plan made from it. */
@NullMarked
package dev.verdigris.plan;

import org.jspecify.annotations.NullMarked;
