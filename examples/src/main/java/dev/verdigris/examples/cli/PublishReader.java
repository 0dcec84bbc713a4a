package dev.verdigris.examples.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads where something is published. */
final class PublishReader implements ITypeConverter<TypedPublisher> {

    @Override
    public TypedPublisher convert(String text) {
        if (text.equals(TypedPublisher.CLOUDWATCH)) {
            return new TypedPublisher(null);
        }
        String before = TypedPublisher.CLOUDWATCH + ":";
        if (text.matches(before + "(?!AWS/)[A-Za-z0-9._/#:-]{1,255}")) {
            return new TypedPublisher(text.substring(before.length()));
        }
        throw new TypeConversionException(
                "expected cloudwatch, or cloudwatch:NAMESPACE with letters, digits and . - _ / # :, and not AWS/, found '"
                        + text + "'");
    }
}
