package dev.verdigris.examples.cli;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The place where the release pointer is kept; it prints as it is typed. */
sealed interface ReleasePlace {

    /** The parameter of the environment in Parameter Store. */
    record ParameterStore() implements ReleasePlace {
        @Override
        public String toString() {
            return "ssm";
        }
    }

    /**
     * An object of S3.
     *
     * @param bucket its bucket
     * @param key its key
     */
    record S3(String bucket, String key) implements ReleasePlace {
        @Override
        public String toString() {
            return "s3:" + bucket + "/" + key;
        }
    }

    /** The default version of the groups' launch template. */
    record LaunchTemplate() implements ReleasePlace {
        @Override
        public String toString() {
            return "launch-template";
        }
    }

    /** Reads {@code ssm}, {@code s3:BUCKET/KEY} and {@code launch-template}. */
    final class Reader implements ITypeConverter<ReleasePlace> {
        private static final Pattern S3 = Pattern.compile("s3:([^:/]+)/(.+)");

        @Override
        public ReleasePlace convert(String value) {
            Matcher s3 = S3.matcher(value);
            if (s3.matches()) {
                return new S3(s3.group(1), s3.group(2));
            }
            return switch (value) {
                case "ssm" -> new ParameterStore();
                case "launch-template" -> new LaunchTemplate();
                default ->
                    throw new TypeConversionException(
                            "expected ssm, s3:BUCKET/KEY or launch-template, found '" + value + "'");
            };
        }
    }
}
