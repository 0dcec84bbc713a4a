package dev.verdigris.model;

import org.jspecify.annotations.Nullable;

/**
 * The tags of an Auto Scaling group that say which environment and which color it belongs to. Where a group has such a
 * tag, and it says something else, every verb that has a plan is refused; a group without it is not.
 *
 * @param environment the key of the tag that holds the environment's name; null if there is no such tag
 * @param color the key of the tag that holds {@code blue} or {@code green}; null if there is no such tag
 */
public record TagKeys(
        @Nullable String environment, @Nullable String color) {

    /** The longest key of a tag (Auto Scaling API model, {@code TagKey}). */
    private static final int LONGEST = 128;

    private static final TagKeys STANDARD = new TagKeys("Environment", "Color");
    private static final TagKeys NONE = new TagKeys(null, null);

    /** @throws IllegalArgumentException if a key is blank, or longer than 128 characters */
    public TagKeys {
        if (environment != null) {
            Require.text("tag key of the environment", environment, LONGEST);
        }
        if (color != null) {
            Require.text("tag key of the color", color, LONGEST);
        }
    }

    /** The tags {@code Environment} and {@code Color}: the default. */
    public static TagKeys standard() {
        return STANDARD;
    }

    /** No tags at all, for an organization in which those keys mean something else. */
    public static TagKeys none() {
        return NONE;
    }

    /** These tags with another key for the environment; null if no tag names it. */
    public TagKeys withEnvironment(@Nullable String key) {
        return new TagKeys(key, color);
    }

    /** These tags with another key for the color; null if no tag names it. */
    public TagKeys withColor(@Nullable String key) {
        return new TagKeys(environment, key);
    }
}
