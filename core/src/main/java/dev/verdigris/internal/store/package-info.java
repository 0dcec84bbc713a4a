/** Tries whether a deployment store keeps what deployments rely on. */
@NullMarked
package dev.verdigris.internal.store;

import org.jspecify.annotations.NullMarked;
