/** A page that shows what happened in a deployment. */
@NullMarked
package dev.verdigris.page;

import org.jspecify.annotations.NullMarked;
