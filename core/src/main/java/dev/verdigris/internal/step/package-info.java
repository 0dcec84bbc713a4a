/** The steps, one a file: what each does, what undoes it and how it reads. */
@NullMarked
package dev.verdigris.internal.step;

import org.jspecify.annotations.NullMarked;
