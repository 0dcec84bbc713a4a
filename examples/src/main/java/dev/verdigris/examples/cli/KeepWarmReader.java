package dev.verdigris.examples.cli;

import dev.verdigris.request.KeepWarm;
import java.time.Duration;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code forever} and {@code none}, in any case of letters, and for how long, such as {@code 2h}. */
final class KeepWarmReader implements ITypeConverter<KeepWarm> {

    @Override
    public KeepWarm convert(String value) {
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "forever" -> KeepWarm.forever();
            case "none" -> KeepWarm.none();
            default -> KeepWarm.of(time(value));
        };
    }

    private static Duration time(String value) {
        Duration time = Durations.read(value);
        if (time == null || time.isZero()) {
            throw new TypeConversionException("expected none, forever or a duration like 2h, found '" + value + "'");
        }
        return time;
    }
}
