package dev.verdigris.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.verdigris.aws.moto.CloudWatchStandIn;
import dev.verdigris.error.PortException;
import dev.verdigris.hook.Follower.Answer;
import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import dev.verdigris.model.Traffic;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;

/** What is asked of CloudWatch about the requests of a target group, and what becomes of data that is there, missing or late. */
class AwsRequestFollowerTest {
    private static final String ARN = "arn:aws:elasticloadbalancing:us-east-1:123456789012:";
    private static final String BALANCER = "app/web/50dc6c495c0c9188";
    private static final String FIND = "DescribeTargetGroups";
    private static final Environment BETA = forwarded("Beta-Blue", "Beta-Green");

    private final Wire wire = new Wire();
    private final CloudWatchStandIn service = CloudWatchStandIn.start();
    private final CloudWatchClient client = CloudWatchAlarmsTest.client(service);
    private final ElasticLoadBalancingV2Client elb =
            wire.connected(ElasticLoadBalancingV2Client.builder()).build();
    private final VirtualTime time = new VirtualTime();
    private final AwsRequestFollower requests =
            AwsRequestFollower.of(client, elb).withTime(time);

    private static Environment forwarded(String blue, String green) {
        return Environment.named("beta")
                .traffic(Traffic.forwarding(blue, green, "web:443"))
                .build();
    }

    private static Wire.Reply group(String name, String... balancers) {
        StringBuilder used = new StringBuilder();
        for (String balancer : balancers) {
            used.append("<member>" + ARN + "loadbalancer/" + balancer + "</member>");
        }
        return Wire.result("<TargetGroups><member><TargetGroupName>" + name + "</TargetGroupName><TargetGroupArn>" + ARN
                + "targetgroup/" + name + "/0123</TargetGroupArn><LoadBalancerArns>" + used
                + "</LoadBalancerArns></member></TargetGroups>");
    }

    private static Map<String, String> of(String group, String balancer) {
        return Map.of("TargetGroup", "targetgroup/" + group + "/0123", "LoadBalancer", balancer);
    }

    /** The time is a while after the epoch, in the middle of a minute. */
    @BeforeEach
    void begins() throws InterruptedException {
        time.sleep(Duration.ofHours(1).plusSeconds(33));
        wire.onAny(request -> group(request.get("Names.member.1"), BALANCER).to(request));
    }

    @AfterEach
    void close() {
        client.close();
        service.close();
    }

    private static Instant minute(int before) {
        return Instant.EPOCH.plus(Duration.ofHours(1)).minus(Duration.ofMinutes(before));
    }

    private void alive(String group, int from, int to) {
        for (int before = from; before >= to; before--) {
            service.put("HealthyHostCount", of(group, BALANCER), minute(before), 3);
        }
    }

    private void got(double count, int before) {
        service.put("RequestCount", of("Beta-Blue", BALANCER), minute(before), count);
    }

    private Answer released() {
        return requests.releases(BETA, Color.BLUE);
    }

    @Test
    void what_gets_no_requests_while_metrics_arrive_is_released() {
        alive("Beta-Green", 20, 2);

        assertThat(released()).isEqualTo(Answer.yes());
    }

    @Test
    void its_own_hosts_tell_as_well_that_metrics_arrive() {
        alive("Beta-Blue", 20, 2);

        assertThat(released()).isEqualTo(Answer.yes());
    }

    @Test
    void no_host_that_is_healthy_is_a_metric_that_arrives() {
        service.put("HealthyHostCount", of("Beta-Blue", BALANCER), minute(1), 0);

        assertThat(released()).isEqualTo(Answer.yes());
    }

    @Test
    void requests_in_the_last_minutes_keep_it() {
        alive("Beta-Green", 20, 2);
        got(8, 6);
        got(4, 5);
        got(0, 4);

        assertThat(released())
                .isEqualTo(Answer.notYet("Beta-Blue got 12 requests in the last 5 min, the last in the minute of "
                        + "1970-01-01T00:55:00Z"));
    }

    @Test
    void requests_before_that_do_not() {
        alive("Beta-Green", 20, 2);
        got(100, 8);

        assertThat(released()).isEqualTo(Answer.yes());
    }

    @Test
    void the_minutes_end_where_the_metrics_do_and_not_with_the_clock() {
        alive("Beta-Green", 20, 4);
        got(1, 9);

        assertThat(released()).isInstanceOf(Answer.NotYet.class);
    }

    @Test
    void a_request_that_is_seen_before_all_else_of_its_minute_keeps_it() {
        alive("Beta-Green", 20, 3);
        got(1, 0);

        assertThat(released()).isInstanceOf(Answer.NotYet.class);
    }

    @Test
    void without_any_metric_nobody_knows_and_it_is_kept() {
        assertThat(released())
                .isEqualTo(Answer.notYet("no metrics of Beta-Blue nor of Beta-Green since 1970-01-01T00:55:00Z, so that"
                        + " nobody knows whether it gets requests"));
    }

    @Test
    void with_metrics_that_are_late_it_is_kept_too() {
        alive("Beta-Green", 20, 6);

        assertThat(released()).isInstanceOf(Answer.NotYet.class);
    }

    @Test
    void a_target_group_is_told_of_by_each_load_balancer_that_uses_it_and_by_no_other() {
        wire.on(FIND, group("Beta-Blue", BALANCER, "app/api/1"), group("Beta-Green", BALANCER));
        alive("Beta-Green", 20, 2);
        service.put("RequestCount", of("Beta-Blue", "app/api/1"), minute(3), 2);

        assertThat(released().toString()).contains("got 2 requests");
        assertThat(service.asked()).hasSize(2);
    }

    @Test
    void one_that_no_load_balancer_uses_gets_none() {
        wire.on(FIND, group("Beta-Blue"), group("Beta-Green", BALANCER));
        alive("Beta-Green", 20, 2);

        assertThat(released()).isEqualTo(Answer.yes());
    }

    @Test
    void target_groups_may_be_named_by_their_arns() {
        String blue = ARN + "targetgroup/Beta-Blue/0123456789abcdef";
        String green = ARN + "targetgroup/Beta-Green/0123456789abcdef";
        wire.on(FIND, group("Beta-Blue", BALANCER), group("Beta-Green", BALANCER));
        alive("Beta-Green", 20, 2);

        assertThat(requests.releases(forwarded(blue, green), Color.BLUE)).isEqualTo(Answer.yes());
        assertThat(wire.requests(FIND).get(0)).containsEntry("TargetGroupArns.member.1", blue);
    }

    @Test
    void every_page_is_read() {
        service.pages(2);
        alive("Beta-Green", 9, 2);
        got(5, 6);
        got(0, 5);
        got(0, 4);
        got(0, 3);

        assertThat(released().toString()).contains("got 5 requests");
        assertThat(service.asked()).hasSizeGreaterThan(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"InternalError", "PartialData", "Forbidden", "NEWER"})
    void what_is_not_complete_is_no_answer(String status) {
        alive("Beta-Green", 20, 2);
        service.status(status);

        assertThatExceptionOfType(PortException.Unavailable.class)
                .isThrownBy(this::released)
                .withMessageContaining("expected all data of RequestCount");
    }

    @Test
    void whoever_may_not_read_them_is_told_which_action_to_allow() {
        service.deny("User: ann is not authorized to perform: cloudwatch:GetMetricData");

        assertThatExceptionOfType(PortException.Denied.class)
                .isThrownBy(this::released)
                .withMessageContaining("allow cloudwatch:GetMetricData");
        assertThat(AwsRequestFollower.actions())
                .containsExactly("cloudwatch:GetMetricData", "elasticloadbalancing:DescribeTargetGroups");
    }

    @Test
    void a_target_group_that_is_not_there_is_not_found() {
        wire.on(FIND, Wire.error(400, "TargetGroupNotFound", "One or more target groups not found"));

        assertThatExceptionOfType(PortException.NotFound.class).isThrownBy(this::released);
    }

    @Test
    void traffic_that_shares_one_target_group_has_no_metrics_of_a_color() {
        assertThatExceptionOfType(PortException.Invalid.class)
                .isThrownBy(() -> requests.releases(Environment.of("beta"), Color.BLUE))
                .withMessageContaining("to move by forwarding, which has a target group for each color");
        assertThat(service.asked()).isEmpty();
    }

    @Test
    void the_time_is_for_the_user_to_choose_in_whole_minutes() {
        alive("Beta-Green", 20, 2);
        got(1, 6);

        assertThat(requests.withQuietFor(Duration.ofMinutes(2)).releases(BETA, Color.BLUE))
                .isEqualTo(Answer.yes());
        for (Duration refused : List.of(Duration.ZERO, Duration.ofSeconds(90), Duration.ofMinutes(181))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> requests.withQuietFor(refused))
                    .withMessageContaining("expected whole minutes, from 1 to 180");
        }
        assertThatIllegalArgumentException().isThrownBy(() -> requests.withCallTimeout(Duration.ZERO));
    }
}
