package dev.verdigris.examples.cli;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The store in which the deployment state is kept; it prints as it is typed. */
sealed interface Store {

    /** The store in Parameter Store. */
    record ParameterStore() implements Store {
        @Override
        public String toString() {
            return "ssm";
        }
    }

    /**
     * A store in DynamoDB.
     *
     * @param table the table
     */
    record DynamoDb(String table) implements Store {
        @Override
        public String toString() {
            return "dynamodb:" + table;
        }
    }

    /**
     * A store in S3.
     *
     * @param bucket the bucket
     * @param prefix what the keys begin with; empty for none
     */
    record S3(String bucket, String prefix) implements Store {
        @Override
        public String toString() {
            return "s3:" + bucket + (prefix.isEmpty() ? "" : "/" + prefix);
        }
    }

    /** Reads {@code ssm}, {@code dynamodb:TABLE} and {@code s3:BUCKET[/PREFIX]}. */
    final class Reader implements ITypeConverter<Store> {
        private static final Pattern DYNAMO_DB = Pattern.compile("dynamodb:([^:/]+)");
        private static final Pattern S3 = Pattern.compile("s3:([^:/]+)(?:/(.+))?");

        @Override
        public Store convert(String value) {
            if (value.equals("ssm")) {
                return new ParameterStore();
            }
            Matcher dynamoDb = DYNAMO_DB.matcher(value);
            if (dynamoDb.matches()) {
                return new DynamoDb(dynamoDb.group(1));
            }
            Matcher s3 = S3.matcher(value);
            if (s3.matches()) {
                return new S3(s3.group(1), s3.group(2) == null ? "" : s3.group(2));
            }
            throw new TypeConversionException(
                    "expected ssm, dynamodb:TABLE, s3:BUCKET or s3:BUCKET/PREFIX, found '" + value + "'");
        }
    }
}
