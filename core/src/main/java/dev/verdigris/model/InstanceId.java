package dev.verdigris.model;

import org.jspecify.annotations.Nullable;

/**
 * The id of an EC2 instance.
 *
 * @param value {@code i-} followed by letters and digits
 */
public record InstanceId(String value) implements Comparable<InstanceId> {

    private static final int LONGEST = 64;

    /** @throws IllegalArgumentException if it does not look like {@code i-0123456789abcdef0} */
    public InstanceId {
        boolean like = value.startsWith("i-") && value.length() > 2 && value.length() <= LONGEST;
        Require.that(
                like && Require.each(value, 2, Require::letterOrDigit),
                "instance id",
                value,
                "'i-' and letters or digits");
    }

    @Override
    public int compareTo(InstanceId other) {
        return value.compareTo(other.value);
    }

    /** By hand, as {@link #hashCode}: it is a key of every look at the world, and what a record brings along takes longer. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof InstanceId it && value.equals(it.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return value;
    }
}
