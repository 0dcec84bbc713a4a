package dev.verdigris.aws;

import dev.verdigris.port.DeploymentStore;
import java.time.Duration;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.ssm.SsmClient;

/**
 * The stores on AWS in which deployment states can be kept, for {@code BlueGreen.Builder.store}. All who deploy the
 * same environment must keep its deployment state in the same place.
 *
 * <pre>{@code
 * DeploymentStore store = AwsStores.dynamoDb(DynamoDbClient.create(), "deployments");
 * BlueGreen blueGreen = BlueGreen.builder(cloud).store(store).build();
 * }</pre>
 *
 * <p>DynamoDB and S3 compare and set, so there a deployment whose holder has died can be taken over once its lease has
 * expired. Parameter Store cannot, so there an operator must confirm that the holder is dead. The first two need an SDK
 * module that does not come with this one: {@code software.amazon.awssdk:dynamodb} or {@code
 * software.amazon.awssdk:s3}.
 *
 * <p>The clients are used as they are and never closed here. Calls are made as those of {@link AwsCloud}: up to 4
 * transmissions in all, each given up after the call time-out, by default 15 seconds, without the clients' own retries.
 * A write whose own retry arrived after the original ends in {@link dev.verdigris.error.PortException.Conflict};
 * whoever wrote it finds its own text by reading back.
 */
@SuppressWarnings("exports") // a module that whoever calls this requires itself; the others need not have it
public final class AwsStores {
    private AwsStores() {}

    /**
     * A store in Parameter Store, below {@code PREFIX/NAME/deployment}, with the prefix of the environment's naming:
     * the default of {@link AwsCloud}. Leases do not expire.
     */
    public static DeploymentStore parameterStore(SsmClient client) {
        return parameterStore(client, AwsCalls.TIMEOUT);
    }

    /**
     * A store in Parameter Store, each of whose calls is given up after a time of your own.
     *
     * @throws IllegalArgumentException if the time-out is zero or negative
     */
    public static DeploymentStore parameterStore(SsmClient client, Duration callTimeout) {
        return new SsmDeploymentStore(client, calls(callTimeout));
    }

    /**
     * A store in a table of DynamoDB whose partition key is the string {@code environment} and that has no sort key, as
     * one item an environment, whose key is {@code PREFIX/NAME}. The table is not created here, and nothing in it is
     * deleted. It must not be written from several regions, since a global table does not compare across them unless it
     * is strongly consistent.
     *
     * @param table 3 to 255 letters, digits, {@code _}, {@code -} and {@code .}
     * @throws IllegalArgumentException if the table's name is malformed
     */
    public static DeploymentStore dynamoDb(DynamoDbClient client, String table) {
        return dynamoDb(client, table, AwsCalls.TIMEOUT);
    }

    /**
     * A store in a table of DynamoDB, each of whose calls is given up after a time of your own.
     *
     * @throws IllegalArgumentException if the table's name is malformed, or the time-out is zero or negative
     */
    public static DeploymentStore dynamoDb(DynamoDbClient client, String table, Duration callTimeout) {
        return new DynamoDbDeploymentStore(client, table, calls(callTimeout));
    }

    /**
     * A store in a bucket of S3, as the objects {@code PREFIX/KEY}, such as {@code
     * my-prefix/compiler-explorer/beta}. The bucket is not created here, nothing in it is
     * deleted, and no lifecycle rule may expire what is under the prefix. A server that stands in for S3 must test the
     * conditions {@code If-Match} and {@code If-None-Match} of PutObject and replace the object in one step, which
     * {@code BlueGreen.checkStore} finds out; at another endpoint most need {@code forcePathStyle(true)} on the client.
     *
     * @param bucket 3 to 63 lower-case letters, digits, {@code .} and {@code -}
     * @param prefix what the keys begin with, without the last {@code /}; empty for none
     * @throws IllegalArgumentException if the bucket's name or the prefix is malformed
     */
    public static DeploymentStore s3(S3Client client, String bucket, String prefix) {
        return s3(client, bucket, prefix, AwsCalls.TIMEOUT);
    }

    /**
     * A store in a bucket of S3, each of whose calls is given up after a time of your own.
     *
     * @throws IllegalArgumentException if the bucket's name or the prefix is malformed, or the time-out is zero or
     *     negative
     */
    public static DeploymentStore s3(S3Client client, String bucket, String prefix, Duration callTimeout) {
        return new S3DeploymentStore(client, bucket, prefix, calls(callTimeout));
    }

    private static AwsCalls calls(Duration callTimeout) {
        return new AwsCalls(callTimeout, AwsCalls.FIRST_PAUSE);
    }
}
