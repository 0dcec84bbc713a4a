package dev.verdigris.aws;

import dev.verdigris.aws.moto.MotoEnvironment;
import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import dev.verdigris.model.Traffic;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.autoscaling.model.TrafficSourceIdentifier;

/** The policies of an environment whose target group is attached. */
class AttachmentPermissionsOnMotoTest extends PermissionsScenario {
    private static final Environment BETA =
            Environment.named("beta").traffic(Traffic.attachment("Beta")).build();

    private final MotoEnvironment beta = moto.environment(BETA).create();

    AttachmentPermissionsOnMotoTest() {
        super(BETA);
    }

    @Override
    void crowd() {
        moto.elb()
                .registerTargets(
                        request -> request.targetGroupArn(beta.targetGroupArn()).targets(unrecognized()));
    }

    @Override
    void beforeThePlan() {
        beta.attach(Color.GREEN);
    }

    @Test
    void a_recovery_needs_what_it_is_allowed() {
        dieBefore(AutoScalingAttachments.ATTACH, 1);
        resumeWithLostRecords();
        unaudited.rollback(BETA).orThrow();
        unaudited.cleanup(BETA).orThrow();
        // Once it is rehearsed, the second time the old group is detached.
        dieBefore(AutoScalingAttachments.DETACH, 2);
        abort();
        resumeWhatHadNoPlan();

        assertNeededToStart(RequiredPermissions.RECOVER);
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
        recordGreen();
        audited.reconcile(BETA);

        assertNeeded(RequiredPermissions.RECONCILE);
    }
}
