package dev.verdigris.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.verdigris.error.PortException;
import dev.verdigris.model.GroupSize;
import dev.verdigris.model.InstanceId;
import dev.verdigris.model.LoadBalancer;
import dev.verdigris.model.TargetGroup;
import dev.verdigris.model.TargetGroupRef;
import dev.verdigris.port.Permit;
import dev.verdigris.port.TargetGroups;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The calls that preflight makes: each goes through the seam, so that faults, counts and permissions see it. */
class LoadBalancerPortTest {
    private static final Permit PERMIT = () -> {};

    private final SimulatedCloud cloud =
            SimulatedCloud.builder().latencies(Latencies.instant()).build();
    private final SimulatedGroup web = cloud.createGroup("web", new GroupSize(0, 9, 3));
    private final SimulatedTargetGroup beta = cloud.createTargetGroup("Beta");
    private final SimulatedTargetGroup legacy = cloud.createTargetGroup("Legacy");
    private final TargetGroups port = cloud.ports().targetGroups();
    private final TargetGroup found = port.find(new TargetGroupRef("Beta"));
    private final List<String> calls = new ArrayList<>();

    private void record() {
        cloud.install(new CallHook() {
            @Override
            public void before(Call call) {
                calls.add(call.operation() + " " + call.subject());
            }
        });
    }

    @Test
    void the_load_balancer_is_shown_with_its_zones_and_its_other_targets() {
        legacy.place(web);
        record();

        assertThat(port.loadBalancers(found))
                .containsExactly(new LoadBalancer(
                        cloud.loadBalancer("main").arn(),
                        "main",
                        cloud.loadBalancer("main").zones(),
                        3));
        assertThat(calls)
                .containsExactly(
                        Operations.DESCRIBE_TARGET_GROUPS + " Beta",
                        Operations.DESCRIBE_LOAD_BALANCERS + " main",
                        Operations.DESCRIBE_TARGET_GROUPS + " main",
                        Operations.DESCRIBE_HEALTH + " Legacy");
    }

    @Test
    void a_target_group_that_nothing_uses_has_no_load_balancer() {
        beta.setInUse(false);

        assertThat(port.loadBalancers(found)).isEmpty();
    }

    @Test
    void instances_are_found_wherever_else_they_are_registered_also_while_they_drain() {
        InstanceId draining = web.instance(1).id();
        legacy.place(web);
        legacy.deregister(draining);
        beta.place(web.instance(3));
        record();

        assertThat(port.registeredElsewhere(
                        found, Set.of(draining, web.instance(2).id())))
                .isEqualTo(Map.of(legacy.arn(), Set.of(draining, web.instance(2).id())));
        assertThat(port.registeredElsewhere(found, Set.of(new InstanceId("i-0123456789abcdef0"))))
                .isEmpty();
        assertThat(calls)
                .startsWith(Operations.DESCRIBE_TARGET_GROUPS + " Beta", Operations.DESCRIBE_HEALTH + " Legacy");
    }

    @Test
    void a_rehearsal_of_a_deregistration_is_a_call_that_changes_nothing() {
        beta.place(web);
        int changes = cloud.changes();

        port.rehearseDeregistration(found, PERMIT);

        assertThat(cloud.changes()).isEqualTo(changes);
        assertThat(beta.targets()).hasSize(3).allMatch(target -> target.healthy());
    }

    @Test
    void a_permission_that_is_missing_for_good_is_one_line_and_found_by_the_rehearsal() {
        cloud.install(CallFault.denied(Operations.DEREGISTER));

        assertThatExceptionOfType(PortException.Denied.class)
                .isThrownBy(() -> port.rehearseDeregistration(found, PERMIT))
                .withMessageContaining("not authorized to perform elasticloadbalancing:DeregisterTargets");
    }

    @Test
    void each_of_the_calls_may_be_denied_and_finds_a_target_group_gone() {
        cloud.install(CallFault.denied(Operations.DESCRIBE_LOAD_BALANCERS));
        assertThatExceptionOfType(PortException.Denied.class).isThrownBy(() -> port.loadBalancers(found));

        cloud.deleteTargetGroup("Beta");
        assertThatExceptionOfType(PortException.NotFound.class).isThrownBy(() -> port.loadBalancers(found));
        assertThatExceptionOfType(PortException.NotFound.class)
                .isThrownBy(() -> port.rehearseDeregistration(found, PERMIT));
    }

    @Test
    void the_kind_is_found_with_the_target_group_and_what_is_no_instance_is_not_left_out() {
        SimulatedTargetGroup functions = cloud.createTargetGroup("Functions", 0, "lambda");
        functions.hold("arn:aws:lambda:eu-west-1:123456789012:function:hello", "v7");

        TargetGroup lambda = port.find(new TargetGroupRef("Functions"));
        assertThat(lambda.kind()).isEqualTo("lambda");
        assertThat(lambda.port()).isZero();
        assertThatExceptionOfType(PortException.Invalid.class)
                .isThrownBy(() -> port.health(lambda))
                .withMessageContaining("of kind 'lambda', to be instances");
        assertThat(port.loadBalancers(found))
                .extracting(LoadBalancer::otherTargets)
                .containsExactly(1);
        assertThat(found.kind()).isEqualTo(TargetGroup.INSTANCES);
    }
}
