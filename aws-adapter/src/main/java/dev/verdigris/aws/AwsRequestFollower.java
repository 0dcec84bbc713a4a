package dev.verdigris.aws;

import dev.verdigris.error.PortException;
import dev.verdigris.hook.Follower;
import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import dev.verdigris.model.TargetGroupRef;
import dev.verdigris.port.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;

/**
 * A follower that keeps a fleet while its target group gets requests, by the load balancer's metrics in CloudWatch: from clients
 * that a cookie keeps there, by another rule, or from whoever else still forwards to it. It is for traffic that moves by
 * forwarding, where each color has a target group of its own; for any other it gives no answer. It has nothing to be told, and
 * confirms every move at once.
 *
 * <pre>{@code
 * BlueGreen.builder(cloud)
 *         .follower("requests", AwsRequestFollower.of(CloudWatchClient.create(), ElasticLoadBalancingV2Client.create()));
 * }</pre>
 *
 * <p>A color is released once its target group had no requests ({@code RequestCount}) for some minutes, by default 5, up to the
 * newest minute of which metrics have arrived. A minute without requests has no data point, and neither has one whose metrics
 * are late (Elastic Load Balancing, "CloudWatch metrics for your Application Load Balancer": "if there are no requests … the
 * metric is not reported"). What tells them apart is the number of healthy hosts ({@code HealthyHostCount}) of either target
 * group, which is reported as long as there are registered targets: where that is missing for the last 5 minutes, it is not
 * known whether there were requests, and the fleet is kept.
 *
 * <p>It needs an SDK module that does not come with this one, {@code software.amazon.awssdk:cloudwatch}. The clients are used
 * as they are and never closed here. The credentials must allow {@link #actions}, on all resources: neither has any.
 */
@SuppressWarnings("exports") // a module that whoever calls this requires itself; the others need not have it
public final class AwsRequestFollower implements Follower {
    private static final Duration QUIET_FOR = Duration.ofMinutes(5);
    private static final Duration LONGEST = Duration.ofHours(3);
    /** Metrics that are later than this are not waited for in silence. */
    private static final Duration LATE = Duration.ofMinutes(5);

    private final CloudWatchClient cloudWatch;
    private final ElasticLoadBalancingV2Client elb;
    private final Duration quietFor;
    private final Duration callTimeout;
    private final TimeSource time;
    private final AwsCalls calls;

    private AwsRequestFollower(
            CloudWatchClient cloudWatch,
            ElasticLoadBalancingV2Client elb,
            Duration quietFor,
            Duration callTimeout,
            TimeSource time) {
        this.cloudWatch = cloudWatch;
        this.elb = elb;
        this.quietFor = quietFor;
        this.callTimeout = callTimeout;
        this.time = time;
        this.calls = new AwsCalls(callTimeout, AwsCalls.FIRST_PAUSE);
    }

    /** The actions that IAM must allow for it, sorted. */
    public static Set<String> actions() {
        return new TreeSet<>(Set.of(TargetGroupMetrics.READ, ElbTargetGroups.FIND));
    }

    /** A follower that releases a color after 5 minutes without requests. */
    public static AwsRequestFollower of(CloudWatchClient cloudWatch, ElasticLoadBalancingV2Client elb) {
        return new AwsRequestFollower(cloudWatch, elb, QUIET_FOR, AwsCalls.TIMEOUT, TimeSource.system());
    }

    /**
     * This follower with another time for which there must be no requests, in whole minutes, as the metrics are.
     *
     * @throws IllegalArgumentException if it is shorter than a minute, longer than 3 hours, or no whole number of minutes
     */
    public AwsRequestFollower withQuietFor(Duration quietFor) {
        boolean whole = quietFor.equals(quietFor.truncatedTo(ChronoUnit.MINUTES));
        if (!whole || quietFor.compareTo(Duration.ofMinutes(1)) < 0 || quietFor.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("quiet for: expected whole minutes, from 1 to 180, found " + quietFor);
        }
        return new AwsRequestFollower(cloudWatch, elb, quietFor, callTimeout, time);
    }

    /**
     * This follower with another time after which a call is given up and retried; by default 15 seconds.
     *
     * @throws IllegalArgumentException if it is zero or negative
     */
    public AwsRequestFollower withCallTimeout(Duration callTimeout) {
        return new AwsRequestFollower(cloudWatch, elb, quietFor, AwsCalls.positive(callTimeout), time);
    }

    AwsRequestFollower withTime(TimeSource time) {
        return new AwsRequestFollower(cloudWatch, elb, quietFor, callTimeout, time);
    }

    /** Confirms at once: the load balancer is where traffic was moved. */
    @Override
    public Answer follow(Move move) {
        return Answer.yes();
    }

    @Override
    public Answer releases(Environment environment, Color color) {
        List<TargetGroupRef> groups = environment.traffic().targetGroups();
        if (groups.size() != Color.values().length) {
            throw new PortException.Invalid(
                    TargetGroupMetrics.READ,
                    "expected the traffic of " + environment.name()
                            + " to move by forwarding, which has a target group for each color, found "
                            + environment.traffic(),
                    "leave this follower out: its metrics tell no colors apart",
                    null);
        }
        TargetGroup asked = group(groups.get(color == Color.BLUE ? 0 : 1));
        TargetGroup other = group(groups.get(color == Color.BLUE ? 1 : 0));
        Instant now = time.now().truncatedTo(ChronoUnit.MINUTES);
        TargetGroupMetrics metrics = new TargetGroupMetrics(
                cloudWatch, calls, now.minus(LATE).minus(quietFor), now.plus(1, ChronoUnit.MINUTES));
        SortedMap<Instant, Double> requests = metrics.read("RequestCount", "Sum", List.of(asked));
        SortedMap<Instant, Double> hosts = metrics.read("HealthyHostCount", "Maximum", List.of(asked, other));
        SortedMap<Instant, Double> timely = hosts.tailMap(now.minus(LATE));
        return timely.isEmpty()
                ? late(asked, other, now)
                : answer(
                        asked.targetGroupName(),
                        requests.tailMap(timely.lastKey().minus(quietFor)));
    }

    private static Answer late(TargetGroup asked, TargetGroup other, Instant now) {
        return Answer.notYet("no metrics of " + asked.targetGroupName() + " nor of " + other.targetGroupName()
                + " since " + now.minus(LATE) + ", so that nobody knows whether it gets requests");
    }

    private Answer answer(String group, SortedMap<Instant, Double> requests) {
        Instant last = null;
        double sum = 0;
        for (Map.Entry<Instant, Double> minute : requests.entrySet()) {
            if (minute.getValue() > 0) {
                last = minute.getKey();
                sum += minute.getValue();
            }
        }
        return last == null
                ? Answer.yes()
                : Answer.notYet(group + " got " + Math.round(sum) + " requests in the last " + quietFor.toMinutes()
                        + " min, the last in the minute of " + last);
    }

    private TargetGroup group(TargetGroupRef ref) {
        List<TargetGroup> found = ElbTargetGroups.named(ref, elb, calls);
        @Nullable TargetGroup only = found.size() == 1 ? found.get(0) : null;
        if (only == null) {
            throw new PortException.NotFound(
                    ElbTargetGroups.FIND, "expected the target group " + ref + ", found " + found.size(), null);
        }
        return only;
    }

    @Override
    public String toString() {
        return "AwsRequestFollower[" + quietFor.toMinutes() + " min]";
    }
}
