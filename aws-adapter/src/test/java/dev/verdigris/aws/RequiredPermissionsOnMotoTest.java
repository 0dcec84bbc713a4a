package dev.verdigris.aws;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.verdigris.BlueGreen;
import dev.verdigris.aws.moto.MotoEnvironment;
import dev.verdigris.aws.moto.MotoWorld;
import dev.verdigris.error.RefusedException;
import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import dev.verdigris.request.Cleanup;
import dev.verdigris.request.Deployment;
import dev.verdigris.request.Recovery;
import dev.verdigris.request.Rollback;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The policies allow what the verbs do on Moto, each call of it, and nothing that they do not do. */
class RequiredPermissionsOnMotoTest {
    /** The first deregistration of a deployment changes nothing: it finds out whether the next one is allowed. */
    private static final int AFTER_THE_REHEARSAL = 2;

    private final MotoEnvironment beta =
            MotoWorld.fresh().environment("beta").blue(2, 10, 3).create();
    private final Environment environment = beta.environment();
    private final Operations used = new Operations();
    private final BlueGreen audited = BlueGreen.on(Clouds.on(beta.world(), used));
    private final BlueGreen unaudited = BlueGreen.on(Clouds.on(beta.world()));

    /** From the third holder on, each takes the parameters of those long before it away. */
    @BeforeEach
    void the_deployment_state_has_had_holders() {
        unaudited.reconcile(environment);
        unaudited.reconcile(environment);
    }

    /** Registers so many unrecognized that a plan must know the quota. Moto says 30, so it is refused then. */
    private void crowd() {
        beta.register(IntStream.range(0, 800).mapToObj("i-%017x"::formatted).toList());
    }

    /** What is asked while an instance is awaited: Moto starts them at once, so that nobody ever waits there. */
    private void awaitLaunches() {
        Clouds.on(beta.world(), used).fleets().recentLaunches(environment.blue());
    }

    /** Deploys until the process dies, directly before the n-th call of an operation. */
    private void dieBefore(String operation, int nth) {
        assertThatExceptionOfType(Interceptors.Death.class)
                .isThrownBy(() -> BlueGreen.on(Clouds.on(beta.world(), Interceptors.deathBefore(operation, nth)))
                        .deploy(environment));
    }

    @Test
    void status_needs_what_it_is_allowed() {
        audited.status(environment);
        audited.history(environment);

        assertNeeded(RequiredPermissions.STATUS);
    }

    @Test
    void planning_needs_what_it_is_allowed() {
        audited.plan(Deployment.of(environment));
        audited.validate(environment);
        crowd();
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> audited.plan(Deployment.of(environment)))
                .withMessageContaining("quota");

        assertNeeded(RequiredPermissions.PLAN);
    }

    @Test
    void a_deployment_needs_what_it_is_allowed() {
        audited.execute(audited.plan(Deployment.of(environment))).orThrow();
        audited.deploy(environment).orThrow();
        crowd();
        assertThatExceptionOfType(RefusedException.class).isThrownBy(() -> audited.deploy(environment));

        awaitLaunches();
        assertNeeded(RequiredPermissions.DEPLOY);
    }

    @Test
    void a_rollback_needs_what_it_is_allowed() {
        unaudited.deploy(environment).orThrow();
        audited.execute(audited.plan(Rollback.of(environment))).orThrow();
        unaudited.cleanup(environment).orThrow();
        audited.rollback(Rollback.of(environment).withScaleUp(true)).orThrow();
        crowd();
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> audited.rollback(Rollback.of(environment).withScaleUp(true)));

        awaitLaunches();
        assertNeeded(RequiredPermissions.ROLLBACK);
    }

    @Test
    void a_cleanup_needs_what_it_is_allowed() {
        unaudited.deploy(environment).orThrow();
        audited.execute(audited.plan(Cleanup.of(environment))).orThrow();
        unaudited.deploy(environment).orThrow();
        audited.cleanup(environment).orThrow();

        assertNeeded(RequiredPermissions.CLEANUP);
    }

    @Test
    void a_recovery_needs_what_it_is_allowed() {
        dieBefore(AutoScalingFleets.UPDATE, 2);
        BlueGreen.on(Clouds.on(beta.world(), used, Interceptors.lostRecords(environment)))
                .resume(Recovery.of(environment).withTakeOver(true))
                .orThrow();
        dieBefore(ElbTargetGroups.DEREGISTER, AFTER_THE_REHEARSAL);
        audited.abort(Recovery.of(environment).withTakeOver(true));

        awaitLaunches();
        assertNeeded(RequiredPermissions.RECOVER);
    }

    @Test
    void a_reconciliation_needs_what_it_is_allowed() {
        dieBefore(ElbTargetGroups.DEREGISTER, AFTER_THE_REHEARSAL);
        unaudited.unlock(environment, "the test has ended it");
        audited.reconcile(environment);
        beta.deregister(List.of(beta.instances(Color.BLUE).iterator().next()));
        audited.reconcile(environment);
        beta.world()
                .ssm()
                .putParameter(request -> request.name(
                                environment.activeColorParameter().value())
                        .value("green")
                        .overwrite(true));
        audited.reconcile(environment);

        assertNeeded(RequiredPermissions.RECONCILE);
    }

    @Test
    void unlocking_needs_what_it_is_allowed() {
        dieBefore(ElbTargetGroups.DEREGISTER, AFTER_THE_REHEARSAL);
        audited.unlock(environment, "the test has ended it");

        assertNeeded(RequiredPermissions.UNLOCK);
    }

    private void assertNeeded(RequiredPermissions verb) {
        IamPolicy.parse(verb.policy(environment, "aws", "us-east-1", "123456789012"))
                .assertNeededFor(used);
    }
}
