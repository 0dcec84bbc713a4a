package dev.verdigris.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.verdigris.error.PortException;
import dev.verdigris.model.GroupSize;
import dev.verdigris.model.GroupTraits.HealthChecks;
import dev.verdigris.port.Attachments.State;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How attachments come and go, and what a group makes of the health that a load balancer finds. */
class SimulatedAttachmentTest {
    private final SimulatedCloud cloud = SimulatedCloud.builder()
            .latencies(Latencies.instant().withAttachment(Latency.exactly(Duration.ofSeconds(20))))
            .healthCheck(HealthCheck.every(Duration.ofSeconds(5)))
            .deregistrationDelay(Duration.ofMinutes(1))
            .build();
    private final SimulatedGroup web = cloud.createGroup("web", new GroupSize(0, 9, 3));
    private final SimulatedTargetGroup beta = cloud.createTargetGroup("Beta");

    private void passSeconds(long seconds) {
        cloud.pass(Duration.ofSeconds(seconds));
    }

    private void attached() {
        web.attach(beta);
        passSeconds(60);
    }

    @Test
    void attaching_takes_its_time_and_ends_with_all_members_registered() {
        assertThat(web.attachment(beta)).isNull();
        web.attach(beta);
        passSeconds(19);
        assertThat(web.attachment(beta)).isEqualTo(State.ADDING);
        assertThat(beta.registered(web)).isZero();

        passSeconds(2);

        assertThat(web.attachment(beta)).isEqualTo(State.ADDED);
        assertThat(beta.registered(web)).isEqualTo(3);
    }

    @Test
    void what_is_launched_while_it_is_attached_is_registered_at_once() {
        web.attach(beta);
        web.setDesired(4);
        passSeconds(5);

        assertThat(beta.registered(web)).isEqualTo(1);
    }

    @Test
    void members_on_standby_are_not_registered() {
        web.enterStandby(web.instances().get(0).id());
        passSeconds(5);
        attached();

        assertThat(web.instances()).hasSize(4);
        assertThat(beta.registered(web)).isEqualTo(3);
    }

    @Test
    void detaching_takes_its_time_and_shows_for_the_whole_drain() {
        attached();
        web.detach(beta);
        passSeconds(19);
        assertThat(web.attachment(beta)).isEqualTo(State.REMOVING);
        assertThat(beta.healthy(web)).as("nobody has been deregistered yet").isEqualTo(3);

        passSeconds(2);
        assertThat(beta.registered(web)).isZero();
        passSeconds(50);
        assertThat(web.attachment(beta)).isEqualTo(State.REMOVING);
        passSeconds(20);

        assertThat(web.attachment(beta)).isNull();
        assertThat(beta.targets()).isEmpty();
        assertThat(web.inService()).isEqualTo(3);
    }

    @Test
    void what_is_launched_while_it_is_detached_is_not_registered() {
        attached();
        web.detach(beta);
        web.setDesired(4);
        passSeconds(25);

        assertThat(beta.registered(web)).isZero();
    }

    @Test
    void what_drains_comes_back_when_it_is_attached_again() {
        attached();
        web.detach(beta);
        passSeconds(40);
        web.attach(beta);
        assertThat(web.attachment(beta)).isEqualTo(State.ADDING);
        passSeconds(60);

        assertThat(web.attachment(beta)).isEqualTo(State.ADDED);
        assertThat(beta.healthy(web)).isEqualTo(3);
    }

    @Test
    void a_detachment_that_is_taken_back_in_time_deregisters_nobody() {
        attached();
        web.detach(beta);
        passSeconds(10);
        web.attach(beta);
        passSeconds(300);

        assertThat(beta.healthy(web)).isEqualTo(3);
    }

    @Test
    void it_may_refuse_what_is_on_its_way_out() {
        web.setRefuseReturn(true);
        attached();
        web.detach(beta);
        passSeconds(40);
        assertThatExceptionOfType(PortException.Invalid.class).isThrownBy(() -> web.attach(beta));

        passSeconds(60);
        attached();
        assertThat(beta.healthy(web)).isEqualTo(3);
    }

    @Test
    void an_attachment_is_in_service_once_a_load_balancer_finds_a_member_healthy() {
        web.setHealthChecks(HealthChecks.ofLoadBalancers(Duration.ofHours(1)));
        web.instances().forEach(member -> member.sicken("Target.Timeout"));
        web.attach(beta);
        passSeconds(40);
        assertThat(web.attachment(beta)).isEqualTo(State.ADDED);
        web.instances().get(0).heal();
        passSeconds(40);

        assertThat(web.attachment(beta)).isEqualTo(State.IN_SERVICE);
    }

    @Test
    void what_the_load_balancer_finds_sick_is_replaced_where_its_checks_count() {
        web.setHealthChecks(HealthChecks.ofLoadBalancers(Duration.ZERO));
        attached();
        SimulatedInstance sick = web.instances().get(0);
        sick.sicken("Target.Timeout");
        passSeconds(120);

        assertThat(web.instances()).doesNotContain(sick).hasSize(3);
        assertThat(beta.healthy(web)).isEqualTo(3);
    }

    @Test
    void what_the_load_balancer_finds_sick_stays_where_its_checks_do_not_count() {
        attached();
        SimulatedInstance sick = web.instances().get(0);
        sick.sicken("Target.Timeout");
        passSeconds(300);

        assertThat(web.instances()).contains(sick);
        assertThat(beta.healthy(web)).isEqualTo(2);
    }

    @Test
    void where_nobody_is_healthy_nobody_is_replaced() {
        web.setHealthChecks(HealthChecks.ofLoadBalancers(Duration.ZERO));
        web.instances().forEach(instance -> instance.sicken("Target.Timeout"));
        attached();
        passSeconds(300);

        assertThat(web.attachment(beta)).isEqualTo(State.ADDED);
        assertThat(web.instance(1).healthyToGroup()).isTrue();
        assertThat(web.inService()).isEqualTo(3);
    }

    @Test
    void a_new_member_may_be_sick_for_the_grace_period() {
        web.setHealthChecks(HealthChecks.ofLoadBalancers(Duration.ofMinutes(5)));
        attached();
        web.afflict(4, InstanceFault.neverHealthy());
        web.setDesired(4);
        passSeconds(200);
        SimulatedInstance slow = web.instance(4);
        assertThat(slow.lifecycle()).isEqualTo(dev.verdigris.model.Lifecycle.IN_SERVICE);

        passSeconds(200);

        assertThat(web.instances()).doesNotContain(slow);
        assertThat(beta.healthy(web)).isEqualTo(4);
    }

    @Test
    void a_suspended_health_check_finds_it_once_it_is_resumed() {
        web.setHealthChecks(HealthChecks.ofLoadBalancers(Duration.ZERO));
        attached();
        web.suspend("HealthCheck");
        SimulatedInstance sick = web.instances().get(0);
        sick.sicken("Target.Timeout");
        passSeconds(120);
        assertThat(web.instances()).contains(sick);

        web.resume("HealthCheck");
        passSeconds(120);

        assertThat(web.instances()).doesNotContain(sick);
    }
}
