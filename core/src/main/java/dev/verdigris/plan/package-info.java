/** The immutable plan of a request, as it reads. */
@NullMarked
package dev.verdigris.plan;

import org.jspecify.annotations.NullMarked;
