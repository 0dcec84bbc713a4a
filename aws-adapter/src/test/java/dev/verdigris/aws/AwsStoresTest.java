package dev.verdigris.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.verdigris.error.PortException;
import dev.verdigris.port.DeploymentStore;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.ssm.SsmClient;

class AwsStoresTest {
    private static final String TOO_LONG_TABLE = "t".repeat(256);
    private static final String TOO_LONG_BUCKET = "b".repeat(64);

    private final Wire wire = new Wire();
    private final SsmClient ssm = wire.connected(SsmClient.builder()).build();
    private final DynamoDbClient dynamoDb =
            wire.connected(DynamoDbClient.builder()).build();
    private final S3Client s3 = wire.connected(S3Client.builder()).build();

    @Test
    void making_one_calls_nothing() {
        AwsStores.parameterStore(ssm);
        AwsStores.dynamoDb(dynamoDb, "deployments");
        AwsStores.s3(s3, "deployments", "records");

        assertThat(wire.log()).isEmpty();
    }

    @Test
    void leases_expire_where_writes_compare() {
        assertThat(AwsStores.parameterStore(ssm).leasesExpire()).isFalse();
        assertThat(AwsStores.dynamoDb(dynamoDb, "deployments").leasesExpire()).isTrue();
        assertThat(AwsStores.s3(s3, "deployments", "").leasesExpire()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "Blue-Green_records.2", "a.b", "---"})
    void names_of_tables(String table) {
        assertThatCode(() -> AwsStores.dynamoDb(dynamoDb, table)).doesNotThrowAnyException();
    }

    static List<String> noTables() {
        return List.of("", "ab", TOO_LONG_TABLE, "my table", "tablé", "arn:aws:dynamodb", "abc\n");
    }

    @ParameterizedTest
    @MethodSource("noTables")
    void what_is_no_name_of_a_table_is_refused(String table) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AwsStores.dynamoDb(dynamoDb, table))
                .withMessage("table: expected 3 to 255 letters, digits, '_', '-' and '.', found '" + table + "'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "abc",
                "0-0",
                "my.records-2",
                "1.2.3",
                "b23456789012345678901234567890123456789012345678901234567890123"
            })
    void names_of_buckets(String bucket) {
        assertThatCode(() -> AwsStores.s3(s3, bucket, "")).doesNotThrowAnyException();
    }

    static List<String> noBuckets() {
        return List.of(
                "",
                "ab",
                TOO_LONG_BUCKET,
                "Records",
                "my_records",
                "-records",
                "records-",
                ".records",
                "records.",
                "my..records",
                "192.168.5.4",
                "my/records",
                "my records",
                "abc\n");
    }

    @ParameterizedTest
    @MethodSource("noBuckets")
    void what_is_no_name_of_a_bucket_is_refused(String bucket) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AwsStores.s3(s3, bucket, ""))
                .withMessageStartingWith("bucket: expected 3 to 63 lower-case letters")
                .withMessageEndingWith("found '" + bucket + "'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "records", "a/b/c", "verdigris_2/x.y-z", "...", ".hidden/..x"})
    void prefixes(String prefix) {
        assertThatCode(() -> AwsStores.s3(s3, "records", prefix)).doesNotThrowAnyException();
    }

    static List<String> noPrefixes() {
        return List.of(
                "/", "/records", "records/", "a//b", ".", "..", "a/../b", "a b", "a*", "a/${x}", "x".repeat(851));
    }

    @ParameterizedTest
    @MethodSource("noPrefixes")
    void what_is_no_prefix_is_refused(String prefix) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AwsStores.s3(s3, "records", prefix))
                .withMessageStartingWith("prefix: expected names of letters, digits")
                .withMessageEndingWith("found '" + prefix + "'");
    }

    @Test
    void a_call_time_out_of_nothing_is_refused() {
        for (Duration none : List.of(Duration.ZERO, Duration.ofSeconds(-1))) {
            assertThatIllegalArgumentException().isThrownBy(() -> AwsStores.parameterStore(ssm, none));
            assertThatIllegalArgumentException().isThrownBy(() -> AwsStores.dynamoDb(dynamoDb, "records", none));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> AwsStores.s3(s3, "records", "", none))
                    .withMessage("call timeout: expected more than 0, found " + none);
        }
    }

    @Test
    void each_transmission_has_the_call_time_out() {
        Set<Duration> seen = new HashSet<>();
        ExecutionInterceptor recorder = new ExecutionInterceptor() {
            @Override
            public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
                seen.add(context.request()
                        .overrideConfiguration()
                        .orElseThrow()
                        .apiCallTimeout()
                        .orElseThrow());
            }
        };
        answerNothing();
        SsmClient ssm = wire.connected(SsmClient.builder())
                .overrideConfiguration(override -> override.addExecutionInterceptor(recorder))
                .build();
        DynamoDbClient dynamoDb = wire.connected(DynamoDbClient.builder())
                .overrideConfiguration(override -> override.addExecutionInterceptor(recorder))
                .build();
        S3Client s3 = wire.connected(S3Client.builder())
                .overrideConfiguration(override -> override.addExecutionInterceptor(recorder))
                .build();

        AwsStores.parameterStore(ssm).find("beta");
        AwsStores.dynamoDb(dynamoDb, "records").find("beta");
        AwsStores.s3(s3, "records", "").find("beta");
        assertThat(seen).containsExactly(Duration.ofSeconds(15));

        seen.clear();
        AwsStores.parameterStore(ssm, Duration.ofSeconds(41)).find("beta");
        AwsStores.dynamoDb(dynamoDb, "records", Duration.ofSeconds(42)).find("beta");
        AwsStores.s3(s3, "records", "", Duration.ofSeconds(43)).find("beta");
        assertThat(seen)
                .containsExactlyInAnyOrder(Duration.ofSeconds(41), Duration.ofSeconds(42), Duration.ofSeconds(43));
    }

    private void answerNothing() {
        wire.on("GetParametersByPath", Wire.text(200, "{\"Parameters\": []}"))
                .on("GetItem", Wire.text(200, "{}"))
                .on("GET", Wire.text(404, "<Error><Code>NoSuchKey</Code></Error>"));
    }

    @Test
    void a_denial_is_not_tried_again_and_names_what_to_allow() {
        Wire.Reply denied = Wire.text(400, "{\"__type\": \"AccessDeniedException\", \"message\": \"no\"}");
        wire.on("GetParametersByPath", denied)
                .on("GetItem", denied)
                .on("GET", Wire.text(403, "<Error><Code>AccessDenied</Code><Message>no</Message></Error>"));

        assertThat(Stream.of(
                                AwsStores.parameterStore(ssm),
                                AwsStores.dynamoDb(dynamoDb, "records"),
                                AwsStores.s3(s3, "records", ""))
                        .map(AwsStoresTest::remedy))
                .containsExactly(
                        "allow ssm:GetParametersByPath to the credentials in use",
                        "allow dynamodb:GetItem to the credentials in use",
                        "allow s3:GetObject to the credentials in use");

        assertThat(wire.log()).containsExactly("GetParametersByPath", "GetItem", "GET");
    }

    private static String remedy(DeploymentStore store) {
        return catchThrowableOfType(PortException.Denied.class, () -> store.find("beta"))
                .remedy();
    }

    @Test
    void the_clients_stay_open() {
        answerNothing();

        AwsStores.parameterStore(ssm).find("beta");
        AwsStores.dynamoDb(dynamoDb, "records").find("beta");
        AwsStores.s3(s3, "records", "").find("beta");

        assertThat(wire.closed()).isFalse();
    }
}
