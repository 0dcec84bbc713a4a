package dev.verdigris.testkit.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdigris.BlueGreen;
import dev.verdigris.model.Color;
import dev.verdigris.outcome.Outcome;
import dev.verdigris.port.Fleets.Resize;
import dev.verdigris.request.Cleanup;
import dev.verdigris.request.Deployment;
import dev.verdigris.request.KeepWarm;
import dev.verdigris.request.Reconcile;
import dev.verdigris.request.Rollback;
import dev.verdigris.testkit.Operations;
import dev.verdigris.testkit.SimulatedCloud;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** A process that makes a warm fleet smaller which nobody has asked to is found out. */
class WarmRulesTest extends BreachScenario {
    private static final Cleanup CLEANUP =
            Cleanup.of(BETA).withPolicy(EXPIRING.deployment().policy());
    private static final Rollback ROLLBACK =
            Rollback.of(BETA).withPolicy(EXPIRING.deployment().policy());

    /** Green serves, and blue was to be kept warm, a while ago; somebody has lowered its minimum, so that a reconcile acts. */
    private static SimulatedCloud kept(long seed, KeepWarm keepWarm, Duration ago) {
        SimulatedCloud cloud = EXPIRING.serving(seed);
        Deployment deployment = EXPIRING.deployment().withKeepWarm(keepWarm);
        Scenarios.earlier(cloud).build().deploy(deployment).orThrow();
        cloud.pass(ago);
        cloud.group(BETA, Color.BLUE).setMin(0);
        return cloud;
    }

    /** What is found of something that is done so long after such a deployment, and makes a fleet smaller once it has claimed. */
    private static List<String> shrinking(KeepWarm keepWarm, Duration ago, Function<BlueGreen, Outcome> verb) {
        return shrinking(Operations.CLAIM_STATE, keepWarm, ago, verb);
    }

    private static List<String> shrinking(
            String operation, KeepWarm keepWarm, Duration ago, Function<BlueGreen, Outcome> verb) {
        ProcessRunner runner =
                new ProcessRunner(Scenario.of("kept", BETA, seed -> kept(seed, keepWarm, ago), verb::apply), 1);
        runner.run(
                "first",
                new After(operation, 1, () -> {
                    runner.cloud().ports().fleets().resize(BETA.group(Color.BLUE), Resize.to(0, 0), () -> {});
                    runner.cloud().pass(Duration.ofSeconds(1));
                }),
                runner.verb());
        return runner.violations().stream()
                .filter(violation -> violation.contains("rule R5, kept warm"))
                .toList();
    }

    private static Outcome reconcile(BlueGreen on) {
        return Outcome.succeeded(new ReconcileReport(on.reconcile(Reconcile.of(BETA))));
    }

    private static final KeepWarm TEN_MINUTES = KeepWarm.of(Duration.ofMinutes(10));

    @Test
    void a_reconcile_that_ends_what_is_not_due_is_found() {
        assertThat(shrinking(TEN_MINUTES, Duration.ofMinutes(9), WarmRulesTest::reconcile))
                .singleElement()
                .asString()
                .contains("nobody has asked for it, and blue is kept warm until ");
        assertThat(shrinking(KeepWarm.forever(), Duration.ofDays(1), WarmRulesTest::reconcile))
                .singleElement()
                .asString()
                .endsWith("nobody has asked for it, and blue is kept warm for no time that ends");
    }

    @Test
    void a_cleanup_of_what_is_due_that_ends_what_is_not_is_found() {
        assertThat(shrinking(TEN_MINUTES, Duration.ofMinutes(9), on -> on.cleanup(CLEANUP.withDueOnly(true))))
                .hasSize(1);
    }

    @Test
    void a_rollback_that_ends_what_it_goes_to_is_found() {
        assertThat(shrinking(
                        Operations.REPLACE_STATE, TEN_MINUTES, Duration.ofMinutes(20), on -> on.rollback(ROLLBACK)))
                .singleElement()
                .asString()
                .endsWith("a rollback makes the fleet smaller that it goes to");
    }

    @Test
    void what_is_due_or_was_asked_for_is_clean() {
        assertThat(shrinking(TEN_MINUTES, Duration.ofMinutes(20), WarmRulesTest::reconcile))
                .isEmpty();
        assertThat(shrinking(TEN_MINUTES, Duration.ofMinutes(9), on -> on.cleanup(CLEANUP)))
                .isEmpty();
    }

    @Test
    void what_is_kept_past_its_time_is_found_unless_a_follower_uses_it() {
        SimulatedCloud cloud = kept(1, TEN_MINUTES, Duration.ofMinutes(14));
        assertThat(WarmRules.overdue(cloud, BETA, Set.of())).isFalse();
        cloud.pass(Duration.ofMinutes(2));

        assertThat(WarmRules.overdue(cloud, BETA, Set.of())).isTrue();
        assertThat(WarmRules.overdue(cloud, BETA, Set.of(Color.GREEN))).isTrue();
        assertThat(WarmRules.overdue(cloud, BETA, Set.of(Color.BLUE))).isFalse();
    }
}
