/** The trial of a deployment store: whether it keeps what deployments rely on. */
@NullMarked
package dev.verdigris.internal.store;

import org.jspecify.annotations.NullMarked;
