/** The pure half: preflight, and the terms of a request, from what was observed and asked. */
@NullMarked
package dev.verdigris.internal.plan;

import org.jspecify.annotations.NullMarked;
