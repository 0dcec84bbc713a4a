package dev.verdigris.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.verdigris.error.PortException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.SdkHttpResponse;

/** A refusal says what cures it: a policy does not cure a token that has expired. */
class AwsRefusalsTest {
    private static final String OPERATION = "ssm:PutParameter";

    private static AwsServiceException answer(int status, String code, String message, SdkHttpResponse response) {
        return AwsServiceException.builder()
                .statusCode(status)
                .message(message)
                .clockSkew(Duration.ZERO)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode(code)
                        .errorMessage(message)
                        .sdkHttpResponse(response)
                        .build())
                .build();
    }

    private static AwsServiceException answer(String code, String message) {
        return answer(
                400, code, message, SdkHttpResponse.builder().statusCode(400).build());
    }

    private static String remedy(String code, String message) {
        return AwsErrors.translate(OPERATION, answer(code, message)).remedy();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ExpiredToken", "ExpiredTokenException", "TokenRefreshRequired"})
    void a_token_that_has_expired_is_replaced_and_no_action_allowed(String code) {
        assertThat(remedy(code, "The security token included in the request is expired"))
                .isEqualTo("get new credentials");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UnrecognizedClientException",
                "InvalidClientTokenId",
                "SignatureDoesNotMatch",
                "InvalidSignatureException",
                "IncompleteSignature"
            })
    void credentials_that_AWS_does_not_know_are_checked(String code) {
        assertThat(remedy(code, "no")).startsWith("check the credentials in use");
    }

    @Test
    void what_a_policy_denies_is_allowed() {
        assertThat(remedy("AccessDeniedException", "no identity-based policy allows the ssm:PutParameter action"))
                .isEqualTo("allow ssm:PutParameter to the credentials in use");
    }

    @Test
    void an_explicit_deny_is_lifted_since_to_allow_is_not_enough() {
        assertThat(remedy("AccessDeniedException", "with an explicit deny in a service control policy"))
                .startsWith("have the explicit deny of ssm:PutParameter lifted");
    }

    @Test
    void an_action_that_AWS_names_is_the_one_to_allow_whatever_was_called() {
        assertThat(remedy(
                        "AccessDenied",
                        "User: arn:aws:iam::123456789012:user/ci is not authorized to perform:"
                                + " cognito-idp:DescribeUserPoolClient on resource: *"))
                .isEqualTo("allow cognito-idp:DescribeUserPoolClient to the credentials in use");
    }

    @Test
    void a_region_that_is_not_enabled_is_enabled() {
        assertThat(remedy("OptInRequired", "subscribe")).startsWith("enable the service, or the Region");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Signature expired: 20261127T100000Z is now earlier than 20261127T101500Z",
                "Signature not yet current: 20261127T103000Z is still later than 20261127T101500Z"
            })
    void a_signature_of_the_wrong_time_is_skew_though_no_date_says_so(String message) {
        PortException translated = AwsErrors.translate(OPERATION, answer("InvalidSignatureException", message));

        assertThat(translated.problem()).contains(message, "this machine's clock is not AWS's");
        assertThat(translated.remedy()).startsWith("set this machine's clock");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Mon, 01 Jan 1990 00:00:00 GMT", "Fri, 01 Jan 2190 00:00:00 GMT"})
    void skew_says_by_how_much(String date) {
        SdkHttpResponse response = SdkHttpResponse.builder()
                .statusCode(403)
                .putHeader("Date", date)
                .build();

        assertThat(AwsErrors.translate(OPERATION, answer(403, "SignatureDoesNotMatch", "no", response))
                        .problem())
                .matches(
                        date.contains("1990")
                                ? ".*this machine's clock is \\d{6} h ahead of AWS's\\)"
                                : ".*this machine's clock is \\d{7} h behind AWS's\\)");
    }

    private static RuntimeException thrownBy(AwsCredentialsProvider provider) {
        return catchThrowableOfType(RuntimeException.class, provider::resolveCredentials);
    }

    @Test
    void credentials_that_cannot_be_had_are_no_fault_of_the_network() {
        RuntimeException thrown = catchThrowableOfType(RuntimeException.class, () -> {
            AwsCredentialsProvider provider = () -> {
                throw new IllegalStateException("the vault is sealed");
            };
            provider.resolveIdentity();
        });

        PortException translated = AwsErrors.translate(OPERATION, thrown);

        assertThat(translated)
                .isExactlyInstanceOf(PortException.Denied.class)
                .hasMessageContaining("no credentials to call with: the vault is sealed")
                .hasCause(thrown);
        assertThat(translated.remedy()).startsWith("get new credentials");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sts", "sso", "ssooidc"})
    void a_module_that_is_missing_is_named(String module) {
        RuntimeException thrown = thrownBy(new AwsCredentialsProvider() {
            @Override
            public software.amazon.awssdk.auth.credentials.AwsCredentials resolveCredentials() {
                throw SdkClientException.create("To use assumed roles in the 'deployer' profile, the '" + module
                        + "' service module must be on the class path.");
            }
        });

        assertThat(AwsErrors.translate(OPERATION, thrown).remedy())
                .isEqualTo("put the module software.amazon.awssdk:" + module + " on the class path");
    }

    @Test
    void an_ordinary_failure_has_nothing_to_do_with_credentials() {
        assertThat(AwsRefusals.withoutCredentials(new IllegalStateException("closed")))
                .isFalse();
        assertThat(AwsRefusals.withoutCredentials(answer("AccessDenied", "no"))).isFalse();
    }
}
