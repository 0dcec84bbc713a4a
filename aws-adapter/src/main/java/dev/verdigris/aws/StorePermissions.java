package dev.verdigris.aws;

import dev.verdigris.model.Environment;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** What IAM must allow where the deployment state is not in Parameter Store. */
sealed interface StorePermissions {

    /**
     * The statements that allow it for one environment.
     *
     * @param writes whether the deployment state is written, too
     */
    List<Statement> statements(Environment environment, boolean writes, EnvironmentPolicy.Place place);

    /** Those of the actions that are needed. */
    private static SortedSet<String> actions(String read, String write, boolean writes) {
        return new TreeSet<>(writes ? Set.of(read, write) : Set.of(read));
    }

    /**
     * The deployment state is an item of a table of DynamoDB.
     *
     * @param table the table
     */
    record InDynamoDb(String table) implements StorePermissions {

        @Override
        public List<Statement> statements(Environment environment, boolean writes, EnvironmentPolicy.Place place) {
            return List.of(new Statement(
                    RequiredPermissions.KEEP_DEPLOYMENT_STATE,
                    actions(DynamoDbDeploymentStore.READ, DynamoDbDeploymentStore.WRITE, writes),
                    List.of("arn:" + place.partition() + ":dynamodb:" + place.within() + ":table/" + table),
                    "{\"ForAllValues:StringEquals\": {\"dynamodb:LeadingKeys\": [\"" + environment.stateKey()
                            + "\"]}}"));
        }
    }

    /**
     * The deployment state is an object of S3, which tells those who may not list a bucket that an object is denied, not that
     * it is missing.
     *
     * @param bucket the bucket
     * @param prefix what its key begins with; empty for none
     */
    record InS3(String bucket, String prefix) implements StorePermissions {

        @Override
        public List<Statement> statements(Environment environment, boolean writes, EnvironmentPolicy.Place place) {
            String arn = "arn:" + place.partition() + ":s3:::" + bucket;
            String object = arn + "/" + (prefix.isEmpty() ? "" : prefix + "/") + environment.stateKey();
            return List.of(
                    new Statement(
                            RequiredPermissions.KEEP_DEPLOYMENT_STATE,
                            actions(S3Objects.READ, S3Objects.WRITE, writes),
                            List.of(object)),
                    new Statement("MissDeploymentState", new TreeSet<>(Set.of(S3Objects.MISS)), List.of(arn)));
        }
    }
}
