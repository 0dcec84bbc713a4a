package dev.verdigris.aws;

import dev.verdigris.error.PortException;
import dev.verdigris.port.DeploymentStore;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The deployment states in a table of DynamoDB, one item an environment. Each write gives the item a new revision, on
 * the condition that it still has the one that was read.
 */
final class DynamoDbDeploymentStore implements DeploymentStore {
    static final String READ = "dynamodb:GetItem";
    static final String WRITE = "dynamodb:PutItem";
    static final String DELETE = "dynamodb:DeleteItem";

    /** The names of tables: see "Naming rules" in the DynamoDB developer guide. */
    private static final Pattern TABLE = Pattern.compile("[a-zA-Z0-9_.-]{3,255}");

    private static final String KEY = "environment";
    private static final String TEXT = "deployment";
    private static final String REVISION = "revision";

    private final DynamoDbClient client;
    private final String table;
    private final AwsCalls calls;

    DynamoDbDeploymentStore(DynamoDbClient client, String table, AwsCalls calls) {
        if (!TABLE.matcher(table).matches()) {
            throw new IllegalArgumentException(
                    "table: expected 3 to 255 letters, digits, '_', '-' and '.', found '" + table + "'");
        }
        this.client = client;
        this.table = table;
        this.calls = calls;
    }

    @Override
    public @Nullable Stored find(String key) {
        Map<String, AttributeValue> item = calls.read(
                        READ,
                        () -> client.getItem(request -> request.tableName(table)
                                .key(Map.of(KEY, AttributeValue.fromS(key)))
                                .consistentRead(true)
                                .overrideConfiguration(calls.once())))
                .item();
        return item.isEmpty() ? null : new Stored(string(item, TEXT), string(item, REVISION));
    }

    private String string(Map<String, AttributeValue> item, String attribute) {
        AttributeValue value = item.get(attribute);
        if (value == null || value.s() == null) {
            throw new PortException.Invalid(
                    READ,
                    "expected an item with the string '" + attribute + "' in the table " + table + ", found only "
                            + item.keySet(),
                    null);
        }
        return value.s();
    }

    @Override
    public String claim(String key, String text, @Nullable String revision) {
        return put(key, text, revision);
    }

    @Override
    public String replace(String key, String text, String revision) {
        return put(key, text, revision);
    }

    private String put(String key, String text, @Nullable String expected) {
        String revision = UUID.randomUUID().toString();
        calls.write(
                WRITE,
                () -> client.putItem(request -> {
                    request.tableName(table)
                            .item(Map.of(
                                    KEY, AttributeValue.fromS(key),
                                    TEXT, AttributeValue.fromS(text),
                                    REVISION, AttributeValue.fromS(revision)))
                            .overrideConfiguration(calls.once());
                    if (expected == null) {
                        request.conditionExpression("attribute_not_exists(" + KEY + ")");
                    } else {
                        request.conditionExpression(REVISION + " = :expected")
                                .expressionAttributeValues(Map.of(":expected", AttributeValue.fromS(expected)));
                    }
                }));
        return revision;
    }

    @Override
    public boolean held(String key, String revision) {
        Stored stored = find(key);
        return stored != null && stored.revision().equals(revision);
    }

    @Override
    public boolean leasesExpire() {
        return true;
    }

    @Override
    public boolean delete(String key) {
        calls.write(
                DELETE,
                () -> client.deleteItem(request -> request.tableName(table)
                        .key(Map.of(KEY, AttributeValue.fromS(key)))
                        .overrideConfiguration(calls.once())));
        return true;
    }
}
