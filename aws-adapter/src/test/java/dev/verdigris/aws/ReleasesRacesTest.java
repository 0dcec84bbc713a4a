package dev.verdigris.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.verdigris.aws.moto.MotoWorld;
import dev.verdigris.error.PortException;
import dev.verdigris.model.Environment;
import dev.verdigris.port.Permit;
import dev.verdigris.port.Releases;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.ParameterType;

/** Release pointers on Moto that somebody else writes at the same moment, or whose answers are lost. */
class ReleasesRacesTest {
    private static final Environment BETA = Environment.of("beta");
    private static final String PARAMETER = "/compiler-explorer/beta/release";
    private static final Permit GRANTED = () -> {};

    private final MotoWorld moto = MotoWorld.fresh();
    private final Interference interference = new Interference();
    private final Releases ssm =
            new SsmReleases(moto.connected(SsmClient.builder(), interference).build(), MotoStore.calls());

    private void put(String value) {
        moto.ssm()
                .putParameter(request -> request.name(PARAMETER)
                        .value(value)
                        .type(ParameterType.STRING)
                        .overwrite(true));
    }

    private String held() {
        return moto.ssm()
                .getParameter(request -> request.name(PARAMETER))
                .parameter()
                .value();
    }

    @Test
    void a_selection_that_ours_has_overwritten_is_found_by_the_parameters_version() {
        put("1.0");
        interference.on("PutParameter", Interference.meanwhile(() -> put("9.9")));

        assertThatExceptionOfType(PortException.Conflict.class)
                .isThrownBy(() -> ssm.select(BETA, "1.0", "2.0", GRANTED))
                .withMessageContaining("expected 1.0 selected in the parameter " + PARAMETER
                        + ", found 9.9, which was overwritten by 2.0");
    }

    @Test
    void our_own_earlier_transmission_is_nobody_elses_selection() {
        put("1.0");
        interference.on("PutParameter", Interference.lostReply());

        ssm.select(BETA, "1.0", "2.0", GRANTED);

        assertThat(held()).isEqualTo("2.0");
        assertThat(interference.log()).containsExactly("GetParameter", "PutParameter", "PutParameter", "GetParameter");
    }

    @Test
    void the_first_selection_of_all_is_made_once() {
        interference.on("PutParameter", Interference.lostReply());
        ssm.select(BETA, null, "1.0", GRANTED);
        assertThat(held()).isEqualTo("1.0");

        moto.ssm().deleteParameter(request -> request.name(PARAMETER));
        interference.on("PutParameter", Interference.meanwhile(() -> put("9.9")));
        assertThatExceptionOfType(PortException.Conflict.class)
                .isThrownBy(() -> ssm.select(BETA, null, "1.0", GRANTED))
                .withMessageContaining("found 9.9");
        assertThat(held()).isEqualTo("9.9");
    }

    @Test
    void a_parameter_that_is_deleted_meanwhile_selects_nothing_as_it_should() {
        put("1.0");
        interference.on("DeleteParameter", Interference.lostReply());

        ssm.select(BETA, "1.0", null, GRANTED);

        assertThat(ssm.read(BETA).version()).isNull();
    }

    @Test
    void a_parameter_of_another_type_is_named() {
        moto.ssm()
                .putParameter(request -> request.name(PARAMETER).value("secret").type(ParameterType.SECURE_STRING));

        assertThatExceptionOfType(PortException.Invalid.class)
                .isThrownBy(() -> ssm.read(BETA))
                .withMessageContaining("to be a String, found a SecureString");
    }

    @Test
    void an_object_that_somebody_writes_meanwhile_is_not_overwritten() {
        S3Client plain = moto.connected(S3Client.builder().forcePathStyle(true)).build();
        String bucket = "races-" + moto.account();
        moto.createBucket(bucket);
        Releases s3 = new S3Releases(
                moto.connected(S3Client.builder().forcePathStyle(true), interference)
                        .build(),
                bucket,
                "beta/version",
                MotoStore.calls());
        s3.select(BETA, null, "1.0", GRANTED);

        interference.on(
                "PutObject",
                Interference.meanwhile(() -> plain.putObject(
                        request -> request.bucket(bucket).key("beta/version"), RequestBody.fromString("9.9"))));
        assertThatExceptionOfType(PortException.Conflict.class)
                .isThrownBy(() -> s3.select(BETA, "1.0", "2.0", GRANTED))
                .withMessageContaining("found 9.9");
        assertThat(s3.read(BETA).version()).isEqualTo("9.9");

        interference.on("PutObject", Interference.lostReply());
        s3.select(BETA, "9.9", "2.0", GRANTED);
        assertThat(s3.read(BETA).version()).isEqualTo("2.0");
    }

    @Test
    void a_bucket_that_is_not_there_is_not_found_and_a_malformed_key_refused() {
        S3Client client =
                moto.connected(S3Client.builder().forcePathStyle(true)).build();

        assertThatExceptionOfType(PortException.NotFound.class)
                .isThrownBy(() ->
                        AwsReleases.s3(client, "none-" + moto.account(), "beta").read(BETA))
                .withMessageContaining("NoSuchBucket");
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> AwsReleases.s3(client, "builds", "beta/"))
                .withMessageContaining("found 'beta/'");
    }
}
