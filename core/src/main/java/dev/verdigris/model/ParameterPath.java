package dev.verdigris.model;

/**
 * The full name of a Parameter Store parameter.
 *
 * @param value a path of at most 15 levels and 1,011 characters ({@code /a/b}) or a plain name; letters, digits and
 *     {@code . _ -}; not beginning with {@code aws} or {@code ssm} (the SSM API, PutParameter)
 */
public record ParameterPath(String value) {

    private static final int MOST_LEVELS = 15;

    /** @throws IllegalArgumentException if AWS would refuse the name */
    public ParameterPath {
        Require.text("parameter", value, 1011);
        Require.that(
                wellFormed(value),
                "parameter",
                value,
                "a path like /compiler-explorer/prod/active-asg of at most 15 levels");
        int name = value.startsWith("/") ? 1 : 0;
        if (value.regionMatches(true, name, "aws", 0, 3) || value.regionMatches(true, name, "ssm", 0, 3)) {
            throw new IllegalArgumentException(
                    "parameter: expected a name that does not begin with 'aws' or 'ssm', found '" + value + "'");
        }
    }

    /** Whether it is a plain name, or has a name in each of its levels. */
    private static boolean wellFormed(String value) {
        int levels = 0;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            boolean nameless = i + 1 == value.length() || value.charAt(i + 1) == '/';
            if (c == '/' ? nameless || ++levels > MOST_LEVELS : !Require.word(c)) {
                return false;
            }
        }
        return levels == 0 || value.charAt(0) == '/';
    }

    @Override
    public String toString() {
        return value;
    }
}
