package dev.verdigris.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.verdigris.error.PortException;
import dev.verdigris.model.GroupSize;
import dev.verdigris.model.Target;
import dev.verdigris.model.TargetHealth;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What a target group can hold that a deployment has not put there. */
class TargetKindsTest {
    private final SimulatedCloud cloud = SimulatedCloud.builder()
            .latencies(Latencies.instant())
            .requestsPerSecond(100)
            .build();
    private final SimulatedGroup web = cloud.createGroup("web", new GroupSize(0, 9, 2));
    private final SimulatedInstance first = web.instance(1);

    @Test
    void an_instance_is_no_address() {
        SimulatedTargetGroup addresses = cloud.createTargetGroup("Addresses", 80, "ip");

        assertThatThrownBy(() -> addresses.register(first.id()))
                .isInstanceOf(PortException.Invalid.class)
                .hasMessageContaining(
                        "ValidationError: The IP address '" + first.id() + "' is not a valid IPv4 address");
        assertThat(addresses.targets()).isEmpty();
        assertThat(addresses.kind()).isEqualTo("ip");
    }

    @Test
    void an_instance_is_no_function_and_no_load_balancer() {
        for (String kind : new String[] {"lambda", "alb"}) {
            SimulatedTargetGroup other = cloud.createTargetGroup("Of-" + kind, 0, kind);

            assertThatThrownBy(() -> other.register(first.id(), 80))
                    .isInstanceOf(PortException.Invalid.class)
                    .hasMessageContaining("ValidationError: Target ID - " + first.id() + " is not valid");
        }
    }

    @Test
    void what_is_no_instance_answers_where_it_is_held_and_counts_to_the_quota() {
        SimulatedTargetGroup addresses = cloud.createTargetGroup("Addresses", 80, "ip");
        addresses.hold("10.0.0.7", "v0");
        cloud.pass(Duration.ofSeconds(10));

        assertThat(cloud.traffic().byVersion()).containsEntry("v0", 1000L);
        assertThat(cloud.loadBalancer("main").targets()).isEqualTo(1);
        assertThat(addresses.toString()).contains("of kind ip", "10.0.0.7 healthy, v0");
        addresses.deregisterAll();
        cloud.pass(Duration.ofSeconds(10));
        assertThat(cloud.traffic().refused()).isEqualTo(1000);
    }

    @Test
    void a_target_group_of_instances_holds_instances_only() {
        SimulatedTargetGroup instances = cloud.createTargetGroup("Instances");

        assertThatThrownBy(() -> instances.hold("10.0.0.7", "v0"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Instance ID '10.0.0.7' is not valid");
    }

    @Test
    void an_instance_of_no_group_and_one_on_several_ports_are_targets_like_others() {
        SimulatedTargetGroup instances = cloud.createTargetGroup("Instances");
        SimulatedInstance lone = cloud.startInstance("v0");
        instances.place(lone, 8080);
        instances.place(first);
        instances.place(first, 9090);
        cloud.pass(Duration.ofSeconds(30));

        assertThat(cloud.traffic().byVersion()).containsEntry("v0", 1000L).containsEntry("v1", 2000L);
        assertThat(instances.targets())
                .extracting(TargetHealth::target)
                .containsExactly(new Target(lone.id(), 8080), new Target(first.id(), 80), new Target(first.id(), 9090));
        instances.deregister(first.id());
        assertThat(instances.targets()).filteredOn(TargetHealth::healthy).hasSize(1);
    }
}
