package dev.verdigris.aws;

import dev.verdigris.Status;
import dev.verdigris.event.Event;
import dev.verdigris.event.Listener;
import dev.verdigris.model.Color;
import dev.verdigris.report.DeploymentInProgress;
import dev.verdigris.report.Report;
import dev.verdigris.report.Sighting;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.MetricDatum;

/**
 * A listener that publishes metrics to CloudWatch: what the alarms and the dashboard of {@link EnvironmentWatch} look at.
 *
 * <table>
 * <caption>The metrics, each with the dimension {@code Environment}</caption>
 * <thead><tr><th scope="col">name</th><th scope="col">what it is</th><th scope="col">published</th></tr></thead>
 * <tbody>
 * <tr><td>{@code DeploymentFailed}</td><td>1 for a run that was rolled back or left something, else 0</td><td>when a run ends</td></tr>
 * <tr><td>{@code DeploymentMinutes}</td><td>how long it took</td><td>when a run ends</td></tr>
 * <tr><td>{@code BothServedSeconds}</td><td>how long both versions may have answered</td><td>when a run ends</td></tr>
 * <tr><td>{@code BothServe}</td><td>1 while both colors get requests, else 0</td><td>once a minute of a run; by {@link #publish}</td></tr>
 * <tr><td>{@code HealthyHosts}</td><td>the healthy instances of the dimension {@code Color}</td><td>once a minute of a run; by {@link #publish}</td></tr>
 * <tr><td>{@code InProgressMinutes}</td><td>the age of what is in progress; 0 if nothing is, or if it waits at a gate</td><td>by {@link #publish}</td></tr>
 * <tr><td>{@code Drift}</td><td>how many things are not as they should be; 0 while anything is in progress</td><td>by {@link #publish}</td></tr>
 * </tbody>
 * </table>
 *
 * <p>A process that was killed publishes nothing, so that nobody would hear of the deployment which it has left: {@link
 * #publish} is for somebody who looks every few minutes, such as {@code environment status --publish cloudwatch} in a crontab.
 *
 * <p>Each call is sent once and given up after 3 seconds; one that fails is logged by SLF4J and does no harm. It needs an SDK
 * module that does not come with this one, {@code software.amazon.awssdk:cloudwatch}. The client is used as it is and never
 * closed here. The credentials must allow {@link #actions}. Thread-safe.
 */
@SuppressWarnings("exports") // a module that whoever calls this requires itself; the others need not have it
public final class CloudWatchPublisher implements Listener {
    static final String PUT = "cloudwatch:PutMetricData";

    private static final Logger LOG = LoggerFactory.getLogger("dev.verdigris.aws");
    /** A deployment waits for its listeners. */
    private static final Duration TIMEOUT = Duration.ofSeconds(3);

    private static final Duration RHYTHM = Duration.ofMinutes(1);

    private final CloudWatchClient client;
    private final String namespace;
    private final AwsCalls calls = new AwsCalls(TIMEOUT, AwsCalls.FIRST_PAUSE);

    /** When the fleets of a run were published last. */
    private final Map<String, Instant> published = new ConcurrentHashMap<>();

    private CloudWatchPublisher(CloudWatchClient client, String namespace) {
        this.client = client;
        this.namespace = namespace;
    }

    /** A publisher to the namespace {@code Verdigris} of the client's region and account. */
    public static CloudWatchPublisher to(CloudWatchClient client) {
        return new CloudWatchPublisher(client, PublishedMetric.NAMESPACE);
    }

    /**
     * This publisher with another namespace.
     *
     * @throws IllegalArgumentException if CloudWatch takes none such: 1 to 255 letters, digits and {@code .-_/#:}, and not
     *     AWS's own, {@code AWS/…}
     */
    public CloudWatchPublisher withNamespace(String namespace) {
        return new CloudWatchPublisher(client, namespace(namespace));
    }

    static String namespace(String namespace) {
        if (!namespace.matches("(?!AWS/)[A-Za-z0-9._/#:-]{1,255}")) {
            throw new IllegalArgumentException(
                    "namespace: expected 1 to 255 letters, digits and . - _ / # :, and none of AWS's own, found '"
                            + namespace + "'");
        }
        return namespace;
    }

    /** The actions that IAM must allow for it, on every resource. */
    public static SortedSet<String> actions() {
        return new TreeSet<>(List.of(PUT));
    }

    @Override
    public void on(Event event) {
        if (event instanceof Event.Ended ended) {
            published.remove(event.deployment());
            publish(event.environment(), ended(ended));
        } else if (event instanceof Event.OfStep of && of.seen() != null && due(event)) {
            publish(event.environment(), seen(event, of.seen()));
        }
    }

    /** Publishes how an environment stands: who serves, what is in progress and for how long, and what has drifted. */
    public void publish(Status status) {
        List<MetricDatum> data = fleets(
                status.environment(),
                status.at(),
                status.blue().healthy(),
                status.green().healthy(),
                status.blue().percent() > 0 && status.green().percent() > 0);
        DeploymentInProgress deployment = status.deployment();
        data.add(datum(
                PublishedMetric.IN_PROGRESS_MINUTES, status.environment(), status.at(), age(deployment, status.at())));
        data.add(datum(
                PublishedMetric.DRIFT,
                status.environment(),
                status.at(),
                deployment == null ? status.drift().size() : 0));
        publish(status.environment(), data);
    }

    private static double age(@Nullable DeploymentInProgress deployment, Instant now) {
        return deployment == null || deployment.waitingFor() != null
                ? 0
                : minutes(Duration.between(deployment.since(), now));
    }

    /** Whether a minute of a run has passed since its fleets were published. */
    private boolean due(Event event) {
        Instant last = published.get(event.deployment());
        if (last != null && Duration.between(last, event.at()).compareTo(RHYTHM) < 0) {
            return false;
        }
        published.put(event.deployment(), event.at());
        return true;
    }

    private static List<MetricDatum> seen(Event event, Sighting seen) {
        Sighting.Side blue = seen.side(Color.BLUE);
        Sighting.Side green = seen.side(Color.GREEN);
        return fleets(
                event.environment(),
                event.at(),
                blue.count(Sighting.State.HEALTHY),
                green.count(Sighting.State.HEALTHY),
                serves(blue) && serves(green));
    }

    private static boolean serves(Sighting.Side side) {
        Integer percent = side.percent();
        return percent != null && percent > 0;
    }

    private static List<MetricDatum> fleets(String environment, Instant at, int blue, int green, boolean both) {
        List<MetricDatum> data = new ArrayList<>();
        data.add(healthy(environment, Color.BLUE, at, blue));
        data.add(healthy(environment, Color.GREEN, at, green));
        data.add(datum(PublishedMetric.BOTH_SERVE, environment, at, both ? 1 : 0));
        return data;
    }

    private static List<MetricDatum> ended(Event.Ended ended) {
        Report report = ended.outcome().report();
        boolean failed = ended.outcome()
                .<Boolean>fold()
                .rolledBack(back -> true)
                .failedDirty(dirty -> true)
                .orElse(other -> false);
        List<MetricDatum> data = new ArrayList<>();
        data.add(datum(PublishedMetric.DEPLOYMENT_FAILED, ended.environment(), ended.at(), failed ? 1 : 0));
        data.add(datum(PublishedMetric.DEPLOYMENT_MINUTES, ended.environment(), ended.at(), minutes(report.took())));
        data.add(datum(
                PublishedMetric.BOTH_SERVED_SECONDS,
                ended.environment(),
                ended.at(),
                report.bothServed().toMillis() / 1000.0));
        return data;
    }

    private static double minutes(Duration duration) {
        return duration.toSeconds() / 60.0;
    }

    private static MetricDatum healthy(String environment, Color color, Instant at, int count) {
        return datum(PublishedMetric.HEALTHY_HOSTS, environment, at, count).toBuilder()
                .dimensions(
                        dimension(PublishedMetric.ENVIRONMENT, environment),
                        dimension(PublishedMetric.COLOR, color.label()))
                .build();
    }

    private static MetricDatum datum(PublishedMetric metric, String environment, Instant at, double value) {
        return MetricDatum.builder()
                .metricName(metric.text())
                .dimensions(dimension(PublishedMetric.ENVIRONMENT, environment))
                .timestamp(at)
                .value(value)
                .build();
    }

    private static Dimension dimension(String name, String value) {
        return Dimension.builder().name(name).value(value).build();
    }

    /** One call holds at most 1,000 metrics (CloudWatch API, PutMetricData); these are never more than five. */
    private void publish(String environment, List<MetricDatum> data) {
        try {
            client.putMetricData(
                    request -> request.namespace(namespace).metricData(data).overrideConfiguration(calls.once()));
        } catch (RuntimeException e) {
            LOG.warn("{}: metrics could not be published to {}", environment, namespace, e);
        }
    }

    @Override
    public String toString() {
        return "CloudWatchPublisher[" + namespace + "]";
    }
}
