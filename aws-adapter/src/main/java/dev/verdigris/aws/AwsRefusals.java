package dev.verdigris.aws;

import dev.verdigris.error.PortException;
import dev.verdigris.port.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.retry.ClockSkew;

/**
 * The refusals that a caller meets, and the remedy of each. Not every refusal is a policy's: the token may have
 * expired, the clock may be wrong, or there are no credentials to begin with.
 */
final class AwsRefusals {
    private static final Set<String> EXPIRED = Set.of("ExpiredToken", "ExpiredTokenException", "TokenRefreshRequired");

    private static final Set<String> UNKNOWN_CREDENTIALS = Set.of(
            "UnrecognizedClientException",
            "InvalidClientTokenId",
            "InvalidAccessKeyId",
            "InvalidToken",
            "MissingAuthenticationToken",
            "MissingAuthenticationTokenException",
            "IncompleteSignature",
            "IncompleteSignatureException",
            "InvalidSignatureException",
            "SignatureDoesNotMatch",
            "AuthFailure");

    /** The services that the SDK asks for credentials, on its own account and while it makes a call of ours. */
    private static final Pattern CREDENTIALS_SERVICE =
            Pattern.compile("software\\.amazon\\.awssdk\\.services\\.(sts|sso|ssooidc|signin)\\..*");

    /** The methods by which a provider of credentials is asked. */
    private static final Set<String> RESOLVING = Set.of("resolveCredentials", "resolveIdentity");

    private static final Pattern MISSING_MODULE =
            Pattern.compile("the '([a-z]+)' service module must be on the class path");

    /**
     * The action that AWS names, which may be another one than the call's: whoever sends an action that authenticates by
     * Cognito must be allowed {@code cognito-idp:DescribeUserPoolClient}, too.
     */
    private static final Pattern NOT_AUTHORIZED =
            Pattern.compile("not authorized to perform: ([a-z0-9-]+:[A-Za-z0-9]+)");

    private AwsRefusals() {}

    /** The refusal of an answer. */
    static PortException.Denied denied(String operation, String problem, AwsServiceException answer) {
        if (skewed(answer)) {
            return new PortException.Denied(
                    operation,
                    problem + " (this machine's clock is " + offset(answer) + ")",
                    "set this machine's clock, by NTP for instance",
                    answer);
        }
        return new PortException.Denied(operation, problem, remedy(operation, problem, AwsErrors.code(answer)), answer);
    }

    private static String remedy(String operation, String problem, @Nullable String code) {
        if (code != null && EXPIRED.contains(code)) {
            return "get new credentials";
        }
        if (code != null && UNKNOWN_CREDENTIALS.contains(code)) {
            return "check the credentials in use: AWS does not know them, or they do not belong together";
        }
        if ("OptInRequired".equals(code)) {
            return "enable the service, or the Region, for the account";
        }
        Matcher named = NOT_AUTHORIZED.matcher(problem);
        String action = named.find() ? named.group(1) : operation;
        if (problem.contains("explicit deny")) {
            return "have the explicit deny of " + action + " lifted; to allow it is not enough";
        }
        return "allow " + action + " to the credentials in use";
    }

    /** Whether an answer says that the request was signed at the wrong time. */
    static boolean skewed(AwsServiceException answer) {
        if (answer.isClockSkewException()) {
            return true;
        }
        String words = String.valueOf(answer.getMessage());
        return words.contains("Signature expired") || words.contains("Signature not yet current");
    }

    private static String offset(AwsServiceException answer) {
        AwsErrorDetails details = answer.awsErrorDetails();
        Optional<Instant> theirs = details == null || details.sdkHttpResponse() == null
                ? Optional.empty()
                : ClockSkew.getServerTime(details.sdkHttpResponse());
        return theirs.map(
                        time -> ahead(Duration.between(time, TimeSource.system().now())))
                .orElse("not AWS's, and the answer does not say by how much");
    }

    private static String ahead(Duration ours) {
        Duration apart = ours.abs();
        String size = apart.toHours() < 2 ? apart.toMinutes() + " min" : apart.toHours() + " h";
        return size + (ours.isNegative() ? " behind" : " ahead of") + " AWS's";
    }

    /**
     * Whether an exception was thrown while credentials were looked for, so that nothing of the call itself has been
     * sent.
     */
    static boolean withoutCredentials(Throwable thrown) {
        for (Throwable at = thrown; at != null; at = at.getCause()) {
            if (CREDENTIALS_SERVICE.matcher(at.getClass().getName()).matches()) {
                return true;
            }
            for (StackTraceElement frame : at.getStackTrace()) {
                if (RESOLVING.contains(frame.getMethodName())) {
                    return true;
                }
            }
        }
        return false;
    }

    /** The refusal where there are no credentials to call with. */
    static PortException.Denied noCredentials(String operation, Throwable thrown) {
        String words = String.valueOf(thrown.getMessage());
        Matcher missing = MISSING_MODULE.matcher(words);
        String remedy = missing.find()
                ? "put the module software.amazon.awssdk:" + missing.group(1) + " on the class path"
                : "get new credentials, and check where they are configured to come from";
        return new PortException.Denied(operation, "no credentials to call with: " + words, remedy, thrown);
    }
}
