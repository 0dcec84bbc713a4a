package dev.verdigris.internal.plan;

import org.jspecify.annotations.Nullable;

/**
 * What a rolling refresh begins from.
 *
 * @param newest the id of the newest instance refresh that the group had before: whatever is newer may be ours; null if it
 *     had none
 * @param reversible whether Auto Scaling can roll the refresh back
 */
public record RefreshBase(@Nullable String newest, boolean reversible) {}
