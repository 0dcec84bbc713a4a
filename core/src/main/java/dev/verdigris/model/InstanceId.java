package dev.verdigris.model;

import java.util.regex.Pattern;

/**
 * The id of an EC2 instance.
 *
 * @param value {@code i-} followed by letters and digits
 */
public record InstanceId(String value) implements Comparable<InstanceId> {

    private static final Pattern ID = Pattern.compile("i-[0-9a-zA-Z]{1,62}");

    /** @throws IllegalArgumentException if it does not look like {@code i-0123456789abcdef0} */
    public InstanceId {
        Require.matching("instance id", value, ID, "'i-' and letters or digits");
    }

    @Override
    public int compareTo(InstanceId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
