package dev.verdigris.aws;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.verdigris.BlueGreen;
import dev.verdigris.aws.moto.MotoEnvironment;
import dev.verdigris.aws.moto.MotoWorld;
import dev.verdigris.error.RefusedException;
import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import dev.verdigris.model.Traffic;
import dev.verdigris.request.Cleanup;
import dev.verdigris.request.Deployment;
import dev.verdigris.request.Recovery;
import dev.verdigris.request.Rollback;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.autoscaling.model.TrafficSourceIdentifier;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetDescription;

/** The policies of an environment whose target group is attached allow what the verbs do on Moto, and nothing more. */
class AttachmentPermissionsOnMotoTest {
    private static final Environment BETA =
            Environment.named("beta").traffic(Traffic.attachment("Beta")).build();

    private final MotoWorld moto = MotoWorld.fresh();
    private final MotoEnvironment beta = moto.environment(BETA).create();
    private final Operations used = new Operations();
    private final BlueGreen audited = BlueGreen.on(Clouds.on(moto, used));
    private final BlueGreen unaudited = BlueGreen.on(Clouds.on(moto));

    /** From the third holder on, each takes the parameters of those long before it away. */
    @BeforeEach
    void the_deployment_state_has_had_holders() {
        unaudited.reconcile(BETA);
        unaudited.reconcile(BETA);
    }

    /** The target group itself has so many that a plan must know the quota. Moto says 30. */
    private void crowd() {
        moto.elb()
                .registerTargets(request -> request.targetGroupArn(beta.targetGroupArn())
                        .targets(IntStream.range(0, 800)
                                .mapToObj(number -> TargetDescription.builder()
                                        .id("i-%017x".formatted(number))
                                        .build())
                                .toList()));
    }

    /** What is asked while an instance is awaited: Moto starts them at once, so that nobody ever waits there. */
    private void awaitLaunches() {
        Clouds.on(moto, used).fleets().recentLaunches(BETA.blue());
    }

    /** Deploys until the process dies, directly before the n-th call of an operation. */
    private void dieBefore(String operation, int nth) {
        assertThatExceptionOfType(Interceptors.Death.class)
                .isThrownBy(() -> BlueGreen.on(Clouds.on(moto, Interceptors.deathBefore(operation, nth)))
                        .deploy(BETA));
    }

    private void assertNeeded(RequiredPermissions verb) {
        IamPolicy.parse(verb.policy(BETA, "aws", "us-east-1", "123456789012")).assertNeededFor(used);
    }

    @Test
    void status_needs_what_it_is_allowed() {
        audited.status(BETA);
        audited.history(BETA);

        assertNeeded(RequiredPermissions.STATUS);
    }

    @Test
    void planning_needs_what_it_is_allowed() {
        beta.attach(Color.GREEN);
        audited.validate(BETA);
        crowd();
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> audited.plan(Deployment.of(BETA)))
                .withMessageContaining("quota");

        assertNeeded(RequiredPermissions.PLAN);
    }

    @Test
    void a_deployment_needs_what_it_is_allowed() {
        audited.deploy(BETA).orThrow();
        crowd();
        assertThatExceptionOfType(RefusedException.class).isThrownBy(() -> audited.deploy(BETA));

        awaitLaunches();
        assertNeeded(RequiredPermissions.DEPLOY);
    }

    @Test
    void a_rollback_needs_what_it_is_allowed() {
        unaudited.deploy(BETA).orThrow();
        audited.rollback(BETA).orThrow();
        unaudited.cleanup(BETA).orThrow();
        crowd();
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> audited.rollback(Rollback.of(BETA).withScaleUp(true)));

        awaitLaunches();
        assertNeeded(RequiredPermissions.ROLLBACK);
    }

    @Test
    void a_cleanup_needs_what_it_is_allowed() {
        unaudited.deploy(BETA).orThrow();
        audited.execute(audited.plan(Cleanup.of(BETA))).orThrow();

        assertNeeded(RequiredPermissions.CLEANUP);
    }

    @Test
    void a_recovery_needs_what_it_is_allowed() {
        dieBefore(AutoScalingAttachments.ATTACH, 1);
        BlueGreen.on(Clouds.on(moto, used, Interceptors.lostRecords(BETA)))
                .resume(Recovery.of(BETA).withTakeOver(true))
                .orThrow();
        unaudited.rollback(BETA).orThrow();
        unaudited.cleanup(BETA).orThrow();
        // Once it is rehearsed, the second time the old group is detached.
        dieBefore(AutoScalingAttachments.DETACH, 2);
        audited.abort(Recovery.of(BETA).withTakeOver(true));

        awaitLaunches();
        assertNeeded(RequiredPermissions.RECOVER);
    }

    @Test
    void a_reconciliation_needs_what_it_is_allowed() {
        dieBefore(AutoScalingAttachments.ATTACH, 1);
        unaudited.unlock(BETA, "the test has ended it");
        audited.reconcile(BETA);
        beta.attach(Color.GREEN);
        audited.reconcile(BETA);
        moto.autoScaling()
                .attachTrafficSources(request -> request.autoScalingGroupName("beta-green")
                        .trafficSources(TrafficSourceIdentifier.builder()
                                .identifier(beta.targetGroupArn())
                                .type("elbv2")
                                .build()));
        audited.reconcile(BETA);
        moto.autoScaling()
                .detachLoadBalancerTargetGroups(
                        request -> request.autoScalingGroupName("beta-blue").targetGroupARNs(beta.targetGroupArn()));
        beta.register(beta.instances(Color.BLUE));
        audited.reconcile(BETA);
        moto.ssm()
                .putParameter(
                        request -> request.name(BETA.activeColorParameter().value())
                                .value("green")
                                .overwrite(true));
        audited.reconcile(BETA);

        assertNeeded(RequiredPermissions.RECONCILE);
    }
}
