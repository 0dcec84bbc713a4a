package dev.verdigris.testkit.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import dev.verdigris.model.Traffic;
import dev.verdigris.report.DeploymentInProgress;
import dev.verdigris.testkit.Call;
import dev.verdigris.testkit.SimulatedCloud;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TrafficRulesTest {
    private static final Scenarios ALL = Scenarios.of(Traffic.registration("Beta"), true);
    private static final Environment BETA = ALL.environment();

    /** What is found where all of blue leaves at once, by a process that has seen so many of green healthy. */
    private static List<String> leaving(int asked, int green) {
        Scenario deploy = Scenario.of(
                "deploy", BETA, ALL::serving, on -> on.deploy(ALL.deployment().withCapacity(asked)));
        ProcessRunner runner = new ProcessRunner(deploy, 1);
        runner.run("first", new FaultInjector(runner, 3, Fault.KILLED_AFTER), runner.verb());
        SimulatedCloud cloud = runner.cloud();
        DeploymentInProgress begun =
                Objects.requireNonNull(runner.facade("looking").status(BETA).deployment());
        cloud.group(BETA, Color.GREEN).scaleOut(green);
        cloud.pass(Duration.ofMinutes(1));
        cloud.group(BETA, Color.GREEN)
                .instances()
                .forEach(each -> cloud.targetGroup(BETA).register(each.id()));
        cloud.pass(Duration.ofMinutes(1));
        ProcessView view = ProcessView.ofNothing()
                .seeing(BETA, cloud.ports().fleets().describe(Set.of(BETA.blue(), BETA.green())))
                .seeing("Beta", cloud.targetGroup(BETA).targets(), true);
        WorldNow before = WorldNow.of(cloud, BETA);
        Sent sent = new Sent(
                new Call(1, 1, 1, Call.Kind.CHANGE, "anything", "Beta", null),
                "first",
                begun,
                WorldBefore.of(cloud, BETA, begun.id()),
                before,
                view);
        cloud.group(BETA, Color.BLUE)
                .instances()
                .forEach(each -> cloud.targetGroup(BETA).deregister(each.id()));
        Violations violations = new Violations(cloud);
        new TrafficRules(cloud, violations, new ServedSizes()).effect(sent, before, WorldNow.of(cloud, BETA), null);
        return violations.found();
    }

    @Test
    void as_many_as_were_asked_for_may_take_over() {
        assertThat(leaving(4, 4)).isEmpty();
    }

    @Test
    void fewer_than_were_asked_for_are_found() {
        assertThat(leaving(4, 3))
                .hasSize(1)
                .allMatch(found -> found.contains("rule R7, as many as served: ")
                        && found.endsWith("4 were asked for, and first has seen 3 healthy"));
    }
}
