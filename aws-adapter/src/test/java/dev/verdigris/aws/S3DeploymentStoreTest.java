package dev.verdigris.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.verdigris.error.PortException;
import dev.verdigris.port.DeploymentStore;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/** What is kept in the bucket, and what becomes of a deployment state when S3 does not answer well. */
class S3DeploymentStoreTest {
    private static final String GET = "GET";
    private static final String PUT = "PUT";
    private static final String TEXT = "verdigris 1.0\n";

    private final Wire wire = new Wire();
    private final DeploymentStore wired = new S3DeploymentStore(
            wire.connected(S3Client.builder().forcePathStyle(true)).build(), "deployments", "", MotoStore.calls());

    private static Wire.Reply error(int status, String code) {
        return Wire.text(status, "<Error><Code>" + code + "</Code><Message>because</Message></Error>");
    }

    private static S3Client client(MotoStore moto) {
        return moto.world.connected(S3Client.builder().forcePathStyle(true)).build();
    }

    @Test
    void an_object_has_the_prefix_and_the_name_and_is_plain_text() {
        MotoStore moto = MotoStore.s3();
        String revision = moto.connect().claim("beta", TEXT, null);

        try (S3Client client = client(moto)) {
            assertThat(client.listObjectsV2(request -> request.bucket(moto.bucket()))
                            .contents())
                    .singleElement()
                    .returns("verdigris/deployments/beta", S3Object::key)
                    .returns(revision, S3Object::eTag);
            assertThat(client.headObject(
                                    request -> request.bucket(moto.bucket()).key("verdigris/deployments/beta"))
                            .contentType())
                    .isEqualTo("text/plain; charset=utf-8");
        }
    }

    @Test
    void without_a_prefix_an_object_has_the_name() {
        MotoStore moto = MotoStore.s3();
        try (S3Client client = client(moto)) {
            new S3DeploymentStore(client, moto.bucket(), "", MotoStore.calls()).claim("beta", TEXT, null);

            assertThat(client.listObjectsV2(request -> request.bucket(moto.bucket()))
                            .contents())
                    .extracting(S3Object::key)
                    .containsExactly("beta");
        }
    }

    @Test
    void a_bucket_that_is_not_there_is_named() {
        MotoStore moto = MotoStore.s3();
        try (S3Client client = client(moto)) {
            DeploymentStore lost = new S3DeploymentStore(client, moto.bucket() + "-not", "", MotoStore.calls());

            assertThatExceptionOfType(PortException.NotFound.class)
                    .isThrownBy(() -> lost.find("beta"))
                    .withMessageContaining("s3:GetObject: NoSuchBucket");
            assertThatExceptionOfType(PortException.NotFound.class)
                    .isThrownBy(() -> lost.replace("beta", TEXT, "\"1\""))
                    .withMessageContaining("s3:PutObject: NoSuchBucket");
        }
    }

    @Test
    void a_deployment_state_that_was_deleted_meanwhile_is_a_conflict() {
        MotoStore moto = MotoStore.s3();
        DeploymentStore store = moto.connect();
        String claimed = store.claim("beta", TEXT, null);
        try (S3Client client = client(moto)) {
            client.deleteObject(request -> request.bucket(moto.bucket()).key("verdigris/deployments/beta"));
        }

        assertThatExceptionOfType(PortException.Conflict.class)
                .isThrownBy(() -> store.replace("beta", TEXT + "more", claimed))
                .withMessageContaining(
                        "expected the deployment state of verdigris/deployments/beta at " + claimed + ", found none");
        assertThat(store.find("beta")).isNull();
    }

    @Test
    void a_conflict_of_conditional_writes_is_tried_again() {
        wire.on(
                PUT,
                error(409, "ConditionalRequestConflict"),
                error(409, "OperationAborted"),
                error(503, "SlowDown"),
                Wire.object("\"1\"", ""));

        assertThat(wired.claim("beta", TEXT, null)).isEqualTo("\"1\"");

        assertThat(wire.transmissions(PUT)).isEqualTo(4);
    }

    @Test
    void a_conflict_of_conditional_writes_that_goes_on_may_pass() {
        wire.on(PUT, error(409, "ConditionalRequestConflict"));

        assertThatExceptionOfType(PortException.Unavailable.class)
                .isThrownBy(() -> wired.claim("beta", TEXT, null))
                .withMessageContaining("s3:PutObject: ConditionalRequestConflict");
        assertThat(wire.transmissions(PUT)).isEqualTo(4);
    }

    @Test
    void a_condition_that_fails_is_a_conflict_at_once() {
        wire.on(PUT, error(412, "PreconditionFailed"));

        assertThatExceptionOfType(PortException.Conflict.class).isThrownBy(() -> wired.replace("beta", TEXT, "\"1\""));
        assertThat(wire.transmissions(PUT)).isEqualTo(1);
    }

    @Test
    void a_condition_that_fails_is_a_conflict_without_a_code_too() {
        wire.on(PUT, Wire.text(412, ""));

        assertThatExceptionOfType(PortException.Conflict.class).isThrownBy(() -> wired.claim("beta", TEXT, null));
        assertThatExceptionOfType(PortException.Conflict.class).isThrownBy(() -> wired.claim("beta", TEXT, "\"1\""));
        assertThatExceptionOfType(PortException.Conflict.class).isThrownBy(() -> wired.replace("beta", TEXT, "\"1\""));
        assertThat(wire.transmissions(PUT)).isEqualTo(3);
    }

    @Test
    void a_replacement_of_what_is_gone_is_a_conflict_without_a_code_too() {
        wire.on(PUT, Wire.text(404, ""));

        assertThatExceptionOfType(PortException.Conflict.class)
                .isThrownBy(() -> wired.replace("beta", TEXT, "\"1\""))
                .withMessageContaining("expected the deployment state of beta at \"1\", found none");
        assertThatExceptionOfType(PortException.Conflict.class).isThrownBy(() -> wired.claim("beta", TEXT, "\"1\""));
        assertThat(wire.transmissions(PUT)).isEqualTo(2);
    }

    @Test
    void a_state_that_is_found_after_all_by_who_was_to_create_it_is_a_conflict() {
        wire.on(PUT, Wire.text(404, "")).on(GET, Wire.object("\"2\"", TEXT));

        assertThatExceptionOfType(PortException.Conflict.class)
                .isThrownBy(() -> wired.claim("beta", TEXT, null))
                .withMessageContaining("expected no deployment state of beta, found one");
    }

    @Test
    void a_bucket_that_is_missing_is_no_conflict_whichever_answer_names_it() {
        wire.on(PUT, Wire.text(404, "")).on(GET, error(404, "NoSuchBucket"), error(404, "NoSuchKey"));

        assertThatExceptionOfType(PortException.NotFound.class)
                .isThrownBy(() -> wired.claim("beta", TEXT, null))
                .withMessageContaining("s3:GetObject: NoSuchBucket");
        assertThatExceptionOfType(PortException.NotFound.class)
                .isThrownBy(() -> wired.claim("beta", TEXT, null))
                .withMessageContaining("s3:PutObject: HTTP 404");
    }

    @Test
    void a_conflict_of_conditional_writes_without_a_code_is_tried_again() {
        wire.on(PUT, Wire.text(409, ""), Wire.text(409, ""), Wire.object("\"1\"", ""));

        assertThat(wired.replace("beta", TEXT, "\"0\"")).isEqualTo("\"1\"");
        assertThat(wire.transmissions(PUT)).isEqualTo(3);
    }

    @Test
    void a_write_is_sent_in_one_piece_without_asking_first() {
        wire.on(PUT, Wire.object("\"1\"", ""));

        wired.claim("beta", TEXT, null);

        assertThat(wire.requests(PUT))
                .singleElement()
                .satisfies(sent -> assertThat(sent)
                        .doesNotContainKeys("Expect", "Content-Encoding", "x-amz-trailer")
                        .containsEntry("x-amz-checksum-crc32", "FL01DA==")
                        .containsEntry("body", TEXT));
    }

    @Test
    void a_read_that_breaks_off_is_made_again() {
        wire.on(GET, Wire.broken(), Wire.object("\"1\"", TEXT));

        assertThat(wired.find("beta")).isEqualTo(new DeploymentStore.Stored(TEXT, "\"1\""));
    }

    /** Whatever the client is told of checksums: what was written half is not read. */
    @Test
    void a_read_that_is_not_what_was_written_by_its_checksum_is_made_again() {
        DeploymentStore lenient = new S3DeploymentStore(
                wire.connected(S3Client.builder()
                                .forcePathStyle(true)
                                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED))
                        .build(),
                "deployments",
                "",
                MotoStore.calls());
        wire.on(
                GET,
                Wire.object("\"1\"", "verdigris", Map.of("x-amz-checksum-crc32", "FL01DA==")),
                Wire.object("\"1\"", TEXT, Map.of("x-amz-checksum-crc32", "FL01DA==")));

        assertThat(lenient.find("beta")).isEqualTo(new DeploymentStore.Stored(TEXT, "\"1\""));
        assertThat(wire.transmissions(GET)).isEqualTo(2);
    }

    @Test
    void a_write_that_comes_second_to_itself_is_a_conflict_and_its_text_is_there() {
        MotoStore moto = MotoStore.s3();
        Interference interference = new Interference().on("PutObject", Interference.lostReply());
        DeploymentStore store = moto.connect(interference);

        assertThatExceptionOfType(PortException.Conflict.class).isThrownBy(() -> store.claim("beta", TEXT, null));
        assertThat(interference.log()).containsExactly("PutObject", "PutObject");
        DeploymentStore.Stored claimed = Objects.requireNonNull(store.find("beta"));
        assertThat(claimed.text()).isEqualTo(TEXT);

        interference.on("PutObject", Interference.lostReply());
        assertThatExceptionOfType(PortException.Conflict.class)
                .isThrownBy(() -> store.replace("beta", TEXT + "more", claimed.revision()));
        assertThat(Objects.requireNonNull(store.find("beta")).text()).isEqualTo(TEXT + "more");
    }
}
