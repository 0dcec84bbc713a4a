package dev.verdigris.testkit.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdigris.BlueGreen;
import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import dev.verdigris.model.Traffic;
import dev.verdigris.report.DeploymentInProgress;
import dev.verdigris.testkit.Call;
import dev.verdigris.testkit.CallHook;
import dev.verdigris.testkit.ForwardAction;
import dev.verdigris.testkit.Operations;
import dev.verdigris.testkit.SimulatedCloud;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** An invariant that cannot find what it needs fails: it does not pass. */
class MissingInputTest extends BreachScenario {
    @Test
    void a_verb_that_was_never_seen_to_begin_is_found() {
        SimulatedCloud cloud = EXPIRING.serving(1);
        BlueGreen first = BlueGreen.builder(cloud.ports()).holder("first").build();
        Invariants[] late = new Invariants[1];
        cloud.install(new CallHook() {
            @Override
            public void after(Call call) {
                if (late[0] == null && call.operation().equals(Operations.REPLACE_STATE)) {
                    late[0] = Invariants.watch(cloud, BETA);
                    late[0].acting("first");
                }
            }
        });

        first.deploy(EXPIRING.deployment()).orThrow();

        assertThat(late[0].violations())
                .isNotEmpty()
                .allMatch(violation -> violation.endsWith("was never seen to begin"));
    }

    @Test
    void a_state_that_cannot_be_read_is_found() {
        SimulatedCloud cloud = EXPIRING.serving(1);
        Invariants invariants = Invariants.watch(cloud, BETA);
        invariants.acting("somebody");

        cloud.ports().deployments().claim(BETA.stateKey(), "verdigris 99.0\n", null);

        assertThat(invariants.violations())
                .hasSize(1)
                .allMatch(violation -> violation.contains("the deployment state cannot be read: ")
                        && violation.contains("found 99.0"));
    }

    @Test
    void a_change_that_no_invariant_knows_is_found() {
        ProcessRunner runner = new ProcessRunner(EXPIRING.deploy(), 1);
        Invariants invariants = Invariants.watch(runner.cloud(), BETA);
        runner.run(
                "first",
                new After(Operations.UPDATE_GROUP, 1, () -> {
                    invariants.acting("first");
                    invariants.before(new Call(1, 1, 1, Call.Kind.CHANGE, "ec2:TerminateInstances", "i-1", null));
                }),
                runner.verb());

        assertThat(invariants.violations())
                .anyMatch(violation -> violation.endsWith("a change that no invariant knows"));
    }

    @Test
    void a_deployment_that_takes_something_out_and_has_read_nothing_is_found() {
        ProcessRunner runner = new ProcessRunner(EXPIRING.deploy(), 1);
        runner.run("first", new FaultInjector(runner, 3, Fault.KILLED_AFTER), runner.verb());
        SimulatedCloud cloud = runner.cloud();
        DeploymentInProgress begun =
                Objects.requireNonNull(runner.facade("looking").status(BETA).deployment());
        WorldNow before = WorldNow.of(cloud, BETA);
        Call call = new Call(1, 1, 1, Call.Kind.CHANGE, "anything", "Beta", null);
        Sent sent = new Sent(
                call, "first", begun, WorldBefore.of(cloud, BETA, begun.id()), before, ProcessView.ofNothing());
        Violations violations = new Violations(cloud);

        cloud.targetGroup(BETA).deregisterAll();
        new TrafficRules(cloud, violations, new ServedSizes()).effect(sent, before, WorldNow.of(cloud, BETA), "first");

        assertThat(violations.found())
                .anyMatch(violation -> violation.contains("cannot tell: ") && violation.contains("what first knew of"));
    }

    @Test
    void a_cloud_in_which_requests_come_to_nobody_is_found() {
        List<String> violations = breaking(
                Operations.REPLACE_STATE, 1, cloud -> cloud.targetGroup(BETA).setInUse(false));

        assertThat(violations)
                .anyMatch(violation -> violation.contains("cannot tell: ")
                        && violation.contains("who gets requests: expected the listener of 'Beta'"));
    }

    @Test
    void a_change_whose_effect_nobody_tells_of_is_found() {
        SimulatedCloud cloud = EXPIRING.serving(1);
        Invariants invariants = Invariants.of(cloud, BETA, new StateReader(BETA));
        cloud.install(new CallHook() {
            @Override
            public void before(Call call) {
                invariants.before(call);
            }

            @Override
            public void beforeEffect(Call call) {
                if (Invariants.ofTheState(call)) {
                    invariants.beforeEffect(call);
                }
            }

            @Override
            public void afterEffect(Call call) {
                if (Invariants.ofTheState(call)) {
                    invariants.afterEffect(call);
                }
            }

            @Override
            public void after(Call call, Object answer) {
                invariants.after(call, answer);
            }
        });
        invariants.acting("first");

        BlueGreen.builder(cloud.ports())
                .holder("first")
                .build()
                .deploy(EXPIRING.deployment())
                .orThrow();

        assertThat(invariants.violations())
                .isNotEmpty()
                .allMatch(violation -> violation.contains("cannot tell: ")
                        && violation.endsWith("what it did: nobody told of its effect"));
    }

    @Test
    void requests_that_are_answered_while_nobody_is_shown_to_get_any_are_found() {
        SimulatedCloud cloud = EXPIRING.serving(1);
        Witness witness = new Witness(cloud, BETA);
        WorldNow.Side nobody = new WorldNow.Side(3, 3, Set.of(), Set.of(), Set.of(), Set.of());

        witness.shown(new WorldNow(nobody, nobody));
        assertThat(witness.missing()).as("none was answered yet").isEmpty();
        cloud.pass(Duration.ofSeconds(10));
        assertThat(witness.missing())
                .hasSize(1)
                .allMatch(missing ->
                        missing.contains("cannot tell: who gets requests: the fleets of beta answered some"));
        witness.shown(WorldNow.of(cloud, BETA));
        assertThat(witness.missing()).isEmpty();
    }

    /** A first deployment was aborted while its routes came to the nodes, and some sent requests to the other fleet meanwhile. */
    @Test
    void requests_that_are_answered_while_a_change_comes_to_the_nodes_prove_nothing() {
        Scenarios forwarding = Scenarios.of(Traffic.forwarding("Beta-Blue", "Beta-Green", "main:80"), true);
        Environment beta = forwarding.environment();
        SimulatedCloud cloud = forwarding.serving(1);
        cloud.listeners(beta)
                .forEach(listener -> listener.forward(ForwardAction.to(cloud.targetGroup(beta, Color.GREEN), 100)
                        .and(cloud.targetGroup(beta, Color.BLUE), 0)));
        Witness witness = new Witness(cloud, beta);
        long answered = cloud.traffic().byVersion().getOrDefault("v1", 0L);

        witness.shown(WorldNow.of(cloud, beta));
        cloud.pass(Duration.ofSeconds(10));

        assertThat(cloud.traffic().byVersion().getOrDefault("v1", 0L)).isGreaterThan(answered);
        assertThat(witness.missing()).isEmpty();
    }
}
