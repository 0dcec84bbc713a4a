package dev.verdigris.examples.cli;

import dev.verdigris.model.Traffic.Stickiness;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code wait} and {@code remove}, in any case of letters. */
final class StickinessReader implements ITypeConverter<Stickiness> {

    @Override
    public Stickiness convert(String value) {
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "wait" -> Stickiness.WAIT;
            case "remove" -> Stickiness.REMOVE;
            default -> throw new TypeConversionException("expected wait or remove, found '" + value + "'");
        };
    }
}
