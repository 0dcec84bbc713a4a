package dev.verdigris.model;

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

    @Override
    public String toString() {
        return value;
    }
}
