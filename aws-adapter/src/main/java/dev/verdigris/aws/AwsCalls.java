package dev.verdigris.aws;

import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.FailsafeExecutor;
import dev.failsafe.RetryPolicy;
import dev.verdigris.error.PortException;
import dev.verdigris.error.VerdigrisException;
import dev.verdigris.port.Permit;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.SdkPlugin;
import software.amazon.awssdk.retries.DefaultRetryStrategy;

/**
 * How a call is made: when the rate allows it, with a time-out, without the client's own retries, and with ours, which ask for the permit before
 * each transmission. Whatever is thrown below comes out as a {@link PortException}, errors of the machine aside.
 */
final class AwsCalls {
    /** The longest that one transmission may take, unless told otherwise. */
    static final Duration TIMEOUT = Duration.ofSeconds(15);

    /** The pause before the first retry, unless told otherwise. */
    static final Duration FIRST_PAUSE = Duration.ofMillis(200);

    private static final int TRANSMISSIONS = 4;
    private static final SdkPlugin NO_RETRIES_OF_ITS_OWN =
            client -> client.overrideConfiguration(client.overrideConfiguration().toBuilder()
                    .retryStrategy(DefaultRetryStrategy.doNotRetry())
                    .build());

    private final Consumer<AwsRequestOverrideConfiguration.Builder> once;
    private final FailsafeExecutor<Object> retrying;
    private final CallRate rate;

    AwsCalls(Duration timeout, Duration firstPause) {
        this(timeout, firstPause, CallRate.unlimited());
    }

    AwsCalls(Duration timeout, Duration firstPause, CallRate rate) {
        positive(timeout);
        this.rate = rate;
        Pauses pauses = new Pauses(firstPause);
        this.once = request -> request.apiCallTimeout(timeout).addPlugin(NO_RETRIES_OF_ITS_OWN);
        this.retrying = Failsafe.with(RetryPolicy.builder()
                .handleIf(AwsCalls::worthRetrying)
                .withMaxAttempts(TRANSMISSIONS)
                .withDelayFn(sent -> pauses.after(sent.getAttemptCount(), sent.getLastException()))
                .build());
    }

    static Duration positive(Duration timeout) {
        if (timeout.isZero() || timeout.isNegative()) {
            throw new IllegalArgumentException("call timeout: expected more than 0, found " + timeout);
        }
        return timeout;
    }

    /** The configuration of a request by which one call is one transmission. */
    Consumer<AwsRequestOverrideConfiguration.Builder> once() {
        return once;
    }

    /** Makes a call that changes nothing. */
    <T> T read(String operation, Supplier<T> call) {
        return attempt(operation, () -> {
            rate.await(operation);
            return call.get();
        });
    }

    /** Makes a call that changes something, if it is permitted at that moment, and again at each retry. */
    <T> T change(String operation, Permit permit, Supplier<T> call) {
        return attempt(operation, () -> {
            rate.await(operation);
            permit.check();
            return call.get();
        });
    }

    /** Makes a call that writes a deployment state: a permit rests on that, so none can be asked for. */
    <T> T write(String operation, Supplier<T> call) {
        return attempt(operation, call);
    }

    private <T> T attempt(String operation, Supplier<T> call) {
        try {
            return retrying.get(() -> {
                try {
                    return call.get();
                } catch (VerdigrisException e) {
                    throw e;
                } catch (RuntimeException e) {
                    throw AwsErrors.translate(operation, e);
                }
            });
        } catch (FailsafeException e) {
            throw new PortException.Unavailable(operation, "interrupted while waiting to try again", e.getCause());
        }
    }

    private static boolean worthRetrying(Throwable failure) {
        return failure instanceof PortException trouble
                && (trouble.isTransient() || AwsErrors.curable(trouble))
                && !Thread.currentThread().isInterrupted();
    }
}
