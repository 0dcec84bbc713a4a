package dev.verdigris.aws;

import dev.verdigris.error.RefusedException;
import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import dev.verdigris.model.TargetGroupRef;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;

/**
 * The dashboard and the alarms of an environment, as CloudWatch takes them: healthy hosts and answers with 5xx, by color where
 * that can be had, both versions at once, deployments that failed or do not come to an end, and drift.
 *
 * <p>By forwarding each color has a target group of its own, whose metrics tell the colors apart. By registration and attachment
 * both share one, so that answers with 5xx are those of whoever serves: then healthy hosts by color, and whether both serve,
 * come from what {@link CloudWatchPublisher} publishes. So do, by any strategy, deployments and drift.
 *
 * <p>Nothing is created here: {@link #dashboard} and {@link #alarms} are texts. Immutable.
 */
public final class EnvironmentWatch {
    /** The namespace of load balancers' metrics. */
    private static final String ALB = "AWS/ApplicationELB";

    private static final String MAXIMUM = "Maximum";

    private final Environment environment;
    private final String region;
    private final String loadBalancer;
    private final List<String> targetGroups;
    private final String namespace;
    private final int failuresPerMinute;
    private final Duration longest;
    private final List<String> actions;

    private EnvironmentWatch(
            Environment environment,
            String region,
            String loadBalancer,
            List<String> targetGroups,
            String namespace,
            int failuresPerMinute,
            Duration longest,
            List<String> actions) {
        this.environment = environment;
        this.region = region;
        this.loadBalancer = loadBalancer;
        this.targetGroups = List.copyOf(targetGroups);
        this.namespace = namespace;
        this.failuresPerMinute = failuresPerMinute;
        this.longest = longest;
        this.actions = List.copyOf(actions);
        int expected = environment.traffic().targetGroups().size();
        if (targetGroups.size() != expected) {
            throw new IllegalArgumentException("target groups: expected " + expected + ", as many as the traffic of "
                    + environment.name() + " goes through, found " + targetGroups);
        }
    }

    /**
     * The watch of an environment: more than 5 answers with 5xx a minute are too many, and more than an hour in progress is too
     * long.
     *
     * @param region where it is, and its metrics are
     * @param loadBalancer the load balancer as its metrics name it, {@code app/NAME/ID}
     * @param targetGroups the target groups as their metrics name them, {@code targetgroup/NAME/ID}, in the order of {@link
     *     dev.verdigris.model.Traffic#targetGroups}
     * @throws IllegalArgumentException if there are more or fewer target groups than the environment's traffic has
     */
    public static EnvironmentWatch of(
            Environment environment, String region, String loadBalancer, List<String> targetGroups) {
        return new EnvironmentWatch(
                environment,
                region,
                loadBalancer,
                targetGroups,
                PublishedMetric.NAMESPACE,
                5,
                Duration.ofHours(1),
                List.of());
    }

    /**
     * The watch of an environment, whose load balancer and target groups are looked up, by {@code
     * elasticloadbalancing:DescribeTargetGroups}.
     *
     * @throws dev.verdigris.error.PortException if one is not there, or cannot be read
     * @throws RefusedException if no load balancer uses them
     */
    public static EnvironmentWatch find(Environment environment, ElasticLoadBalancingV2Client elb) {
        AwsCalls calls = new AwsCalls(AwsCalls.TIMEOUT, AwsCalls.FIRST_PAUSE);
        List<TargetGroup> found = new ArrayList<>();
        for (TargetGroupRef ref : environment.traffic().targetGroups()) {
            found.addAll(ElbTargetGroups.named(ref, elb, calls));
        }
        String balancer = found.stream()
                .flatMap(group -> group.loadBalancerArns().stream())
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("expected a load balancer that uses "
                        + environment.traffic().targetGroups() + ", found none"));
        return of(
                environment,
                region(balancer),
                last(balancer).replace("loadbalancer/", ""),
                found.stream().map(group -> last(group.targetGroupArn())).toList());
    }

    /** The fourth part of an ARN. */
    private static String region(String arn) {
        return arn.split(":", -1)[3];
    }

    private static String last(String arn) {
        return arn.substring(arn.lastIndexOf(':') + 1);
    }

    /**
     * This watch with another namespace of what is published; see {@link CloudWatchPublisher#withNamespace}.
     *
     * @throws IllegalArgumentException if CloudWatch takes none such
     */
    public EnvironmentWatch withNamespace(String namespace) {
        return new EnvironmentWatch(
                environment,
                region,
                loadBalancer,
                targetGroups,
                CloudWatchPublisher.namespace(namespace),
                failuresPerMinute,
                longest,
                actions);
    }

    /** This watch with another number of answers with 5xx in a minute of which no alarm is made. */
    public EnvironmentWatch withFailuresPerMinute(int failuresPerMinute) {
        return new EnvironmentWatch(
                environment, region, loadBalancer, targetGroups, namespace, failuresPerMinute, longest, actions);
    }

    /** This watch with another time for which a deployment may be in progress, other than at a gate, in whole minutes. */
    public EnvironmentWatch withLongest(Duration longest) {
        return new EnvironmentWatch(
                environment, region, loadBalancer, targetGroups, namespace, failuresPerMinute, longest, actions);
    }

    /** This watch with what its alarms do when they go red and when they are green again, as ARNs, such as topics of SNS. */
    public EnvironmentWatch withActions(List<String> actions) {
        return new EnvironmentWatch(
                environment, region, loadBalancer, targetGroups, namespace, failuresPerMinute, longest, actions);
    }

    /**
     * The input of PutDashboard, as JSON on one line: {@code DashboardName}, which is {@code verdigris-NAME}, and {@code
     * DashboardBody}.
     */
    public String dashboard() {
        return JsonText.of(
                ordered("DashboardName", "verdigris-" + environment.name(), "DashboardBody", dashboardBody()));
    }

    /** The body of the dashboard, as JSON on one line. */
    public String dashboardBody() {
        return JsonText.of(Map.of("widgets", new Widgets().all()));
    }

    /** The inputs of PutMetricAlarm, each as JSON on one line. */
    public List<String> alarms() {
        String name = environment.name();
        List<AlarmText> alarms = new ArrayList<>();
        watched().forEach((suffix, group) -> {
            String instances = name + (suffix.isEmpty() ? "" : " in " + suffix.substring(1));
            alarms.add(alarm(
                    "5xx" + suffix,
                    "Instances of " + instances + " answer with 5xx",
                    ofTargetGroup("HTTPCode_Target_5XX_Count", group),
                    "Sum",
                    Span.minutes(2),
                    failuresPerMinute));
            alarms.add(alarm(
                    "unhealthy" + suffix,
                    "The load balancer finds instances of " + instances + " unhealthy",
                    ofTargetGroup("UnHealthyHostCount", group),
                    MAXIMUM,
                    Span.minutes(3),
                    0));
        });
        alarms.add(alarm(
                "both-serve",
                "Both versions of " + name + " have served for a quarter of an hour",
                published(PublishedMetric.BOTH_SERVE),
                MAXIMUM,
                Span.minutes(15),
                0));
        alarms.add(alarm(
                "deployment-failed",
                "A deployment of " + name + " has failed",
                published(PublishedMetric.DEPLOYMENT_FAILED),
                MAXIMUM,
                Span.minutes(1),
                0));
        alarms.add(alarm(
                "deployment-unresolved",
                "A deployment of " + name + " is interrupted, or does not come to an end",
                published(PublishedMetric.IN_PROGRESS_MINUTES),
                MAXIMUM,
                new Span(300, 1),
                longest.toMinutes()));
        alarms.add(alarm(
                "drift",
                "Something of " + name + " is not as it should be",
                published(PublishedMetric.DRIFT),
                MAXIMUM,
                new Span(300, 2),
                0));
        return alarms.stream().map(AlarmText::json).toList();
    }

    /**
     * For how long something must be so.
     *
     * @param period the seconds of a period
     * @param periods how many in a row
     */
    private record Span(int period, int periods) {
        static Span minutes(int minutes) {
            return new Span(60, minutes);
        }
    }

    /** The target groups, by what is added to the names of their alarms: the color, where that is known. */
    private Map<String, String> watched() {
        Map<String, String> watched = new LinkedHashMap<>();
        if (targetGroups.size() == 1) {
            watched.put("", targetGroups.get(0));
        } else {
            watched.put("-" + Color.BLUE.label(), targetGroups.get(0));
            watched.put("-" + Color.GREEN.label(), targetGroups.get(1));
        }
        return watched;
    }

    private AlarmText alarm(
            String name, String sentence, AlarmText.Metric metric, String statistic, Span span, long threshold) {
        return new AlarmText(
                environment.name() + "-" + name,
                sentence,
                metric,
                statistic,
                span.period,
                span.periods,
                threshold,
                actions);
    }

    private AlarmText.Metric ofTargetGroup(String metric, String group) {
        Map<String, String> dimensions = new LinkedHashMap<>();
        dimensions.put("LoadBalancer", loadBalancer);
        dimensions.put("TargetGroup", group);
        return new AlarmText.Metric(ALB, metric, dimensions);
    }

    private AlarmText.Metric published(PublishedMetric metric) {
        return new AlarmText.Metric(namespace, metric.text(), Map.of(PublishedMetric.ENVIRONMENT, environment.name()));
    }

    private static Map<String, Object> ordered(Object... namesAndValues) {
        Map<String, Object> ordered = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            ordered.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
        }
        return ordered;
    }

    /** What the dashboard shows, two in a row. */
    private final class Widgets {
        private final List<Object> all = new ArrayList<>();

        List<Object> all() {
            boolean byColor = targetGroups.size() > 1;
            add("Healthy hosts", "Minimum", byColor ? ofTargetGroups("HealthyHostCount") : healthy());
            add("Unhealthy hosts", MAXIMUM, ofTargetGroups("UnHealthyHostCount"));
            add("Requests", "Sum", ofTargetGroups("RequestCount"));
            add("Answers with 5xx", "Sum", ofTargetGroups("HTTPCode_Target_5XX_Count"));
            add("Both versions at once", MAXIMUM, List.of(metric(PublishedMetric.BOTH_SERVE)));
            add("Failed deployments", "Sum", List.of(metric(PublishedMetric.DEPLOYMENT_FAILED)));
            add("Minutes in progress", MAXIMUM, List.of(metric(PublishedMetric.IN_PROGRESS_MINUTES)));
            add("Drift", MAXIMUM, List.of(metric(PublishedMetric.DRIFT)));
            return all;
        }

        private void add(String title, String statistic, List<Object> metrics) {
            all.add(ordered(
                    "type",
                    "metric",
                    "x",
                    12 * (all.size() % 2),
                    "y",
                    6 * (all.size() / 2),
                    "width",
                    12,
                    "height",
                    6,
                    "properties",
                    ordered(
                            "title", environment.name() + ": " + title,
                            "region", region,
                            "period", 60,
                            "stat", statistic,
                            "metrics", metrics)));
        }

        private List<Object> ofTargetGroups(String metric) {
            return watched().entrySet().stream()
                    .<Object>map(each -> List.of(
                            ALB,
                            metric,
                            "LoadBalancer",
                            loadBalancer,
                            "TargetGroup",
                            each.getValue(),
                            Map.of(
                                    "label",
                                    each.getKey().isEmpty()
                                            ? "both"
                                            : each.getKey().substring(1))))
                    .toList();
        }

        private List<Object> healthy() {
            List<Object> healthy = new ArrayList<>();
            for (Color color : Color.values()) {
                healthy.add(List.of(
                        namespace,
                        PublishedMetric.HEALTHY_HOSTS.text(),
                        PublishedMetric.ENVIRONMENT,
                        environment.name(),
                        PublishedMetric.COLOR,
                        color.label(),
                        Map.of("label", color.label())));
            }
            return healthy;
        }

        private Object metric(PublishedMetric metric) {
            return List.of(namespace, metric.text(), PublishedMetric.ENVIRONMENT, environment.name());
        }
    }
}
