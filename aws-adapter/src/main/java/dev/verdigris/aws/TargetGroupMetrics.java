package dev.verdigris.aws;

import dev.verdigris.error.PortException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataResponse;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataResult;
import software.amazon.awssdk.services.cloudwatch.model.StatusCode;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;

/**
 * What load balancers tell CloudWatch of target groups, minute by minute. A metric that does not exist and one without data look
 * the same (complete, with no values), so whoever reads must know of one that has data.
 */
final class TargetGroupMetrics {
    static final String READ = "cloudwatch:GetMetricData";

    private static final int MINUTE = 60;
    private static final int MOST_PAGES = 20;

    private final CloudWatchClient client;
    private final AwsCalls calls;
    private final Instant from;
    private final Instant to;

    /**
     * @param from the first moment of which is read
     * @param to the first moment of which is not
     */
    TargetGroupMetrics(CloudWatchClient client, AwsCalls calls, Instant from, Instant to) {
        this.client = client;
        this.calls = calls;
        this.from = from;
        this.to = to;
    }

    /** A metric of target groups, summed over all load balancers that use them, by the minute; minutes without data are missing. */
    SortedMap<Instant, Double> read(String metric, String statistic, List<TargetGroup> groups) {
        List<MetricDataQuery> queries = queries(metric, statistic, groups);
        SortedMap<Instant, Double> minutes = new TreeMap<>();
        if (queries.isEmpty()) {
            return minutes;
        }
        Map<String, String> last = new HashMap<>();
        Set<String> tokens = new HashSet<>();
        String token = null;
        do {
            GetMetricDataResponse page = page(queries, token);
            page.metricDataResults().forEach(result -> {
                add(minutes, result);
                last.put(result.id(), result.statusCodeAsString());
            });
            token = page.nextToken();
        } while (token != null && tokens.add(token) && tokens.size() < MOST_PAGES);
        queries.forEach(query -> requireComplete(metric, last.get(query.id())));
        return minutes;
    }

    private static List<MetricDataQuery> queries(String metric, String statistic, List<TargetGroup> groups) {
        List<MetricDataQuery> queries = new ArrayList<>();
        for (TargetGroup group : groups) {
            for (String balancer : group.loadBalancerArns()) {
                String id = "m" + queries.size();
                queries.add(MetricDataQuery.builder()
                        .id(id)
                        .metricStat(stat -> stat.stat(statistic)
                                .period(MINUTE)
                                .metric(named -> named.namespace("AWS/ApplicationELB")
                                        .metricName(metric)
                                        .dimensions(
                                                dimension("TargetGroup", group.targetGroupArn(), "targetgroup/"),
                                                dimension(
                                                        "LoadBalancer", balancer.replace(":loadbalancer/", ":"), ""))))
                        .build());
            }
        }
        return queries;
    }

    /** The value of a dimension is the last part of the ARN: targetgroup/NAME/ID, or app/NAME/ID without the kind. */
    private static Dimension dimension(String name, String arn, String kind) {
        String last = arn.substring(arn.lastIndexOf(':') + 1);
        if (!last.startsWith(kind)) {
            throw new IllegalArgumentException("expected the ARN of a " + name + ", found " + arn);
        }
        return Dimension.builder().name(name).value(last).build();
    }

    private GetMetricDataResponse page(List<MetricDataQuery> queries, @Nullable String token) {
        return calls.read(
                READ,
                () -> client.getMetricData(request -> request.metricDataQueries(queries)
                        .startTime(from)
                        .endTime(to)
                        .nextToken(token)
                        .overrideConfiguration(calls.once())));
    }

    private static void add(SortedMap<Instant, Double> minutes, MetricDataResult result) {
        for (int i = 0; i < Math.min(result.timestamps().size(), result.values().size()); i++) {
            minutes.merge(result.timestamps().get(i), result.values().get(i), Double::sum);
        }
    }

    private static void requireComplete(String metric, @Nullable String status) {
        if (!StatusCode.COMPLETE.toString().equals(status)) {
            throw new PortException.Unavailable(
                    READ,
                    "expected all data of " + metric + ", found " + (status == null ? "no answer" : status),
                    null);
        }
    }
}
