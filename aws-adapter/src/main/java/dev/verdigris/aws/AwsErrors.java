package dev.verdigris.aws;

import dev.verdigris.error.PortException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Translates AWS's errors for the ports: one table by error code. What is not in it is told by the HTTP status: a
 * service's fault may pass, a refusal will not. What is no answer at all may pass.
 */
final class AwsErrors {

    private interface Kind {
        PortException of(String operation, String problem, AwsServiceException answer);
    }

    private static final Map<String, Kind> TABLE = new HashMap<>();

    static {
        put(
                PortException.Throttled::new,
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
                "ScalingActivityInProgress");
        put(
                PortException.NotFound::new,
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
                "QueueDoesNotExist");
        put(
                PortException.Conflict::new,
                "ParameterAlreadyExists",
                "InstanceRefreshInProgress",
                "ConditionalCheckFailedException",
                "PreconditionFailed");
        put(
                AwsRefusals::denied,
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
                "RequestExpired",
                "RequestTimeTooSkewed",
                "RequestInTheFuture",
                "OptInRequired");
        put(
                PortException.Unavailable::new,
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
                "RequestTimeoutException");
        put(
                PortException.Invalid::new,
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
                "InvalidAddress",
                "InvalidAttributeName",
                "UnsupportedParameterType");
        put(AwsErrors::labelled, "ParameterMaxVersionLimitExceeded");
    }

    /** A parameter has 100 versions; the oldest is deleted for the next one, unless it has a label. */
    private static PortException labelled(String operation, String problem, AwsServiceException answer) {
        return new PortException.Invalid(
                operation,
                problem,
                "take the labels off the parameter's oldest version: aws ssm get-parameter-history shows them, aws ssm"
                        + " unlabel-parameter-version takes them off",
                answer);
    }

    private AwsErrors() {}

    private static void put(Kind kind, String... codes) {
        for (String code : codes) {
            TABLE.put(code, kind);
        }
    }

    /** The codes that the table knows. */
    static Set<String> codes() {
        return TABLE.keySet();
    }

    /**
     * Translates an exception from below a port, whoever threw it: a service, the SDK, its HTTP client, a provider of
     * credentials, or what else there is in a client. Where nobody has answered, a change may have taken effect.
     */
    static PortException translate(String operation, RuntimeException e) {
        if (AwsRefusals.withoutCredentials(e)) {
            return AwsRefusals.noCredentials(operation, e);
        }
        if (e instanceof AwsServiceException answer) {
            return kind(answer).of(operation, words(answer), answer);
        }
        if (e instanceof SdkException || e instanceof UncheckedIOException) {
            return new PortException.Unavailable(operation, "no answer: " + e.getMessage(), e);
        }
        return new PortException.Unavailable(
                operation,
                "no answer that can be used: " + e,
                "check that the client is open and how it is set up, then try again",
                e);
    }

    /** Whether sending the call again at once may help, though its failure will not pass by itself. */
    static boolean curable(PortException e) {
        if (!(e instanceof PortException.Denied) || e.getCause() == null) {
            return false;
        }
        return (e.getCause() instanceof AwsServiceException answer && AwsRefusals.skewed(answer))
                || AwsRefusals.withoutCredentials(e.getCause());
    }

    private static Kind kind(AwsServiceException answer) {
        String code = code(answer);
        // Auto Scaling has no code of its own for a group that does not exist.
        if ("ValidationError".equals(code) && words(answer).contains("name not found")) {
            return PortException.NotFound::new;
        }
        Kind known = code == null ? null : TABLE.get(code);
        if (known != null) {
            return known;
        }
        if (answer.isThrottlingException()) {
            return PortException.Throttled::new;
        }
        return switch (answer.statusCode()) {
            case 401, 403 -> AwsRefusals::denied;
            case 404 -> PortException.NotFound::new;
            // Two conditional writes at once; and a condition that does not hold, which may come without a body.
            case 409 -> PortException.Unavailable::new;
            case 412 -> PortException.Conflict::new;
            case 429 -> PortException.Throttled::new;
            default -> answer.statusCode() >= 500 ? PortException.Unavailable::new : PortException.Invalid::new;
        };
    }

    /** Whether an exception comes from an answer with that code. */
    static boolean says(PortException e, String code) {
        return e.getCause() instanceof AwsServiceException answer && code.equals(code(answer));
    }

    static @Nullable String code(AwsServiceException answer) {
        AwsErrorDetails details = answer.awsErrorDetails();
        return details == null ? null : details.errorCode();
    }

    private static String words(AwsServiceException answer) {
        AwsErrorDetails details = answer.awsErrorDetails();
        if (details != null && details.errorCode() != null) {
            return details.errorCode() + ": " + details.errorMessage();
        }
        return "HTTP " + answer.statusCode() + ": " + answer.getMessage();
    }
}
