package dev.verdigris.examples.cli;

import dev.verdigris.request.Shift;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code all-at-once}, and stages such as {@code 10%/5m,50%/5m,100%}. */
final class ShiftReader implements ITypeConverter<Shift> {
    private static final String AT_ONCE = "all-at-once";
    private static final Pattern STAGE = Pattern.compile("([0-9]{1,9})%(?:/(.+))?");

    private final Durations durations = new Durations();

    @Override
    public Shift convert(String value) {
        if (value.equals(AT_ONCE)) {
            return Shift.allAtOnce();
        }
        List<Shift.Stage> stages = new ArrayList<>();
        try {
            for (String stage : value.split(",", -1)) {
                stages.add(stage(stage, value));
            }
            return Shift.of(stages);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(String.valueOf(e.getMessage()));
        }
    }

    private Shift.Stage stage(String stage, String value) {
        Matcher matcher = STAGE.matcher(stage);
        if (!matcher.matches()) {
            throw new TypeConversionException("expected " + AT_ONCE
                    + ", or percentages with the time that each bakes, such as 10%/5m,50%/5m,100%, found '" + value
                    + "'");
        }
        String bake = matcher.group(2);
        return new Shift.Stage(
                Integer.parseInt(matcher.group(1)), bake == null ? Duration.ZERO : durations.convert(bake));
    }
}
