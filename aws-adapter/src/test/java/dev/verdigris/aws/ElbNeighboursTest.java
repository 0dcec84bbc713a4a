package dev.verdigris.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.verdigris.error.PortException;
import dev.verdigris.model.InstanceId;
import dev.verdigris.model.LoadBalancer;
import dev.verdigris.model.TargetGroup;
import dev.verdigris.port.TargetGroups;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What is around a target group: its load balancers with their other targets, and where else instances are registered. */
class ElbNeighboursTest {
    private static final TargetGroup BETA = new TargetGroup("arn:beta", "Beta", 80, Duration.ofMinutes(5), true);
    private static final InstanceId ONE = new InstanceId("i-1");
    private static final InstanceId TWO = new InstanceId("i-2");
    private static final String GROUPS = "DescribeTargetGroups";
    private static final String BALANCERS = "DescribeLoadBalancers";
    private static final String HEALTH = "DescribeTargetHealth";

    private final Wire wire = new Wire();
    private final TargetGroups targetGroups = wire.cloud().targetGroups();

    private static String group(String arn, String more) {
        return "<member><TargetGroupArn>" + arn + "</TargetGroupArn>" + more + "</member>";
    }

    private static Wire.Reply groups(String next, String... members) {
        return Wire.result("<TargetGroups>" + String.join("", members) + "</TargetGroups>" + next);
    }

    /** The targets of each target group, draining, by id and port. */
    private void targets(Map<String, String[]> byGroup) {
        wire.on(HEALTH, request -> {
            String described = Arrays.stream(byGroup.getOrDefault(request.get("TargetGroupArn"), new String[0]))
                    .map(target -> target.split(":", 2))
                    .map(target -> "<member><Target><Id>" + target[0] + "</Id><Port>" + target[1]
                            + "</Port></Target><TargetHealth><State>draining</State></TargetHealth></member>")
                    .collect(Collectors.joining());
            return Wire.result("<TargetHealthDescriptions>" + described + "</TargetHealthDescriptions>")
                    .to(request);
        });
    }

    @Test
    void a_load_balancer_says_its_zones_and_the_targets_of_its_other_target_groups() {
        String used = "<LoadBalancerArns><member>arn:lb</member></LoadBalancerArns>";
        wire.on(
                        GROUPS,
                        groups("", group("arn:beta", used)),
                        groups("<NextMarker>more</NextMarker>", group("arn:beta", used), group("arn:other", used)),
                        groups("", group("arn:functions", used + "<TargetType>lambda</TargetType>")))
                .on(
                        BALANCERS,
                        Wire.result("<LoadBalancers><member><LoadBalancerArn>arn:lb</LoadBalancerArn>"
                                + "<LoadBalancerName>front</LoadBalancerName><AvailabilityZones>"
                                + "<member><ZoneName>us-east-1a</ZoneName></member>"
                                + "<member><ZoneName>us-east-1b</ZoneName></member>"
                                + "</AvailabilityZones></member></LoadBalancers>"));
        targets(Map.of(
                "arn:beta", new String[] {"i-1:80"},
                "arn:other", new String[] {"i-7:80", "i-8:80"},
                "arn:functions", new String[] {"f:1"}));

        assertThat(targetGroups.loadBalancers(BETA))
                .containsExactly(new LoadBalancer("arn:lb", "front", Set.of("us-east-1a", "us-east-1b"), 3));

        assertThat(wire.log()).containsExactly(GROUPS, BALANCERS, GROUPS, GROUPS, HEALTH, HEALTH);
        assertThat(wire.requests(GROUPS).get(0)).containsEntry("TargetGroupArns.member.1", "arn:beta");
        assertThat(wire.requests(GROUPS).get(1)).containsEntry("LoadBalancerArn", "arn:lb");
        assertThat(wire.requests(GROUPS).get(2)).containsEntry("Marker", "more");
    }

    @Test
    void a_target_group_that_no_listener_uses_has_no_load_balancer() {
        wire.on(GROUPS, groups("", group("arn:beta", "<LoadBalancerArns/>")));

        assertThat(targetGroups.loadBalancers(BETA)).isEmpty();
        assertThat(wire.log()).containsExactly(GROUPS);
    }

    @Test
    void load_balancers_that_may_not_be_read_say_what_to_allow() {
        wire.on(GROUPS, groups("", group("arn:beta", "<LoadBalancerArns><member>arn:lb</member></LoadBalancerArns>")))
                .on(BALANCERS, Wire.error(403, "AccessDenied", "not authorized"));

        assertThatExceptionOfType(PortException.Denied.class)
                .isThrownBy(() -> targetGroups.loadBalancers(BETA))
                .withMessageContaining("allow elasticloadbalancing:DescribeLoadBalancers");
    }

    @Test
    void instances_are_found_in_other_target_groups_on_any_page_and_any_port() {
        wire.on(
                GROUPS,
                groups("<NextMarker>more</NextMarker>", group("arn:beta", ""), group("arn:legacy", "")),
                groups("", group("arn:admin", "<TargetType>instance</TargetType>"), group("arn:empty", "")));
        targets(Map.of(
                "arn:beta", new String[] {"i-1:80"},
                "arn:legacy", new String[] {"i-1:80", "i-9:80"},
                "arn:admin", new String[] {"i-1:9000", "i-1:9001", "i-2:9000"}));

        assertThat(targetGroups.registeredElsewhere(BETA, Set.of(ONE, TWO)))
                .isEqualTo(Map.of("arn:legacy", Set.of(ONE), "arn:admin", Set.of(ONE, TWO)));
        assertThat(wire.requests(HEALTH))
                .allSatisfy(request -> assertThat(request).doesNotContainKey("Targets.member.1.Id"));
    }

    @Test
    void target_groups_of_other_kinds_are_not_asked() {
        wire.on(
                GROUPS,
                groups(
                        "",
                        group("arn:ips", "<TargetType>ip</TargetType>"),
                        group("arn:functions", "<TargetType>lambda</TargetType>")));

        assertThat(targetGroups.registeredElsewhere(BETA, Set.of(ONE))).isEmpty();
        assertThat(wire.log()).containsExactly(GROUPS);
    }

    @Test
    void nobody_is_registered_anywhere_without_a_call() {
        assertThat(targetGroups.registeredElsewhere(BETA, Set.of())).isEmpty();
        assertThat(wire.log()).isEmpty();
    }

    @Test
    void a_target_group_that_cannot_be_read_is_no_proof() {
        wire.on(GROUPS, groups("", group("arn:legacy", ""))).on(HEALTH, Wire.error(500, "HealthUnavailable", "later"));

        assertThatExceptionOfType(PortException.Unavailable.class)
                .isThrownBy(() -> targetGroups.registeredElsewhere(BETA, Set.of(ONE)));
    }
}
