package dev.verdigris.model;

import java.util.Locale;
import java.util.regex.Pattern;
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
 * @param name 1 to 64 letters, digits, {@code .}, {@code _} and {@code -}
 * @param blue the Auto Scaling group of the blue fleet; never the same as {@code green}
 * @param green the Auto Scaling group of the green fleet
 * @param traffic how traffic moves between them
 * @param activeColorParameter where the recorded color is kept
 * @param tags the tags of the groups that say whose they are
 */
public record Environment(
        String name,
        GroupName blue,
        GroupName green,
        Traffic traffic,
        ParameterPath activeColorParameter,
        TagKeys tags) {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");

    /** @throws IllegalArgumentException if the name is malformed, or both colors name the same group */
    public Environment {
        valid(name);
        if (blue.equals(green)) {
            throw new IllegalArgumentException("environment " + name
                    + ": expected two different groups for blue and green, found '" + blue + "' for both");
        }
    }

    /** An environment whose groups have the standard tags, or none. */
    public Environment(
            String name, GroupName blue, GroupName green, Traffic traffic, ParameterPath activeColorParameter) {
        this(name, blue, green, traffic, activeColorParameter, TagKeys.standard());
    }

    private static String valid(String name) {
        Require.text("environment name", name, 64);
        return Require.matching(
                "environment name", name, NAME, "letters, digits, '.', '_' and '-', a letter or digit first");
    }

    /** The environment of that name with every convention: see {@link #named}. */
    public static Environment of(String name) {
        return named(name).build();
    }

    /**
     * Begins an environment. Unless told otherwise its groups are {@code NAME-blue} and {@code NAME-green}, its traffic
     * moves by registration in the target group titled like it ({@code beta} → {@code Beta}), its recorded color is
     * kept at {@code /compiler-explorer/NAME/active-asg}, and its groups' tags are {@code Environment} and {@code Color}.
     */
    public static Builder named(String name) {
        return new Builder(name);
    }

    /** This environment with other tags that say which environment and color a group belongs to. */
    public Environment withTags(TagKeys tags) {
        return new Environment(name, blue, green, traffic, activeColorParameter, tags);
    }

    /** The group of a color. */
    public GroupName group(Color color) {
        return color == Color.BLUE ? blue : green;
    }

    /** Begins an environment; not thread-safe. */
    public static final class Builder {
        private final String name;
        private @Nullable GroupName blue;
        private @Nullable GroupName green;
        private @Nullable Traffic traffic;
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

        /** Sets how traffic moves; by default by registration in the target group of the same name with a capital letter. */
        public Builder traffic(Traffic traffic) {
            this.traffic = traffic;
            return this;
        }

        /** Sets where the recorded color is kept; by default {@code /compiler-explorer/NAME/active-asg}. */
        public Builder activeColorParameter(String path) {
            this.activeColorParameter = new ParameterPath(path);
            return this;
        }

        /**
         * Sets the tags that say which environment and color a group belongs to; by default {@code Environment} and {@code
         * Color}. {@link TagKeys#none()} switches the check off.
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
            return new Environment(
                    name,
                    blue != null ? blue : new GroupName(name + "-blue"),
                    green != null ? green : new GroupName(name + "-green"),
                    traffic != null ? traffic : Traffic.registration(titled(name)),
                    activeColorParameter != null
                            ? activeColorParameter
                            : new ParameterPath("/compiler-explorer/" + name + "/active-asg"),
                    tags);
        }

        private static String titled(String name) {
            return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
        }
    }
}
