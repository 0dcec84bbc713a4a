package dev.verdigris.model;

import org.jspecify.annotations.Nullable;

/**
 * The name of an Auto Scaling group.
 *
 * @param value 1 to 255 printable characters without a colon (the AutoScaling API model, {@code XmlStringMaxLen255};
 *     a colon is refused by CreateAutoScalingGroup)
 */
public record GroupName(String value) implements Comparable<GroupName> {

    /** @throws IllegalArgumentException if the name is blank, too long or holds a character AWS refuses */
    public GroupName {
        Require.text("group name", value, 255);
        Require.that(
                Require.each(value, 0, c -> c >= ' ' && c <= '~' && c != ':'),
                "group name",
                value,
                "printable ASCII without ':'");
    }

    @Override
    public int compareTo(GroupName other) {
        return value.compareTo(other.value);
    }

    /** By hand, as {@link #hashCode}: it is a key of every look at the world, and what a record brings along takes longer. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof GroupName it && value.equals(it.value);
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
