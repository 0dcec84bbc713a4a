package dev.verdigris.examples.cli;

import dev.verdigris.request.KeepWarm;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code forever} and {@code none}, in any case of letters. */
final class KeepWarmReader implements ITypeConverter<KeepWarm> {

    @Override
    public KeepWarm convert(String value) {
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "forever" -> KeepWarm.forever();
            case "none" -> KeepWarm.none();
            default -> throw new TypeConversionException("expected none or forever, found '" + value + "'");
        };
    }
}
