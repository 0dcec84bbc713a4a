package dev.verdigris.aws;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.verdigris.BlueGreen;
import dev.verdigris.aws.moto.MotoWorld;
import dev.verdigris.error.RefusedException;
import dev.verdigris.model.Environment;
import dev.verdigris.port.Fleets;
import dev.verdigris.request.Cleanup;
import dev.verdigris.request.Deployment;
import dev.verdigris.request.Recovery;
import dev.verdigris.request.Rollback;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetDescription;

/** The policies of an environment allow what the verbs do on Moto, each call of it, and nothing that they do not do. */
abstract class PermissionsScenario {
    final MotoWorld moto = MotoWorld.fresh();
    final Environment environment;
    final Operations used = new Operations();
    final BlueGreen audited = BlueGreen.on(Clouds.on(moto, used));
    final BlueGreen unaudited = BlueGreen.on(Clouds.on(moto));

    PermissionsScenario(Environment environment) {
        this.environment = environment;
    }

    /** Registers so many targets that a plan must know the quota. Moto says 30, so it is refused then. */
    abstract void crowd();

    /** From the third holder on, each takes the parameters of those long before it away. */
    @BeforeEach
    void the_deployment_state_has_had_holders() {
        unaudited.cleanup(environment);
        unaudited.cleanup(environment);
    }

    static List<TargetDescription> unrecognized() {
        return IntStream.range(0, 800)
                .mapToObj(number -> TargetDescription.builder()
                        .id("i-%017x".formatted(number))
                        .build())
                .toList();
    }

    /** What is asked while an instance is awaited: Moto starts them at once, so that nobody ever waits there. */
    private void awaitLaunches() {
        Clouds.on(moto, used).fleets().recentLaunches(environment.blue());
    }

    /** What is done with an instance that does not come up, which none of Moto's does. */
    private void replaceOne() {
        Fleets fleets = Clouds.on(moto, used).fleets();
        fleets.describe(Set.of(environment.blue(), environment.green()))
                .forEach((group, fleet) -> fleet.inService().stream().limit(1).forEach(instance -> {
                    used.belongs(instance, group);
                    fleets.replace(group, instance, () -> {});
                }));
    }

    /** Deploys until the process dies, directly before the n-th call of an operation. */
    void dieBefore(String operation, int nth) {
        assertThatExceptionOfType(Interceptors.Death.class)
                .isThrownBy(() -> BlueGreen.on(Clouds.on(moto, Interceptors.deathBefore(operation, nth)))
                        .deploy(environment));
    }

    void resumeWithLostRecords() {
        BlueGreen.on(Clouds.on(moto, used, Interceptors.lostRecords(environment)))
                .resume(Recovery.of(environment).withTakeOver(true))
                .orThrow();
    }

    void abort() {
        audited.abort(Recovery.of(environment).withTakeOver(true));
    }

    /** Resumes what was killed before it had a plan, so that it is planned anew; there are too many targets now. */
    void resumeWhatHadNoPlan() {
        dieBefore(AutoScalingFleets.DESCRIBE, 1);
        crowd();
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> audited.resume(Recovery.of(environment).withTakeOver(true)))
                .withMessageContaining("quota");
    }

    void recordGreen() {
        moto.ssm()
                .putParameter(request -> request.name(
                                environment.activeColorParameter().value())
                        .value("green")
                        .overwrite(true));
    }

    void assertNeeded(RequiredPermissions verb) {
        IamPolicy.parse(verb.policy(environment, "aws", "us-east-1", "123456789012"))
                .assertNeededFor(used);
    }

    /** Asserts it of a verb that awaits instances; new ones are replaced by all but a rollback. */
    void assertNeededToStart(RequiredPermissions verb) {
        awaitLaunches();
        if (verb != RequiredPermissions.ROLLBACK) {
            replaceOne();
        }
        assertNeeded(verb);
    }

    @Test
    void status_needs_what_it_is_allowed() {
        audited.status(environment);
        audited.history(environment);

        assertNeeded(RequiredPermissions.STATUS);
    }

    /** Arranges what a plan looks into besides; nothing by default. */
    void beforeThePlan() {}

    @Test
    void planning_needs_what_it_is_allowed() {
        beforeThePlan();
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

        assertNeededToStart(RequiredPermissions.DEPLOY);
    }

    @Test
    void a_rollback_needs_what_it_is_allowed() {
        unaudited.deploy(environment).orThrow();
        audited.execute(audited.plan(Rollback.of(environment))).orThrow();
        unaudited.cleanup(environment).orThrow();
        crowd();
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> audited.rollback(Rollback.of(environment).withScaleUp(true)));

        assertNeededToStart(RequiredPermissions.ROLLBACK);
    }

    @Test
    void a_cleanup_needs_what_it_is_allowed() {
        unaudited.deploy(environment).orThrow();
        audited.execute(audited.plan(Cleanup.of(environment))).orThrow();
        unaudited.deploy(environment).orThrow();
        audited.cleanup(environment).orThrow();

        assertNeeded(RequiredPermissions.CLEANUP);
    }
}
