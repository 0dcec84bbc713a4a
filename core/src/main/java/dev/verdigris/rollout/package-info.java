/**
 * Many environments, one after the other or so many at once, in waves: on the facade alone. A rollout keeps nothing of its
 * own; whoever runs it again goes on from what the environments' own deployment states say.
 */
@NullMarked
package dev.verdigris.rollout;

import org.jspecify.annotations.NullMarked;
