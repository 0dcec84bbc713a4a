/** How whoever is told or asked over HTTP is reached. */
@NullMarked
package dev.verdigris.internal.http;

import org.jspecify.annotations.NullMarked;
