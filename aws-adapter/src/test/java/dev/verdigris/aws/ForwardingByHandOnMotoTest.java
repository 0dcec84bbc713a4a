package dev.verdigris.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdigris.BlueGreen;
import dev.verdigris.aws.moto.MotoForwarding;
import dev.verdigris.aws.moto.MotoWorld;
import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import dev.verdigris.model.Traffic;
import dev.verdigris.request.Cleanup;
import dev.verdigris.request.Deployment;
import dev.verdigris.request.KeepWarm;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Forwarding on Moto where neither group is attached, and what IAM must allow then. */
class ForwardingByHandOnMotoTest {
    private static final Environment BETA = Environment.named("beta")
            .traffic(Traffic.forwarding("Beta-Blue", "Beta-Green", "web:80").hold(Duration.ZERO))
            .build();

    private final MotoWorld moto = MotoWorld.fresh();
    private final MotoForwarding beta = MotoForwarding.create(moto, BETA);
    private final Operations used = new Operations();
    private final BlueGreen audited = BlueGreen.on(Clouds.on(moto, used));

    ForwardingByHandOnMotoTest() {
        beta.balancer().listen(80, beta.forward(100, 0, null));
        beta.registerByHand(BETA);
    }

    private Set<String> registered(Color color) {
        return beta.registered(color);
    }

    private Set<String> actions() {
        return used.seen().stream().map(Operations.Used::action).collect(Collectors.toSet());
    }

    @Test
    void members_are_registered_and_those_of_the_old_fleet_deregistered() {
        audited.deploy(Deployment.of(BETA).withKeepWarm(KeepWarm.none())).orThrow();

        assertThat(registered(Color.GREEN)).hasSize(3);
        assertThat(registered(Color.BLUE)).isEmpty();
        assertThat(actions()).contains(ElbTargetGroups.REGISTER, ElbTargetGroups.DEREGISTER);
        assertThat(RequiredPermissions.DEPLOY.actionsByHand(BETA)).containsAll(actions());
    }

    @Test
    void a_cleanup_needs_to_deregister() {
        BlueGreen.on(Clouds.on(moto)).deploy(BETA).orThrow();
        assertThat(registered(Color.BLUE)).as("a warm fleet stays registered").hasSize(3);

        audited.cleanup(Cleanup.of(BETA)).orThrow();

        assertThat(registered(Color.BLUE)).isEmpty();
        assertThat(actions()).contains(ElbTargetGroups.DEREGISTER);
        assertThat(RequiredPermissions.CLEANUP.actionsByHand(BETA)).containsAll(actions());
    }

    @Test
    void what_an_attached_environment_does_not_need_is_on_the_target_groups_alone() {
        Set<String> more = new TreeSet<>(RequiredPermissions.DEPLOY.actionsByHand(BETA));
        more.removeAll(RequiredPermissions.DEPLOY.actions(BETA));

        assertThat(more).containsExactly(ElbTargetGroups.DEREGISTER, ElbTargetGroups.REGISTER);
        assertThat(EnvironmentPolicy.of(BETA, RequiredPermissions.DEPLOY)
                        .byHand()
                        .in("aws", "us-east-1", "123456789012")
                        .json())
                .contains(
                        "arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/Beta-Blue/*",
                        "arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/Beta-Green/*",
                        "arn:aws:elasticloadbalancing:us-east-1:123456789012:listener/app/web/*");
    }

    @Test
    void an_environment_that_registers_anyway_needs_nothing_more() {
        Environment registered = Environment.of("beta");

        assertThat(RequiredPermissions.DEPLOY.actionsByHand(registered))
                .isEqualTo(RequiredPermissions.DEPLOY.actions(registered));
    }
}
