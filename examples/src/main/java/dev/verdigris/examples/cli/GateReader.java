package dev.verdigris.examples.cli;

import dev.verdigris.request.Gate;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code before-switch}, {@code after-bake/4h}, which is aborted then, and {@code after-bake/4h/promote}. */
final class GateReader implements ITypeConverter<Gate> {
    private static final Pattern FORM = Pattern.compile("(before-switch|after-bake)(?:/([^/]+)(?:/(abort|promote))?)?");

    private final Durations durations = new Durations();

    @Override
    public Gate convert(String value) {
        Matcher matcher = FORM.matcher(value);
        if (!matcher.matches()) {
            throw new TypeConversionException(
                    "expected before-switch or after-bake, with the time that it waits and what"
                            + " becomes of it then, such as before-switch/2h or after-bake/2h/promote, found '" + value
                            + "'");
        }
        Gate gate = Gate.at(Gate.Point.parse(matcher.group(1)));
        try {
            return matcher.group(2) == null
                    ? gate
                    : expiring(gate, durations.convert(matcher.group(2)), matcher.group(3));
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(String.valueOf(e.getMessage()));
        }
    }

    private static Gate expiring(Gate gate, Duration expiry, String then) {
        return "promote".equals(then) ? gate.promotedAfter(expiry) : gate.abortedAfter(expiry);
    }
}
