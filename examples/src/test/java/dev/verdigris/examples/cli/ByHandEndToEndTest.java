package dev.verdigris.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import dev.verdigris.model.Traffic;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The packaged CLI on Moto, where traffic is forwarded and neither group is attached to its target group. */
@Execution(ExecutionMode.CONCURRENT)
class ByHandEndToEndTest {
    private static final Environment BETA = Environment.named("beta")
            .traffic(Traffic.forwarding("Beta-Blue", "Beta-Green", "web:80"))
            .build();

    private final ForwardedBeta beta = ForwardedBeta.create();

    ByHandEndToEndTest() {
        beta.route(beta.balancer().listen(80, beta.moto().forward(100, 0, null)));
        beta.moto().registerByHand(BETA);
    }

    private Set<String> registered(Color color) {
        return beta.moto().registered(color);
    }

    @Test
    void members_are_registered_and_a_rollback_only_moves_the_weights() {
        Set<String> old = beta.instances(Color.BLUE);

        assertThat(beta.cli("refresh", "--dry-run").exiting(0).out()).contains("register", "Beta-Green");
        beta.cli("refresh", "--yes").exiting(0);

        assertThat(beta.told()).containsExactly("blue 0, green 100");
        assertThat(registered(Color.GREEN))
                .isEqualTo(beta.instances(Color.GREEN))
                .hasSize(3);
        assertThat(registered(Color.BLUE)).as("a warm fleet stays registered").isEqualTo(old);

        beta.cli("rollback", "--yes").exiting(0);

        assertThat(beta.told()).containsExactly("blue 100, green 0");
        assertThat(beta.instances(Color.BLUE)).isEqualTo(old);
        assertThat(beta.recordedColor()).isEqualTo("blue");
    }

    @Test
    void a_cleanup_deregisters_before_it_scales_to_zero() {
        beta.cli("refresh", "--yes").exiting(0);

        beta.cli("cleanup", "--yes").exiting(0);

        assertThat(registered(Color.BLUE)).isEmpty();
        assertThat(beta.instances(Color.BLUE)).isEmpty();
    }

    @Test
    void a_new_member_that_never_becomes_healthy_ends_and_is_no_target() {
        try (Interposed sickening = new Interposed(beta.endpoint(), (action, body, moto) -> {
            Interposed.Answer answer = moto.answer();
            if (action.equals("RegisterTargets")) {
                String sick = beta.instances(Color.GREEN).iterator().next();
                beta.world().ec2().stopInstances(request -> request.instanceIds(sick));
            }
            return answer;
        })) {
            beta.start(sickening.endpoint(), List.of("refresh", "--yes", "--replace", "0", "--health-timeout", "2s"))
                    .ended()
                    .exiting(4);
        }

        assertThat(beta.told()).containsExactly("blue 100, green 0");
        assertThat(registered(Color.GREEN)).isEmpty();
        assertThat(beta.instances(Color.GREEN)).isEmpty();
        assertThat(registered(Color.BLUE)).isEqualTo(beta.instances(Color.BLUE));
    }
}
