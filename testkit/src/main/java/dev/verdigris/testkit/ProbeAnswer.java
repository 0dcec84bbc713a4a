package dev.verdigris.testkit;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The answer of a simulated instance to a probe, and how long it takes. Immutable. */
public final class ProbeAnswer {
    private static final Duration AT_ONCE = Duration.ofMillis(20);

    private final int status;
    private final String body;
    private final @Nullable String trouble;
    private final Duration takes;

    private ProbeAnswer(int status, String body, @Nullable String trouble, Duration takes) {
        this.status = status;
        this.body = body;
        this.trouble = trouble;
        this.takes = takes;
    }

    /** A response, 20 ms after it was asked for. */
    public static ProbeAnswer of(int status, String body) {
        return new ProbeAnswer(status, body, null, AT_ONCE);
    }

    /** A connection that is refused, at once. */
    public static ProbeAnswer refused() {
        return new ProbeAnswer(0, "", "refused the connection", AT_ONCE);
    }

    /** No answer, however long one waits. */
    public static ProbeAnswer never() {
        return of(200, "").taking(Duration.ofDays(1));
    }

    /**
     * The answer of an instance that nothing else is said of: 200 and a body of JSON with its version, if its application
     * answers; none, if it hangs; else 503, or a refused connection where nothing listens yet.
     */
    public static ProbeAnswer usual(SimulatedInstance instance) {
        String version = "\"version\":\"" + instance.version() + "\"}";
        if (instance.answers()) {
            return of(200, "{\"status\":\"ok\"," + version);
        }
        if (instance.power() != SimulatedInstance.Power.RUNNING || !instance.hasBooted()) {
            return refused();
        }
        return instance.failure().equals("Target.Timeout") ? never() : of(503, "{\"status\":\"sick\"," + version);
    }

    /** This answer after another time. */
    public ProbeAnswer taking(Duration time) {
        return new ProbeAnswer(status, body, trouble, time);
    }

    /** Its status; 0 if the connection is refused. */
    public int status() {
        return status;
    }

    /** Its body. */
    public String body() {
        return body;
    }

    /** Why there is no response; null if there is one. */
    @Nullable
    String trouble() {
        return trouble;
    }

    /** The time from the request to the end of the answer. */
    public Duration takes() {
        return takes;
    }

    @Override
    public String toString() {
        return (trouble == null ? status + " " + body : trouble) + " after " + takes;
    }
}
