package dev.verdigris.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.verdigris.error.PermitDeniedException;
import dev.verdigris.error.PortException;
import dev.verdigris.model.HealthyShare;
import dev.verdigris.model.InstanceId;
import dev.verdigris.model.Target;
import dev.verdigris.model.TargetGroup;
import dev.verdigris.model.TargetGroupRef;
import dev.verdigris.model.TargetHealth;
import dev.verdigris.port.TargetGroups;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What AWS may say of target groups, and Moto never does; and how sets are cut into batches. */
class ElbTargetGroupsTest {
    private static final String ARN =
            "arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/Beta/0123456789abcdef";
    private static final TargetGroup BETA = new TargetGroup(ARN, "Beta", 80, Duration.ofMinutes(5), true);
    private static final String HEALTH = "DescribeTargetHealth";
    private static final String REGISTER = "RegisterTargets";
    private static final String DEREGISTER = "DeregisterTargets";
    private static final String FIND = "DescribeTargetGroups";
    private static final String ATTRIBUTES = "DescribeTargetGroupAttributes";
    private static final String LIMITS = "DescribeAccountLimits";
    private static final Wire.Reply DONE = Wire.result("");
    private static final Wire.Reply REFUSED =
            Wire.error(400, "InvalidTarget", "The following targets are not registered");

    private final Wire wire = new Wire();
    private final TargetGroups targetGroups = wire.cloud().targetGroups();

    private static Target target(int number) {
        return new Target(new InstanceId("i-%017x".formatted(number)), 80);
    }

    private static Set<Target> targets(int count) {
        Set<Target> targets = new LinkedHashSet<>();
        IntStream.rangeClosed(1, count).forEach(number -> targets.add(target(number)));
        return targets;
    }

    private static String described(String id, String port, String state, String reason) {
        return "<member><Target><Id>" + id + "</Id>" + port + "</Target><TargetHealth><State>" + state + "</State>"
                + reason + "</TargetHealth></member>";
    }

    private static Wire.Reply health(String... members) {
        return Wire.result("<TargetHealthDescriptions>" + String.join("", members) + "</TargetHealthDescriptions>");
    }

    private static Wire.Reply healthy(int... numbers) {
        return health(IntStream.of(numbers)
                .mapToObj(number -> described(target(number).instance().value(), "<Port>80</Port>", "healthy", ""))
                .toArray(String[]::new));
    }

    private static long size(Map<String, String> request) {
        return request.keySet().stream().filter(key -> key.endsWith(".Id")).count();
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "initial, Elb.RegistrationInProgress, INITIAL",
                "initial, Elb.InitialHealthChecking, INITIAL",
                "healthy, -, HEALTHY",
                "unhealthy, Target.ResponseCodeMismatch, UNHEALTHY",
                "unhealthy, Target.Timeout, UNHEALTHY",
                "unhealthy, Target.FailedHealthChecks, UNHEALTHY",
                "unhealthy, Elb.InternalError, UNHEALTHY",
                "unhealthy.draining, Target.DeregistrationInProgress, UNHEALTHY_DRAINING",
                "unused, Target.NotRegistered, UNUSED",
                "unused, Target.NotInUse, UNUSED",
                "unused, Target.InvalidState, UNUSED",
                "unused, Target.IpUnusable, UNUSED",
                "draining, Target.DeregistrationInProgress, DRAINING",
                "unavailable, Target.HealthCheckDisabled, UNAVAILABLE",
                "unavailable, Elb.InternalError, UNAVAILABLE",
                "convalescent, Target.OnTheMend, UNKNOWN"
            })
    void each_state_and_reason_has_its_place(String state, String reason, TargetHealth.State expected) {
        wire.on(
                HEALTH,
                health(described(
                        "i-0123456789abcdef0",
                        "<Port>8080</Port>",
                        state,
                        reason == null ? "" : "<Reason>" + reason + "</Reason>")));

        assertThat(targetGroups.health(BETA))
                .containsExactly(
                        new TargetHealth(new Target(new InstanceId("i-0123456789abcdef0"), 8080), expected, reason));
    }

    @Test
    void a_target_that_is_no_instance_is_named_and_never_left_out() {
        wire.on(
                HEALTH,
                health(
                        described("10.0.0.7", "<Port>80</Port>", "healthy", ""),
                        described("i-0123456789abcdef0", "<Port>80</Port>", "healthy", "")));

        assertThatExceptionOfType(PortException.Invalid.class)
                .isThrownBy(() -> targetGroups.health(BETA))
                .withMessageContaining("found 1 that are not: 10.0.0.7")
                .withMessageContaining(ARN)
                .withMessageContaining("use a target group of kind 'instance'")
                .matches(e -> !e.isTransient());
    }

    @Test
    void of_many_targets_that_are_no_instances_five_are_named() {
        wire.on(
                HEALTH,
                health(IntStream.rangeClosed(1, 9)
                        .mapToObj(n -> described("10.0.0." + n, "<Port>80</Port>", "healthy", ""))
                        .toArray(String[]::new)));

        assertThatExceptionOfType(PortException.Invalid.class)
                .isThrownBy(() -> targetGroups.health(BETA))
                .withMessageContaining("found 9 that are not: 10.0.0.1, 10.0.0.2, 10.0.0.3, 10.0.0.4, 10.0.0.5, …");
    }

    @Test
    void a_function_that_is_a_target_is_named_though_it_has_no_port() {
        String function = "arn:aws:lambda:us-east-1:123456789012:function:beta";
        wire.on(HEALTH, health(described(function, "", "unavailable", "<Reason>Target.HealthCheckDisabled</Reason>")));

        assertThatExceptionOfType(PortException.Invalid.class)
                .isThrownBy(() -> targetGroups.health(BETA))
                .withMessageContaining(function);
    }

    @Test
    void a_target_without_a_port_is_on_the_groups() {
        wire.on(HEALTH, health(described("i-0123456789abcdef0", "", "healthy", "")));

        assertThat(targetGroups.health(BETA))
                .extracting(health -> health.target().port())
                .containsExactly(80);
    }

    @Test
    void a_target_group_that_is_gone_is_not_found() {
        wire.on(HEALTH, Wire.error(400, "TargetGroupNotFound", "One or more target groups not found"));

        assertThatExceptionOfType(PortException.NotFound.class).isThrownBy(() -> targetGroups.health(BETA));
    }

    @Test
    void health_that_is_unavailable_for_a_moment_is_asked_for_again() {
        wire.on(HEALTH, Wire.error(500, "HealthUnavailable", "try later"), healthy(1));

        assertThat(targetGroups.health(BETA)).hasSize(1);
        assertThat(wire.transmissions(HEALTH)).isEqualTo(2);
    }

    private static Wire.Reply found() {
        return Wire.result("<TargetGroups><member><TargetGroupArn>" + ARN
                + "</TargetGroupArn><TargetGroupName>Beta</TargetGroupName><Port>80</Port>"
                + "<LoadBalancerArns/></member></TargetGroups>");
    }

    @Test
    void the_deregistration_delay_is_the_groups_own() {
        wire.on(FIND, found())
                .on(
                        ATTRIBUTES,
                        Wire.result("<Attributes><member><Key>stickiness.enabled</Key><Value>false</Value></member>"
                                + "<member><Key>deregistration_delay.timeout_seconds</Key><Value>17</Value></member>"
                                + "</Attributes>"));

        assertThat(targetGroups.find(new TargetGroupRef("Beta")))
                .isEqualTo(new TargetGroup(ARN, "Beta", 80, Duration.ofSeconds(17), false));
        assertThat(wire.requests(FIND))
                .singleElement()
                .satisfies(request -> assertThat(request).containsEntry("Names.member.1", "Beta"));
    }

    @Test
    void a_delay_that_is_not_said_is_the_default_of_AWS() {
        wire.on(FIND, found()).on(ATTRIBUTES, Wire.result("<Attributes/>"));

        assertThat(targetGroups.find(new TargetGroupRef(ARN)).deregistrationDelay())
                .isEqualTo(Duration.ofMinutes(5));
        assertThat(wire.requests(FIND))
                .singleElement()
                .satisfies(request -> assertThat(request).containsEntry("TargetGroupArns.member.1", ARN));
    }

    private TargetGroup found(String group, String... attributes) {
        wire.on(
                        FIND,
                        Wire.result("<TargetGroups><member><TargetGroupArn>" + ARN + "</TargetGroupArn>"
                                + "<TargetGroupName>Beta</TargetGroupName>" + group + "</member></TargetGroups>"))
                .on(ATTRIBUTES, Wire.result("<Attributes>" + String.join("", attributes) + "</Attributes>"));
        return targetGroups.find(new TargetGroupRef("Beta"));
    }

    private static String attribute(String key, String value) {
        return "<member><Key>" + key + "</Key><Value>" + value + "</Value></member>";
    }

    @Test
    void a_target_group_of_functions_has_no_port_and_says_what_it_is() {
        TargetGroup lambda =
                found("<TargetType>lambda</TargetType>", attribute("lambda.multi_value_headers.enabled", "false"));

        assertThat(lambda)
                .isEqualTo(new TargetGroup(
                        ARN, "Beta", 0, Duration.ofMinutes(5), false, "lambda", HealthyShare.defaults()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"instance", "ip", "alb", "something-to-come"})
    void the_kind_of_targets_is_AWSs_word(String kind) {
        assertThat(found("<Port>80</Port><TargetType>" + kind + "</TargetType>").kind())
                .isEqualTo(kind);
    }

    @Test
    void a_group_that_says_nothing_of_health_has_the_defaults_of_AWS() {
        assertThat(found("<Port>80</Port>").healthyShare()).isEqualTo(HealthyShare.defaults());
    }

    @Test
    void the_thresholds_of_health_are_read() {
        TargetGroup group = found(
                "<Port>80</Port>",
                attribute("target_group_health.dns_failover.minimum_healthy_targets.count", "off"),
                attribute("target_group_health.dns_failover.minimum_healthy_targets.percentage", "60"),
                attribute("target_group_health.unhealthy_state_routing.minimum_healthy_targets.count", "2"),
                attribute("target_group_health.unhealthy_state_routing.minimum_healthy_targets.percentage", "off"));

        assertThat(group.healthyShare())
                .isEqualTo(new HealthyShare(new HealthyShare.Threshold(0, 60), new HealthyShare.Threshold(2, 0)));
    }

    @Test
    void an_attribute_that_is_no_number_is_named() {
        assertThatExceptionOfType(PortException.Invalid.class)
                .isThrownBy(() -> found("<Port>80</Port>", attribute("deregistration_delay.timeout_seconds", "soon")))
                .withMessageContaining(
                        "deregistration_delay.timeout_seconds: expected a number or 'off', found 'soon'");
    }

    @Test
    void an_answer_without_the_group_is_not_found() {
        wire.on(FIND, Wire.result("<TargetGroups/>"));

        assertThatExceptionOfType(PortException.NotFound.class)
                .isThrownBy(() -> targetGroups.find(new TargetGroupRef("Beta")))
                .withMessageContaining("'Beta'");
    }

    @Test
    void sets_go_out_in_batches_of_twenty_each_with_a_permit() {
        wire.on(REGISTER, DONE).on(DEREGISTER, DONE);

        targetGroups.register(BETA, targets(45), wire.permit);
        targetGroups.deregister(BETA, targets(45), wire.permit);

        for (String operation : new String[] {REGISTER, DEREGISTER}) {
            assertThat(wire.requests(operation))
                    .extracting(ElbTargetGroupsTest::size)
                    .containsExactlyInAnyOrder(20L, 20L, 5L);
            assertThat(wire.requests(operation).stream()
                            .flatMap(request -> request.entrySet().stream())
                            .filter(entry -> entry.getKey().endsWith(".Id"))
                            .map(Map.Entry::getValue))
                    .containsExactlyInAnyOrderElementsOf(targets(45).stream()
                            .map(target -> target.instance().value())
                            .toList());
        }
        assertThat(wire.transmissions("permit")).isEqualTo(6);
    }

    @Test
    void each_target_carries_its_port() {
        wire.on(REGISTER, DONE).on(DEREGISTER, DONE);
        Set<Target> targets = Set.of(new Target(new InstanceId("i-0123456789abcdef0"), 9000));

        targetGroups.register(BETA, targets, wire.permit);
        targetGroups.deregister(BETA, targets, wire.permit);

        assertThat(wire.requests(REGISTER).get(0)).containsEntry("Targets.member.1.Port", "9000");
        assertThat(wire.requests(DEREGISTER).get(0)).containsEntry("Targets.member.1.Port", "9000");
    }

    @Test
    void the_size_of_batches_can_be_set() {
        wire.on(REGISTER, DONE);

        wire.builder().batchSize(100).build().targetGroups().register(BETA, targets(45), wire.permit);

        assertThat(wire.requests(REGISTER)).hasSize(1);
    }

    @Test
    void batches_are_under_way_at_once() {
        CountDownLatch both = new CountDownLatch(2);
        wire.on(REGISTER, request -> {
            both.countDown();
            assertThat(awaited(both)).as("the other batch is under way too").isTrue();
            return DONE.to(request);
        });

        targetGroups.register(BETA, targets(40), wire.permit);

        assertThat(wire.transmissions(REGISTER)).isEqualTo(2);
    }

    @Test
    void no_more_batches_are_under_way_at_once_than_may_be() {
        CountDownLatch both = new CountDownLatch(2);
        AtomicInteger underWay = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        wire.on(REGISTER, request -> {
            most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
            both.countDown();
            awaited(both);
            underWay.decrementAndGet();
            return DONE.to(request);
        });

        wire.builder().batchSize(1).parallelism(2).build().targetGroups().register(BETA, targets(30), wire.permit);

        assertThat(wire.transmissions(REGISTER)).isEqualTo(30);
        assertThat(most.get()).isEqualTo(2);
    }

    private static boolean awaited(CountDownLatch latch) {
        try {
            return latch.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Test
    void a_batch_that_fails_keeps_no_other_from_being_sent_and_the_first_failure_is_thrown() {
        wire.on(REGISTER, request -> {
            String first = request.get("Targets.member.1.Id");
            if (first.equals(target(1).instance().value())) {
                return DONE.to(request);
            }
            return Wire.error(400, "InvalidTarget", "not running: " + first).to(request);
        });

        assertThatExceptionOfType(PortException.Invalid.class)
                .isThrownBy(() -> targetGroups.register(BETA, targets(60), wire.permit))
                .withMessageContaining(target(21).instance().value())
                .satisfies(e -> assertThat(e.getSuppressed())
                        .singleElement()
                        .satisfies(other -> assertThat(other)
                                .hasMessageContaining(target(41).instance().value())));

        assertThat(wire.transmissions(REGISTER)).isEqualTo(3);
    }

    @Test
    void a_batch_whose_reply_was_lost_is_sent_again_alone() {
        AtomicInteger lost = new AtomicInteger(1);
        wire.on(REGISTER, request -> {
            boolean second = request.get("Targets.member.1.Id")
                    .equals(target(21).instance().value());
            return second && lost.getAndDecrement() > 0
                    ? Wire.error(500, "InternalFailure", "lost").to(request)
                    : DONE.to(request);
        });

        targetGroups.register(BETA, targets(45), wire.permit);

        assertThat(wire.transmissions(REGISTER)).isEqualTo(4);
        assertThat(wire.transmissions("permit")).isEqualTo(4);
    }

    @Test
    void batches_without_a_permit_are_not_sent() {
        assertThatExceptionOfType(PermitDeniedException.class)
                .isThrownBy(() -> targetGroups.register(BETA, targets(45), () -> {
                    throw new PermitDeniedException("the deployment has ended", "nothing");
                }));

        assertThat(wire.log()).isEmpty();
    }

    @Test
    void one_target_that_is_not_registered_does_not_keep_the_rest_in() {
        wire.on(DEREGISTER, REFUSED, DONE).on(HEALTH, healthy(1, 3));

        targetGroups.deregister(BETA, targets(3), wire.permit);

        assertThat(wire.log()).containsExactly("permit", DEREGISTER, HEALTH, "permit", DEREGISTER);
        assertThat(wire.requests(DEREGISTER).get(1))
                .containsEntry("Targets.member.1.Id", target(1).instance().value())
                .containsEntry("Targets.member.2.Id", target(3).instance().value())
                .doesNotContainKey("Targets.member.3.Id");
    }

    @Test
    void nothing_is_sent_again_when_none_is_registered_any_more() {
        wire.on(DEREGISTER, REFUSED).on(HEALTH, healthy());

        targetGroups.deregister(BETA, targets(3), wire.permit);

        assertThat(wire.transmissions(DEREGISTER)).isEqualTo(1);
    }

    @Test
    void a_refusal_for_another_reason_is_invalid() {
        wire.on(DEREGISTER, REFUSED).on(HEALTH, healthy(1, 2, 3));

        assertThatExceptionOfType(PortException.Invalid.class)
                .isThrownBy(() -> targetGroups.deregister(BETA, targets(3), wire.permit));

        assertThat(wire.transmissions(DEREGISTER)).isEqualTo(1);
    }

    @Test
    void a_rehearsal_deregisters_a_target_that_nobody_is_with_a_permit() {
        wire.on(DEREGISTER, DONE);

        targetGroups.rehearseDeregistration(BETA, wire.permit);

        assertThat(wire.log()).containsExactly("permit", DEREGISTER);
        assertThat(wire.requests(DEREGISTER).get(0))
                .containsEntry("TargetGroupArn", ARN)
                .containsEntry("Targets.member.1.Id", "i-00000000000000000")
                .doesNotContainKey("Targets.member.2.Id");
    }

    @Test
    void a_rehearsal_that_minds_the_target_is_permitted() {
        wire.on(DEREGISTER, REFUSED);

        targetGroups.rehearseDeregistration(BETA, wire.permit);

        assertThat(wire.log()).containsExactly("permit", DEREGISTER);
    }

    @Test
    void a_rehearsal_that_is_denied_says_what_to_allow() {
        wire.on(DEREGISTER, Wire.error(403, "AccessDenied", "not authorized to perform DeregisterTargets"));

        assertThatExceptionOfType(PortException.Denied.class)
                .isThrownBy(() -> targetGroups.rehearseDeregistration(BETA, wire.permit))
                .withMessageContaining("allow elasticloadbalancing:DeregisterTargets");
    }

    @Test
    void a_rehearsal_on_a_target_group_that_is_gone_is_not_permitted() {
        wire.on(DEREGISTER, Wire.error(400, "TargetGroupNotFound", "not found"));

        assertThatExceptionOfType(PortException.NotFound.class)
                .isThrownBy(() -> targetGroups.rehearseDeregistration(BETA, wire.permit));
    }

    @Test
    void a_rehearsal_without_a_permit_is_not_sent() {
        assertThatExceptionOfType(PermitDeniedException.class)
                .isThrownBy(() -> targetGroups.rehearseDeregistration(BETA, () -> {
                    throw new PermitDeniedException("the deployment has ended", "nothing");
                }));

        assertThat(wire.log()).isEmpty();
    }

    @Test
    void the_quota_is_found_on_any_page() {
        wire.on(
                LIMITS,
                Wire.result("<Limits><member><Name>target-groups</Name><Max>3000</Max></member></Limits>"
                        + "<NextMarker>more</NextMarker>"),
                Wire.result("<Limits><member><Name>targets-per-application-load-balancer</Name><Max>1500</Max>"
                        + "</member></Limits><NextMarker>and more</NextMarker>"));

        assertThat(targetGroups.targetQuota()).isEqualTo(1500);
        assertThat(wire.requests(LIMITS))
                .extracting(request -> request.get("Marker"))
                .containsExactly(null, "more");
    }

    @Test
    void a_quota_that_is_not_said_is_the_default_of_AWS() {
        wire.on(LIMITS, Wire.result("<Limits/>"));

        assertThat(targetGroups.targetQuota()).isEqualTo(1000);
    }
}
