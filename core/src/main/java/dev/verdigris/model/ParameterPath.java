package dev.verdigris.model;

import java.util.regex.Pattern;

/**
 * The full name of a Parameter Store parameter.
 *
 * @param value a path of at most 15 levels and 1,011 characters ({@code /a/b}) or a plain name; letters, digits and
 *     {@code . _ -}; not beginning with {@code aws} or {@code ssm} (the SSM API, PutParameter)
 */
public record ParameterPath(String value) {

    private static final Pattern PATH = Pattern.compile("(?:/[A-Za-z0-9_.-]+){1,15}|[A-Za-z0-9_.-]+");

    /** @throws IllegalArgumentException if AWS would refuse the name */
    public ParameterPath {
        Require.text("parameter", value, 1011);
        Require.matching(
                "parameter", value, PATH, "a path like /compiler-explorer/prod/active-asg of at most 15 levels");
        int name = value.startsWith("/") ? 1 : 0;
        if (value.regionMatches(true, name, "aws", 0, 3) || value.regionMatches(true, name, "ssm", 0, 3)) {
            throw new IllegalArgumentException(
                    "parameter: expected a name that does not begin with 'aws' or 'ssm', found '" + value + "'");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
