package dev.verdigris.aws;

import dev.verdigris.aws.moto.MotoBalancer;
import dev.verdigris.aws.moto.MotoForwarding;
import dev.verdigris.model.Environment;
import dev.verdigris.model.Traffic;
import org.junit.jupiter.api.Test;

/** The policies of an environment whose traffic is forwarded. */
class ForwardingPermissionsOnMotoTest extends PermissionsScenario {
    private static final Environment BETA = Environment.named("beta")
            .traffic(Traffic.forwarding("Beta-Blue", "Beta-Green", "web:80/beta/*", "web:8080"))
            .build();

    private final MotoForwarding beta = MotoForwarding.create(moto, BETA);
    private final String listener;

    ForwardingPermissionsOnMotoTest() {
        super(BETA);
        String plain = beta.balancer().listen(80, MotoBalancer.alone(moto.createTargetGroup("Rest", 80, false)));
        beta.balancer().rule(plain, 1, "/beta/*", beta.forward(100, 0, null));
        listener = beta.balancer().listen(8080, beta.forward(100, 0, null));
    }

    /** In another target group of the load balancer. */
    @Override
    void crowd() {
        String crowd = moto.createTargetGroup("Crowd", 80, false);
        String crowded = beta.balancer().listen(9000, MotoBalancer.alone(crowd));
        moto.elb().registerTargets(request -> request.targetGroupArn(crowd).targets(unrecognized()));
        beta.balancer().rule(crowded, 1, "/crowd/*", MotoBalancer.alone(crowd));
    }

    @Test
    void a_recovery_needs_what_it_is_allowed() {
        dieBefore(ElbListeners.MODIFY_LISTENER, 1);
        resumeWithLostRecords();
        unaudited.rollback(BETA).orThrow();
        unaudited.cleanup(BETA).orThrow();
        dieBefore(ElbListeners.MODIFY_LISTENER, 1);
        abort();
        resumeWhatHadNoPlan();

        assertNeededToStart(RequiredPermissions.RECOVER);
    }

    @Test
    void a_reconciliation_needs_what_it_is_allowed() {
        dieBefore(ElbListeners.MODIFY_LISTENER, 1);
        unaudited.unlock(BETA, "the test has ended it");
        audited.reconcile(BETA);
        moto.elb().modifyListener(request -> request.listenerArn(listener).defaultActions(beta.forward(50, 50, null)));
        audited.reconcile(BETA);
        recordGreen();
        audited.reconcile(BETA);

        assertNeeded(RequiredPermissions.RECONCILE);
    }

    @Test
    void unlocking_needs_what_it_is_allowed() {
        dieBefore(ElbListeners.MODIFY_RULE, 1);
        audited.unlock(BETA, "the test has ended it");

        assertNeeded(RequiredPermissions.UNLOCK);
    }
}
