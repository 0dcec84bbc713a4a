package dev.verdigris.testkit.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdigris.BlueGreen;
import dev.verdigris.model.Color;
import dev.verdigris.model.Target;
import dev.verdigris.model.TargetGroup;
import dev.verdigris.model.TargetGroupRef;
import dev.verdigris.port.DeploymentStore;
import dev.verdigris.request.Deployment;
import dev.verdigris.request.Gate;
import dev.verdigris.testkit.Operations;
import dev.verdigris.testkit.SimulatedCloud;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A deployment that does not wait at its gate, or goes on by itself, is found out. */
class GateRulesTest extends BreachScenario {
    private static final Duration EXPIRY = Duration.ofMinutes(10);
    private static final Deployment BEFORE = EXPIRING.deployment().withGate(Gate.beforeSwitch());
    private static final Deployment AFTER = EXPIRING.deployment().withGate(Gate.afterBake());
    private static final Deployment ABORTED =
            EXPIRING.deployment().withGate(Gate.beforeSwitch().abortedAfter(EXPIRY));

    private static ProcessRunner waiting(Deployment deployment, Function<BlueGreen.Builder, BlueGreen.Builder> second) {
        int[] facades = {0};
        ProcessRunner runner = new ProcessRunner(
                Scenario.of("gated", BETA, EXPIRING::serving, on -> on.deploy(deployment))
                        .withFacade(cloud -> facades[0]++ == 0
                                ? BlueGreen.builder(cloud)
                                : second.apply(
                                        BlueGreen.builder(cloud).store(Objects.requireNonNull(cloud.deployments())))),
                1);
        runner.run("first", null, runner.verb());
        assertThat(runner.waits()).isTrue();
        return runner;
    }

    private static ProcessRunner waiting(Deployment deployment) {
        return waiting(deployment, builder -> builder);
    }

    private static List<String> promoted(Deployment deployment, Lie lie) {
        ProcessRunner[] made = new ProcessRunner[1];
        made[0] = waiting(
                deployment,
                builder -> builder.store(
                        new Lying(Objects.requireNonNull(made[0].cloud().ports().deployments()), lie)));
        made[0].cloud().pass(EXPIRY);
        made[0].run("second", null, on -> on.promote(GateRules.promotion(BETA)));
        return made[0].violations();
    }

    /** What is read of a deployment state, and what is written of it instead of what was to be. */
    private record Lie(UnaryOperator<String> read, UnaryOperator<String> written) {}

    private record Lying(DeploymentStore store, Lie lie) implements DeploymentStore {
        @Override
        public @Nullable Stored find(String name) {
            Stored found = store.find(name);
            return found == null ? null : new Stored(lie.read.apply(found.text()), found.revision());
        }

        @Override
        public boolean held(String name, String revision) {
            return store.held(name, revision);
        }

        @Override
        public String claim(String name, String text, @Nullable String revision) {
            return store.claim(name, lie.written.apply(text), revision);
        }

        @Override
        public String replace(String name, String text, String revision) {
            return store.replace(name, lie.written.apply(text), revision);
        }

        @Override
        public boolean leasesExpire() {
            return store.leasesExpire();
        }
    }

    @Test
    void a_gate_that_is_promoted_and_one_that_expires_break_nothing() {
        ProcessRunner promoted = waiting(BEFORE.withGate(Gate.afterBake()));
        promoted.run("second", null, on -> GateScenarios.promoted(on, BETA, on.promote(GateRules.promotion(BETA))));
        ProcessRunner expired = waiting(ABORTED);
        expired.cloud().pass(EXPIRY);
        expired.run("second", null, on -> on.promote(GateRules.promotion(BETA)));

        assertThat(promoted.violations()).isEmpty();
        assertThat(expired.violations()).isEmpty();
        assertThat(expired.story()).anyMatch(line -> line.contains("second: RolledBack"));
    }

    @Test
    void requests_that_come_before_it_is_promoted_are_found() {
        Scenario gated = Scenario.of("gated", BETA, EXPIRING::serving, on -> on.deploy(BEFORE));
        ProcessRunner runner = new ProcessRunner(gated, 1);
        runner.run("first", new After(Operations.UPDATE_GROUP, 2, () -> register(runner.cloud())), runner.verb());

        assertThat(runner.violations())
                .anyMatch(violation -> violation.contains("rule R28, gates: ")
                        && violation.endsWith("requests come to green, and nobody has promoted before-switch"));
    }

    private static void register(SimulatedCloud cloud) {
        cloud.pass(Duration.ofMinutes(1));
        TargetGroup group = cloud.ports().targetGroups().find(new TargetGroupRef("Beta"));
        Set<Target> targets = new LinkedHashSet<>();
        cloud.group(BETA, Color.GREEN).instances().forEach(one -> targets.add(new Target(one.id(), 80)));
        cloud.ports().targetGroups().register(group, targets, () -> {});
    }

    @Test
    void a_promotion_that_nobody_was_asked_for_is_found() {
        ProcessRunner runner = waiting(BEFORE);

        runner.run("second", null, on -> on.promote(BETA));

        assertThat(runner.violations())
                .singleElement()
                .matches(violation -> violation.contains("rule R28, gates: ")
                        && violation.contains("before-switch promoted by second at ")
                        && violation.endsWith("and nobody was asked to"));
    }

    @Test
    void a_gate_that_is_promoted_once_it_was_to_be_aborted_is_found() {
        List<String> violations = promoted(
                ABORTED,
                new Lie(
                        text -> text.replace("PT10M/abort", "PT10M/promote"),
                        text -> text.replace("PT10M/promote", "PT10M/abort")));

        assertThat(violations)
                .anyMatch(violation -> violation.contains("rule R28, gates: ")
                        && violation.contains("it expired at ")
                        && violation.contains("and was to be aborted at "));
    }

    @Test
    void a_gate_that_begins_to_wait_anew_is_found() {
        List<String> violations = promoted(
                BEFORE,
                new Lie(
                        UnaryOperator.identity(),
                        text -> text.replaceAll("(?m)^execution\\.since .*$", "execution.since 2026-01-01T09:00:00Z")));

        assertThat(violations)
                .anyMatch(violation -> violation.contains("rule R28, gates: ")
                        && violation.contains("it waits since 2026-01-01T09:00:00Z, and did since 2026-01-01T00:"));
    }

    @Test
    void a_deployment_that_is_finalized_over_the_gate_after_its_bake_is_found() {
        List<String> violations = promoted(
                AFTER,
                new Lie(UnaryOperator.identity(), text -> text.replaceAll("(?m)^execution\\.promoted .*\\R", "")));

        assertThat(violations)
                .anyMatch(violation -> violation.contains("rule R28, gates: ")
                        && violation.endsWith("it passes the point of no return, and nobody has promoted after-bake"));
    }
}
