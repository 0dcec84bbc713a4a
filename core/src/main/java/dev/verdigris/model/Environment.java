package dev.verdigris.model;

import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A named service with two fleets and one way to route traffic to them.
 *
 * <pre>{@code
 * Environment beta = Environment.of("beta");                     // beta-blue, beta-green, target group Beta
 * Environment prod = Environment.named("prod")
 *         .traffic(Traffic.registration("prod-web"))
 *         .build();
 * }</pre>
 *
 * <p>Immutable.
 */
public final class Environment {

    private final String name;
    private final GroupName blue;
    private final GroupName green;
    private final Traffic traffic;
    private final Naming naming;
    private final ParameterPath activeColorParameter;
    private final TagKeys tags;
    private final String stateKey;

    private Environment(Builder builder) {
        this.name = builder.name;
        this.blue = builder.blue != null ? builder.blue : new GroupName(name + "-blue");
        this.green = builder.green != null ? builder.green : new GroupName(name + "-green");
        this.traffic = builder.traffic != null ? builder.traffic : Traffic.registration(titled(name));
        this.naming = builder.naming;
        this.activeColorParameter = builder.activeColorParameter != null
                ? builder.activeColorParameter
                : new ParameterPath(naming.path(name) + "/active-asg");
        this.tags = builder.tags;
        this.stateKey = naming.stateKey(name);
        if (blue.equals(green)) {
            throw new IllegalArgumentException("environment " + name
                    + ": expected two different groups for blue and green, found '" + blue + "' for both");
        }
    }

    private static String valid(String name) {
        Require.text("environment name", name, 64);
        Require.that(
                Require.each(name, 0, Require::word) && Require.letterOrDigit(name.charAt(0)),
                "environment name",
                name,
                "letters, digits, '.', '_' and '-', a letter or digit first");
        return name;
    }

    /** The environment of that name with every convention: see {@link #named}. */
    public static Environment of(String name) {
        return named(name).build();
    }

    /**
     * Begins an environment. Unless told otherwise its groups are {@code NAME-blue} and {@code NAME-green}, its traffic
     * moves by registration in the target group titled like it ({@code beta} → {@code Beta}), its recorded color is
     * kept at {@code /compiler-explorer/NAME/active-asg}, and its groups' tags are {@code Environment} and {@code
     * Color}.
     *
     * @param name 1 to 64 letters, digits, {@code .}, {@code _} and {@code -}, a letter or digit first
     * @throws IllegalArgumentException if the name is malformed
     */
    public static Builder named(String name) {
        return new Builder(name);
    }

    /** This environment with other tags that say which environment and color a group belongs to. */
    public Environment withTags(TagKeys keys) {
        Builder builder = new Builder(name);
        builder.blue = blue;
        builder.green = green;
        builder.traffic = traffic;
        builder.naming = naming;
        builder.activeColorParameter = activeColorParameter;
        builder.tags = keys;
        return builder.build();
    }

    /** The name. */
    public String name() {
        return name;
    }

    /** The Auto Scaling group of the blue fleet; never the same as the green one. */
    public GroupName blue() {
        return blue;
    }

    /** The Auto Scaling group of the green fleet. */
    public GroupName green() {
        return green;
    }

    /** The group of a color. */
    public GroupName group(Color color) {
        return color == Color.BLUE ? blue : green;
    }

    /** The traffic strategy: how traffic moves between the fleets. */
    public Traffic traffic() {
        return traffic;
    }

    /** By which convention its parameters and its deployment state are named. */
    public Naming naming() {
        return naming;
    }

    /** Where the recorded color is kept. */
    public ParameterPath activeColorParameter() {
        return activeColorParameter;
    }

    /** The tags of the groups that say whose they are. */
    public TagKeys tags() {
        return tags;
    }

    /** Under this key the deployment store keeps its state: {@code compiler-explorer/NAME} by default. */
    public String stateKey() {
        return stateKey;
    }

    private static String titled(String name) {
        return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Environment that
                && name.equals(that.name)
                && blue.equals(that.blue)
                && green.equals(that.green)
                && traffic.equals(that.traffic)
                && naming.equals(that.naming)
                && activeColorParameter.equals(that.activeColorParameter)
                && tags.equals(that.tags);
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, blue, green, traffic, naming, activeColorParameter, tags);
    }

    @Override
    public String toString() {
        return "Environment[" + name + ", blue " + blue + ", green " + green + ", " + traffic + ", color in "
                + activeColorParameter + ", state under " + stateKey() + ", " + tags + "]";
    }

    /** Begins an environment; not thread-safe. */
    public static final class Builder {
        private final String name;
        private @Nullable GroupName blue;
        private @Nullable GroupName green;
        private @Nullable Traffic traffic;
        private Naming naming = Naming.standard();
        private @Nullable ParameterPath activeColorParameter;
        private TagKeys tags = TagKeys.standard();

        private Builder(String name) {
            this.name = valid(name);
        }

        /** Sets the group of the blue fleet; by default {@code NAME-blue}. */
        public Builder blueGroup(String group) {
            this.blue = new GroupName(group);
            return this;
        }

        /** Sets the group of the green fleet; by default {@code NAME-green}. */
        public Builder greenGroup(String group) {
            this.green = new GroupName(group);
            return this;
        }

        /**
         * Sets how traffic moves; by default by registration in the target group of the same name with a capital
         * letter.
         */
        public Builder traffic(Traffic traffic) {
            this.traffic = traffic;
            return this;
        }

        /** Sets how its parameters and its deployment state are named; by default {@link Naming#standard()}. */
        public Builder naming(Naming naming) {
            this.naming = naming;
            return this;
        }

        /**
         * Sets where the recorded color is kept; by default {@code PREFIX/NAME/active-asg}, with the prefix of the
         * naming.
         */
        public Builder activeColorParameter(String path) {
            this.activeColorParameter = new ParameterPath(path);
            return this;
        }

        /**
         * Sets the tags that say which environment and color a group belongs to; by default {@code Environment} and
         * {@code Color}. {@link TagKeys#none()} switches the check off.
         */
        public Builder tags(TagKeys keys) {
            this.tags = keys;
            return this;
        }

        /**
         * The environment.
         *
         * @throws IllegalArgumentException if a name, also one made by convention, is malformed
         */
        public Environment build() {
            return new Environment(this);
        }
    }

    /**
     * The tags of an Auto Scaling group that say which environment and which color it belongs to. Where a group has
     * such a tag, and it says something else, every verb that has a plan is refused; a group without it is not.
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
}
