/** The immutable plan of a request, as it is printed. */
@NullMarked
package dev.verdigris.plan;

import org.jspecify.annotations.NullMarked;
