package dev.verdigris.model;

import java.util.regex.Pattern;

/**
 * A reference to a target group: its name or its ARN.
 *
 * @param value a name of 1 to 32 letters, digits and hyphens that neither begins nor ends with a hyphen (the ELBv2
 *     API, CreateTargetGroup), or a target group's ARN
 */
public record TargetGroupRef(String value) {

    private static final int LONGEST_NAME = 32;
    private static final Pattern ARN = Pattern.compile(
            "arn:aws[a-z-]*:elasticloadbalancing:[a-z0-9-]+:[0-9]{12}:targetgroup/[A-Za-z0-9-]{1,32}/[0-9a-zA-Z]+");

    /** @throws IllegalArgumentException if it is neither a valid name nor a well-formed ARN */
    public TargetGroupRef {
        Require.text("target group", value, 2048);
        if (value.startsWith("arn:")) {
            Require.matching(
                    "target group",
                    value,
                    ARN,
                    "an ARN like arn:aws:elasticloadbalancing:REGION:ACCOUNT:targetgroup/NAME/ID");
        } else {
            Require.that(
                    isName(value),
                    "target group",
                    value,
                    "a name of 1 to 32 letters, digits and hyphens, no hyphen first or last");
        }
    }

    private static boolean isName(String value) {
        return value.length() <= LONGEST_NAME
                && Require.each(value, 0, c -> Require.letterOrDigit(c) || c == '-')
                && !value.startsWith("-")
                && !value.endsWith("-");
    }

    /** Whether this is an ARN rather than a name. */
    public boolean isArn() {
        return value.startsWith("arn:");
    }

    @Override
    public String toString() {
        return value;
    }
}
