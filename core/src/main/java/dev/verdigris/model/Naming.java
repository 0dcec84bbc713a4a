package dev.verdigris.model;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * By which convention an environment's parameters are named, where nothing names them one by one: below a prefix that
 * is {@code /compiler-explorer} unless told otherwise. The recorded color is kept in the parameter {@code
 * PREFIX/NAME/active-asg}, a release pointer in Parameter Store in {@code PREFIX/NAME/release}, and the deployment state in the deployment store under the key {@code PREFIX/NAME},
 * whichever store that is: a store has no prefix of its own that could say something else, and two environments of the
 * same name below different prefixes have nothing to do with each other. Immutable.
 */
public final class Naming {
    /** A parameter has at most 15 levels (SSM API, PutParameter); three of them come below the prefix. */
    private static final Pattern PREFIX = Pattern.compile("(?:/(?!\\.{1,2}(?:/|$))[A-Za-z0-9_.-]+){1,12}");

    private static final Pattern RESERVED = Pattern.compile("(?i)/(?:aws|ssm).*");
    private static final int LONGEST = 100;
    private static final Naming STANDARD = new Naming("/compiler-explorer");

    private final String prefix;

    private Naming(String prefix) {
        this.prefix = prefix;
    }

    /** The naming with the prefix {@code /compiler-explorer}. */
    public static Naming standard() {
        return STANDARD;
    }

    /**
     * The naming with a prefix.
     *
     * @param prefix 1 to 12 levels ({@code /acme} or {@code /acme/web}), of letters, digits, {@code .}, {@code _} and
     *     {@code -}, none of them {@code .} or {@code ..}, at most 100 characters in all; not beginning with {@code
     *     /aws} or {@code /ssm} (SSM API, PutParameter)
     * @throws IllegalArgumentException if it is malformed
     */
    public static Naming prefix(String prefix) {
        Require.text("prefix", prefix, LONGEST);
        Require.matching(
                "prefix",
                prefix,
                PREFIX,
                "1 to 12 levels of letters, digits, '.', '_' and '-', such as /acme, none of them '.' or '..', without a '/' at"
                        + " the end");
        if (RESERVED.matcher(prefix).matches()) {
            throw new IllegalArgumentException(
                    "prefix: expected one that does not begin with '/aws' or '/ssm', found '" + prefix + "'");
        }
        return new Naming(prefix);
    }

    /** The prefix, with the {@code /} that it begins with and none at its end. */
    public String prefix() {
        return prefix;
    }

    /** The parameter {@code PREFIX/NAME/release}, in which a release pointer in Parameter Store is kept. */
    public ParameterPath releaseParameter(String name) {
        return new ParameterPath(path(name) + "/release");
    }

    /** Below this are the parameters of an environment. */
    String path(String environment) {
        return prefix + "/" + environment;
    }

    /**
     * Under this key a deployment store keeps what belongs to a name: the prefix without the {@code /} that it begins
     * with, and the name.
     */
    public String stateKey(String name) {
        return path(name).substring(1);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Naming that && prefix.equals(that.prefix);
    }

    @Override
    public int hashCode() {
        return prefix.hashCode();
    }

    @Override
    public String toString() {
        return prefix;
    }
}
