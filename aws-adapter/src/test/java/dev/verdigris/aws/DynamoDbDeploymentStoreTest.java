package dev.verdigris.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.verdigris.error.PortException;
import dev.verdigris.port.DeploymentStore;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What is kept in the table, and what becomes of a deployment state when DynamoDB does not answer well. */
class DynamoDbDeploymentStoreTest {
    private static final String GET = "GetItem";
    private static final String PUT = "PutItem";
    private static final String TEXT = "verdigris 1.0\n";

    private final Wire wire = new Wire();
    private final DeploymentStore wired = new DynamoDbDeploymentStore(
            wire.connected(DynamoDbClient.builder()).build(), "deployments", MotoStore.calls());

    private static Wire.Reply error(String code) {
        return Wire.text(
                400, "{\"__type\": \"com.amazonaws.dynamodb.v20120810#" + code + "\", \"message\": \"because\"}");
    }

    @Test
    void a_read_is_a_consistent_one() {
        wire.on(GET, Wire.text(200, "{}"));

        assertThat(wired.find("beta")).isNull();

        assertThat(wire.requests(GET).get(0).get("body"))
                .contains(
                        "\"ConsistentRead\":true",
                        "\"TableName\":\"deployments\"",
                        "{\"environment\":{\"S\":\"beta\"}}");
    }

    @Test
    void an_item_has_the_environment_the_text_and_the_revision() {
        MotoStore moto = MotoStore.dynamoDb();
        String revision = moto.connect().claim("beta", TEXT, null);

        try (DynamoDbClient client =
                moto.world.connected(DynamoDbClient.builder()).build()) {
            assertThat(client.scan(request -> request.tableName(MotoStore.TABLE))
                            .items())
                    .containsExactly(Map.of(
                            "environment", AttributeValue.fromS("beta"),
                            "deployment", AttributeValue.fromS(TEXT),
                            "revision", AttributeValue.fromS(revision)));
        }
    }

    @Test
    void an_item_of_somebody_elses_is_named_and_never_overwritten() {
        MotoStore moto = MotoStore.dynamoDb();
        try (DynamoDbClient client =
                moto.world.connected(DynamoDbClient.builder()).build()) {
            client.putItem(request -> request.tableName(MotoStore.TABLE)
                    .item(Map.of(
                            "environment", AttributeValue.fromS("beta"), "deployment", AttributeValue.fromN("7"))));
            DeploymentStore store = moto.connect();

            assertThatExceptionOfType(PortException.Invalid.class)
                    .isThrownBy(() -> store.find("beta"))
                    .withMessageContaining("expected an item with the string 'deployment' in the table deployments");
            assertThatExceptionOfType(PortException.Conflict.class).isThrownBy(() -> store.claim("beta", TEXT, null));
        }
    }

    @Test
    void a_table_that_is_not_there_is_named() {
        MotoStore moto = MotoStore.dynamoDb();
        try (DynamoDbClient client =
                moto.world.connected(DynamoDbClient.builder()).build()) {
            DeploymentStore lost = new DynamoDbDeploymentStore(client, "nowhere", MotoStore.calls());

            assertThatExceptionOfType(PortException.NotFound.class)
                    .isThrownBy(() -> lost.find("beta"))
                    .withMessageContaining("dynamodb:GetItem: ResourceNotFoundException");
            assertThatExceptionOfType(PortException.NotFound.class)
                    .isThrownBy(() -> lost.claim("beta", TEXT, null))
                    .withMessageContaining("check the name, the account and the region");
        }
    }

    @Test
    void a_write_is_tried_again_while_the_table_is_throttled_or_replicates() {
        wire.on(
                PUT,
                error("ProvisionedThroughputExceededException"),
                error("RequestLimitExceeded"),
                error("ReplicatedWriteConflictException"),
                Wire.text(200, "{}"));

        String revision = wired.claim("beta", TEXT, null);

        assertThat(revision).isNotBlank();
        assertThat(wire.requests(PUT))
                .hasSize(4)
                .allSatisfy(request -> assertThat(request.get("body")).contains(revision));
    }

    @Test
    void throttling_that_goes_on_is_told_as_such() {
        wire.on(PUT, error("ProvisionedThroughputExceededException"));

        assertThatExceptionOfType(PortException.Throttled.class)
                .isThrownBy(() -> wired.replace("beta", TEXT, "1"))
                .withMessageContaining("dynamodb:PutItem");
        assertThat(wire.transmissions(PUT)).isEqualTo(4);
    }

    @Test
    void a_condition_that_fails_is_a_conflict_at_once() {
        wire.on(PUT, error("ConditionalCheckFailedException"));

        assertThatExceptionOfType(PortException.Conflict.class).isThrownBy(() -> wired.replace("beta", TEXT, "1"));
        assertThat(wire.transmissions(PUT)).isEqualTo(1);
    }

    @Test
    void a_write_that_comes_second_to_itself_is_a_conflict_and_its_text_is_there() {
        MotoStore moto = MotoStore.dynamoDb();
        Interference interference = new Interference().on(PUT, Interference.lostReply());
        DeploymentStore store = moto.connect(interference);

        assertThatExceptionOfType(PortException.Conflict.class).isThrownBy(() -> store.claim("beta", TEXT, null));
        assertThat(interference.log()).containsExactly(PUT, PUT);
        DeploymentStore.Stored claimed = Objects.requireNonNull(store.find("beta"));
        assertThat(claimed.text()).isEqualTo(TEXT);

        interference.on(PUT, Interference.lostReply());
        assertThatExceptionOfType(PortException.Conflict.class)
                .isThrownBy(() -> store.replace("beta", TEXT + "more", claimed.revision()));
        DeploymentStore.Stored replaced = Objects.requireNonNull(store.find("beta"));
        assertThat(replaced.text()).isEqualTo(TEXT + "more");
        assertThat(replaced.revision()).isNotEqualTo(claimed.revision());
    }
}
