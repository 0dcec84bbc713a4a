/** What a deployment needs of the world: few, coarse, blocking interfaces that an adapter or a simulator implements. */
@NullMarked
package dev.verdigris.port;

import org.jspecify.annotations.NullMarked;
