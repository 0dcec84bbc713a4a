package dev.verdigris.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdigris.error.PortException;
import dev.verdigris.error.PortException.Conflict;
import dev.verdigris.error.PortException.Denied;
import dev.verdigris.error.PortException.Invalid;
import dev.verdigris.error.PortException.NotFound;
import dev.verdigris.error.PortException.Throttled;
import dev.verdigris.error.PortException.Unavailable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;

class AwsErrorsTest {
    private static final String OPERATION = "autoscaling:UpdateAutoScalingGroup";

    static Stream<Arguments> codes() {
        return Stream.of(
                        all(
                                Throttled.class,
                                "Throttling",
                                "ThrottlingException",
                                "ThrottledException",
                                "RequestLimitExceeded",
                                "RequestThrottled",
                                "RequestThrottledException",
                                "TooManyRequestsException",
                                "TooManyUpdates",
                                "PriorRequestNotComplete",
                                "SlowDown",
                                "ProvisionedThroughputExceededException",
                                "ResourceContention",
                                "ScalingActivityInProgress"),
                        all(
                                NotFound.class,
                                "TargetGroupNotFound",
                                "LoadBalancerNotFound",
                                "ListenerNotFound",
                                "RuleNotFound",
                                "ParameterNotFound",
                                "ActiveInstanceRefreshNotFound",
                                "ResourceNotFoundException",
                                "NoSuchBucket",
                                "NoSuchKey",
                                "AWS.SimpleQueueService.NonExistentQueue",
                                "QueueDoesNotExist"),
                        all(
                                Conflict.class,
                                "ParameterAlreadyExists",
                                "InstanceRefreshInProgress",
                                "ConditionalCheckFailedException",
                                "PreconditionFailed"),
                        all(
                                Denied.class,
                                "AccessDenied",
                                "AccessDeniedException",
                                "UnauthorizedOperation",
                                "AuthFailure",
                                "UnrecognizedClientException",
                                "InvalidClientTokenId",
                                "InvalidAccessKeyId",
                                "InvalidToken",
                                "InvalidSignatureException",
                                "SignatureDoesNotMatch",
                                "IncompleteSignature",
                                "IncompleteSignatureException",
                                "MissingAuthenticationToken",
                                "MissingAuthenticationTokenException",
                                "ExpiredToken",
                                "ExpiredTokenException",
                                "TokenRefreshRequired",
                                "OptInRequired"),
                        all(
                                Unavailable.class,
                                "InternalFailure",
                                "InternalError",
                                "InternalServerError",
                                "ServiceUnavailable",
                                "ServiceUnavailableException",
                                "HealthUnavailable",
                                "ConditionalRequestConflict",
                                "OperationAborted",
                                "ReplicatedWriteConflictException",
                                "RequestTimeout",
                                "RequestTimeoutException"),
                        all(
                                Invalid.class,
                                "ValidationError",
                                "ValidationException",
                                "InvalidTarget",
                                "TooManyTargets",
                                "TooManyRegistrationsForTargetId",
                                "TooManyUniqueTargetGroupsPerLoadBalancer",
                                "TargetGroupAssociationLimit",
                                "TooManyActions",
                                "InvalidLoadBalancerAction",
                                "InvalidConfigurationRequest",
                                "IncompatibleProtocols",
                                "OperationNotPermitted",
                                "IrreversibleInstanceRefresh",
                                "InvalidParameterValue",
                                "ParameterMaxVersionLimitExceeded",
                                "InvalidAddress",
                                "InvalidAttributeName",
                                "UnsupportedParameterType"))
                .flatMap(codes -> codes);
    }

    private static Stream<Arguments> all(Class<? extends PortException> kind, String... codes) {
        return Arrays.stream(codes).map(code -> Arguments.of(code, kind));
    }

    @ParameterizedTest
    @MethodSource("codes")
    void a_code_decides_whatever_the_status(String code, Class<? extends PortException> kind) {
        for (int status : new int[] {400, 403, 500}) {
            PortException translated = AwsErrors.translate(OPERATION, answer(status, code, "because"));

            assertThat(translated).isExactlyInstanceOf(kind);
            assertThat(translated.operation()).isEqualTo(OPERATION);
            assertThat(translated.problem()).isEqualTo(OPERATION + ": " + code + ": because");
            assertThat(translated.isTransient()).isEqualTo(kind == Throttled.class || kind == Unavailable.class);
        }
    }

    @Test
    void a_parameter_whose_oldest_version_has_a_label_is_cured_by_taking_that_off() {
        assertThat(AwsErrors.translate(OPERATION, answer(400, "ParameterMaxVersionLimitExceeded", "because"))
                        .remedy())
                .contains("aws ssm unlabel-parameter-version");
    }

    static Stream<String> skewCodes() {
        return Stream.of("RequestExpired", "RequestTimeTooSkewed", "RequestInTheFuture");
    }

    @ParameterizedTest
    @MethodSource("skewCodes")
    void a_clock_that_is_wrong_is_named_and_not_a_policy(String code) {
        for (int status : new int[] {400, 403, 500}) {
            PortException translated = AwsErrors.translate(OPERATION, answer(status, code, "because"));

            assertThat(translated)
                    .isExactlyInstanceOf(Denied.class)
                    .hasMessageContaining(OPERATION + ": " + code + ": because (this machine's clock is not AWS's")
                    .matches(e -> !e.isTransient());
            assertThat(translated.remedy()).isEqualTo("set this machine's clock, by NTP for instance");
        }
    }

    @Test
    void every_code_of_the_table_is_tested() {
        assertThat(Stream.concat(codes().map(arguments -> (String) arguments.get()[0]), skewCodes()))
                .containsExactlyInAnyOrderElementsOf(new TreeSet<>(AwsErrors.codes()));
    }

    @Test
    void a_connection_that_broke_while_it_was_read_is_no_answer() {
        UncheckedIOException broken = new UncheckedIOException(new IOException("Connection reset"));

        assertThat(AwsErrors.translate(OPERATION, broken))
                .isExactlyInstanceOf(Unavailable.class)
                .hasMessageContaining("no answer: java.io.IOException: Connection reset")
                .hasCause(broken)
                .matches(PortException::isTransient);
    }

    @Test
    void what_else_a_client_throws_is_an_answer_that_cannot_be_used() {
        IllegalStateException closed = new IllegalStateException("Connection pool shut down");

        PortException translated = AwsErrors.translate(OPERATION, closed);

        assertThat(translated)
                .isExactlyInstanceOf(Unavailable.class)
                .hasMessageContaining("java.lang.IllegalStateException: Connection pool shut down")
                .hasCause(closed)
                .matches(PortException::isTransient);
        assertThat(translated.remedy()).contains("check that the client is open");
    }

    @ParameterizedTest
    @CsvSource({
        "400, Invalid",
        "401, Denied",
        "403, Denied",
        "404, NotFound",
        "409, Unavailable",
        "412, Conflict",
        "429, Throttled",
        "500, Unavailable",
        "502, Unavailable",
        "503, Unavailable",
        "504, Unavailable"
    })
    void a_code_that_is_not_known_is_told_by_its_status(int status, String kind) {
        assertThat(AwsErrors.translate(OPERATION, answer(status, "NeverHeardOf", "because"))
                        .getClass()
                        .getSimpleName())
                .isEqualTo(kind);
    }

    @Test
    void an_answer_without_a_code_is_told_by_its_status() {
        AwsServiceException html = AwsServiceException.builder()
                .statusCode(502)
                .message("<html>Bad Gateway</html>")
                .build();

        PortException translated = AwsErrors.translate(OPERATION, html);

        assertThat(translated).isExactlyInstanceOf(Unavailable.class).hasMessageContaining("HTTP 502");
    }

    @Test
    void a_group_that_does_not_exist_is_told_by_its_words() {
        assertThat(AwsErrors.translate(
                        OPERATION, answer(400, "ValidationError", "AutoScalingGroup name not found - beta-blue")))
                .isExactlyInstanceOf(NotFound.class);
    }

    @Test
    void no_answer_at_all_may_pass() {
        SdkException broken = SdkClientException.create("Unable to execute HTTP request");

        PortException translated = AwsErrors.translate(OPERATION, broken);

        assertThat(translated)
                .isExactlyInstanceOf(Unavailable.class)
                .hasMessageContaining("no answer: Unable to execute HTTP request")
                .hasCause(broken);
    }

    @Test
    void a_denial_says_what_to_allow() {
        assertThat(AwsErrors.translate(OPERATION, answer(403, "AccessDenied", "User is not authorized"))
                        .remedy())
                .isEqualTo("allow autoscaling:UpdateAutoScalingGroup to the credentials in use");
    }

    private static AwsServiceException answer(int status, String code, String message) {
        return AwsServiceException.builder()
                .statusCode(status)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode(code)
                        .errorMessage(message)
                        .build())
                .build();
    }
}
