package dev.verdigris.examples.cli;

import org.jspecify.annotations.Nullable;

/**
 * Metrics in CloudWatch, as they are typed.
 *
 * @param namespace where they are; null for the usual one
 */
record TypedPublisher(@Nullable String namespace) {
    static final String CLOUDWATCH = "cloudwatch";

    /** The namespace that they are in. */
    String where() {
        return namespace == null ? "Verdigris" : namespace;
    }

    @Override
    public String toString() {
        return CLOUDWATCH + (namespace == null ? "" : ":" + namespace);
    }
}
