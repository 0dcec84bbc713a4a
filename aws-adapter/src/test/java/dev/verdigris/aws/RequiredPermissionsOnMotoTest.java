package dev.verdigris.aws;

import dev.verdigris.aws.moto.MotoEnvironment;
import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The policies of an environment whose members are registered one by one. */
class RequiredPermissionsOnMotoTest extends PermissionsScenario {
    /** The first deregistration of a deployment changes nothing: it finds out whether the next one is allowed. */
    private static final int AFTER_THE_REHEARSAL = 2;

    private final MotoEnvironment beta = moto.environment("beta").blue(2, 10, 3).create();

    RequiredPermissionsOnMotoTest() {
        super(Environment.of("beta"));
    }

    @Override
    void crowd() {
        moto.elb()
                .registerTargets(
                        request -> request.targetGroupArn(beta.targetGroupArn()).targets(unrecognized()));
    }

    @Test
    void a_recovery_needs_what_it_is_allowed() {
        dieBefore(AutoScalingFleets.UPDATE, 2);
        resumeWithLostRecords();
        dieBefore(ElbTargetGroups.DEREGISTER, AFTER_THE_REHEARSAL);
        abort();
        resumeWhatHadNoPlan();

        assertNeededToStart(RequiredPermissions.RECOVER);
    }

    @Test
    void a_reconciliation_needs_what_it_is_allowed() {
        dieBefore(ElbTargetGroups.DEREGISTER, AFTER_THE_REHEARSAL);
        unaudited.unlock(environment, "the test has ended it");
        audited.reconcile(environment);
        beta.deregister(List.of(beta.instances(Color.BLUE).iterator().next()));
        audited.reconcile(environment);
        recordGreen();
        audited.reconcile(environment);

        assertNeeded(RequiredPermissions.RECONCILE);
    }

    @Test
    void unlocking_needs_what_it_is_allowed() {
        dieBefore(ElbTargetGroups.DEREGISTER, AFTER_THE_REHEARSAL);
        audited.unlock(environment, "the test has ended it");

        assertNeeded(RequiredPermissions.UNLOCK);
    }
}
