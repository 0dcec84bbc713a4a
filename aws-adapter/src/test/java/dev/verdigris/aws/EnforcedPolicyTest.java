package dev.verdigris.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdigris.aws.moto.MotoBalancer;
import dev.verdigris.aws.moto.MotoEnvironment;
import dev.verdigris.aws.moto.MotoForwarding;
import dev.verdigris.aws.moto.MotoWorld;
import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import dev.verdigris.model.Traffic;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * IAM as Moto enforces it: what the policy of an environment allows suffices for all that is done with it, and without any one
 * of its actions something is denied. Resources are not enforced there; {@link IamPolicy} looks at them.
 */
class EnforcedPolicyTest {
    private static final Environment REGISTERED = Environment.of("beta");
    private static final Environment ATTACHED =
            Environment.named("beta").traffic(Traffic.attachment("Beta")).build();
    private static final Environment FORWARDED = Environment.named("beta")
            .traffic(Traffic.forwarding("Beta-Blue", "Beta-Green", "web:80/beta/*", "web:8080"))
            .build();

    private static SortedSet<String> registered() {
        return EnvironmentPolicy.of(REGISTERED, RequiredPermissions.values())
                .with(FeaturePermissions.instanceProbes(), FeaturePermissions.loadBalancerProbes())
                .with(ReleasePermissions.parameterStore(REGISTERED))
                .actions();
    }

    private static SortedSet<String> of(Environment environment) {
        return EnvironmentPolicy.of(environment, RequiredPermissions.values()).actions();
    }

    /** What another strategy needs and registration does not. */
    private static SortedSet<String> itsOwn(Environment environment) {
        SortedSet<String> own = of(environment);
        own.removeAll(registered());
        return own;
    }

    static Set<String> attached() {
        return itsOwn(ATTACHED);
    }

    static Set<String> forwarded() {
        return itsOwn(FORWARDED);
    }

    private static Set<String> without(Set<String> all, String action) {
        Set<String> rest = new TreeSet<>(all);
        assertThat(rest.remove(action)).isTrue();
        return rest;
    }

    private static Set<String> deniedByRegistration(Set<String> allowed) {
        MotoEnvironment beta = MotoWorld.fresh().environment(REGISTERED).create();
        EnforcedLife life = new EnforcedLife(beta.world(), REGISTERED, allowed);
        return life.denied(List.of(
                life::looks,
                life::findsAddresses,
                life::findsTheLoadBalancer,
                life::refreshes,
                life::selects,
                life::replacesOne,
                () -> beta.register(beta.instances(Color.BLUE)),
                life::deploysAndGoesBack,
                () -> life.isRefusedForTheQuota(() -> beta.world()
                        .elb()
                        .registerTargets(request -> request.targetGroupArn(beta.targetGroupArn())
                                .targets(PermissionsScenario.unrecognized())))));
    }

    private static Set<String> deniedByAttachment(Set<String> allowed) {
        MotoEnvironment beta = MotoWorld.fresh().environment(ATTACHED).create();
        EnforcedLife life = new EnforcedLife(beta.world(), ATTACHED, allowed);
        return life.denied(List.of(life::looks, life::deploysAndGoesBack));
    }

    private static Set<String> deniedByForwarding(Set<String> allowed) {
        MotoWorld world = MotoWorld.fresh();
        MotoForwarding beta = MotoForwarding.create(world, FORWARDED);
        String plain = beta.balancer().listen(80, MotoBalancer.alone(world.createTargetGroup("Rest", 80, false)));
        beta.balancer().rule(plain, 1, "/beta/*", beta.forward(100, 0, null));
        beta.balancer().listen(8080, beta.forward(100, 0, null));
        EnforcedLife life = new EnforcedLife(world, FORWARDED, allowed);
        return life.denied(List.of(life::looks, life::deploysAndGoesBack));
    }

    @Test
    void what_is_allowed_suffices() {
        assertThat(deniedByRegistration(registered())).isEmpty();
        assertThat(deniedByAttachment(of(ATTACHED))).isEmpty();
        assertThat(deniedByForwarding(of(FORWARDED))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("registered")
    void each_action_is_needed_by_registration(String action) {
        assertThat(deniedByRegistration(without(registered(), action))).containsExactly(action);
    }

    @ParameterizedTest
    @MethodSource("attached")
    void each_action_of_its_own_is_needed_by_attachment(String action) {
        assertThat(deniedByAttachment(without(of(ATTACHED), action))).containsExactly(action);
    }

    @ParameterizedTest
    @MethodSource("forwarded")
    void each_action_of_its_own_is_needed_by_forwarding(String action) {
        assertThat(deniedByForwarding(without(of(FORWARDED), action))).containsExactly(action);
    }
}
