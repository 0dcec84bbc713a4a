package dev.verdigris.scenario;

import static dev.verdigris.scenario.Stage.BETA;
import static dev.verdigris.testkit.assertj.VerdigrisAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.verdigris.hook.HttpProbe;
import dev.verdigris.model.Color;
import dev.verdigris.model.GroupSize;
import dev.verdigris.model.InstanceId;
import dev.verdigris.model.LifecycleHook;
import dev.verdigris.outcome.Outcome;
import dev.verdigris.request.Deployment;
import dev.verdigris.request.Policy;
import dev.verdigris.request.Rollback;
import dev.verdigris.testkit.CallFault;
import dev.verdigris.testkit.InstanceFault;
import dev.verdigris.testkit.LifecycleState;
import dev.verdigris.testkit.Operations;
import dev.verdigris.testkit.ProbeAnswer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rule R32: one bad instance need not fail the rest. */
class ReplacementTest {
    private static final InstanceId FIRST = new InstanceId("i-00002000000000001");
    private static final InstanceId SECOND = new InstanceId("i-00002000000000002");
    private static final InstanceId FOURTH = new InstanceId("i-00002000000000004");

    private final Stage stage = Stage.set();
    private final List<InstanceId> replaced = replacedOn(stage);

    private static Deployment replacing(int most) {
        return Deployment.of(BETA).withPolicy(Policy.defaults().withReplacements(most));
    }

    /** The instances that are asked to be replaced from now on. */
    private static List<InstanceId> replacedOn(Stage stage) {
        List<InstanceId> replaced = new ArrayList<>();
        stage.calls.beforeEach(
                call -> call.operation().equals(Operations.TERMINATE_MEMBER),
                call -> replaced.add((InstanceId) call.detail()));
        return replaced;
    }

    @Test
    void r32_one_that_stays_unhealthy_is_replaced_and_the_deployment_succeeds() {
        stage.green.afflict(1, InstanceFault.neverHealthy());
        stage.neverFewerAnswering(3);

        assertThat(stage.deploy()).succeeded();
        assertThat(replaced).containsExactly(FIRST);
        assertThat(stage.changes()).contains("beta-green: terminate i-00002000000000001, for another one in its place");
        assertThat(stage.inService(stage.green))
                .hasSize(3)
                .doesNotContain(FIRST)
                .contains(FOURTH);
        assertThat(stage.cloud).servesOnly(Color.GREEN).failedNoRequest();
    }

    @Test
    void r32_what_is_replaced_gets_no_requests_while_a_hook_holds_its_end() {
        stage.green.addHook(LifecycleHook.terminating(Duration.ofMinutes(30)));
        stage.green.afflict(1, InstanceFault.slowBoot(Duration.ofMinutes(7)));

        assertThat(stage.deploy()).succeeded();
        assertThat(replaced).containsExactly(FIRST);
        assertThat(stage.changes()).contains("deregister 1 target of Beta: " + FIRST + ":80");
        stage.cloud.pass(Duration.ofHours(1));
        assertThat(stage.cloud).servesOnly(Color.GREEN).failedNoRequest();
    }

    @Test
    void r32_what_is_replaced_has_drained_before_it_ends() {
        stage.green.afflict(1, InstanceFault.neverHealthy());
        stage.calls.beforeEach(
                call -> call.operation().equals(Operations.TERMINATE_MEMBER),
                call -> assertThat(stage.targets.targets())
                        .noneMatch(target -> target.target().instance().equals(FIRST)));

        assertThat(stage.deploy()).succeeded();
        assertThat(replaced).containsExactly(FIRST);
    }

    @Test
    void r32_what_drains_before_it_ends_is_ended_by_whoever_resumes() {
        stage.green.afflict(1, InstanceFault.slowBoot(Duration.ofMinutes(6)));
        stage.killedAfter(Operations.DEREGISTER, 1, stage::deploy);

        assertThat(replaced).isEmpty();
        assertThat(stage.by("bob").resume(Stage.takingOver())).succeeded();
        assertThat(replaced).containsExactly(FIRST);
        assertThat(stage.cloud).servesOnly(Color.GREEN).failedNoRequest();
    }

    @Test
    void r32_the_whole_deadline_is_waited_for_one_that_is_slow() {
        stage.green.afflict(1, InstanceFault.slowBoot(Duration.ofMinutes(4)));

        assertThat(stage.deploy()).succeeded();
        assertThat(replaced).isEmpty();
    }

    @Test
    void r32_once_in_a_deployment_by_default() {
        stage.green.afflict(1, InstanceFault.neverHealthy());
        stage.green.afflict(4, InstanceFault.neverHealthy());

        assertThat(stage.deploy()).rolledBackBecause("only 2 of 3 became healthy: " + FOURTH);
        assertThat(replaced).containsExactly(FIRST);
        assertThat(stage.cloud)
                .servesOnly(Color.BLUE)
                .hasBounds(Color.GREEN, 0, 10, 0)
                .failedNoRequest();
    }

    @Test
    void r32_as_often_as_the_policy_says() {
        Stage five = Stage.set(new GroupSize(2, 10, 5));
        five.green.afflict(1, InstanceFault.neverHealthy());
        five.green.afflict(2, InstanceFault.neverHealthy());

        List<InstanceId> both = replacedOn(five);

        assertThat(five.deploy(replacing(2))).succeeded();
        assertThat(both).containsExactly(FIRST, SECOND);
    }

    @Test
    void r32_none_where_the_policy_says_so() {
        stage.green.afflict(1, InstanceFault.neverHealthy());

        assertThat(stage.deploy(replacing(0))).rolledBackBecause("only 2 of 3 became healthy");
        assertThat(replaced).isEmpty();
    }

    @Test
    void r32_none_where_more_ail_than_may_be_replaced() {
        stage.green.afflict(1, InstanceFault.neverHealthy());
        stage.green.afflict(2, InstanceFault.neverHealthy());

        assertThat(stage.deploy()).rolledBackBecause("only 1 of 3 became healthy");
        assertThat(replaced).isEmpty();
    }

    @Test
    void r32_none_where_more_ail_than_are_well() {
        stage.green.afflict("v2", InstanceFault.neverHealthy());

        assertThat(stage.deploy(replacing(10))).rolledBackBecause("only 0 of 3 became healthy");
        assertThat(replaced).isEmpty();
    }

    @Test
    void r32_one_that_does_not_come_into_service_is_replaced() {
        stage.green.addHook(LifecycleHook.launching(Duration.ofHours(1)));
        stage.cloud.watch(world -> stage.green.instances().stream()
                .filter(member -> !member.id().equals(FIRST))
                .filter(member -> member.state() == LifecycleState.PENDING_WAIT)
                .forEach(member -> stage.green.complete(member.id(), LifecycleHook.Result.CONTINUE)));

        assertThat(stage.deploy()).succeeded();
        assertThat(replaced).containsExactly(FIRST);
    }

    @Test
    void r32_one_that_does_not_pass_a_probe_is_replaced_before_it_gets_traffic() {
        stage.cloud
                .probes()
                .answer(instance ->
                        instance.id().equals(SECOND) ? ProbeAnswer.of(500, "bad disk") : ProbeAnswer.usual(instance));

        Outcome outcome = stage.builder("ann")
                .probe("health", HttpProbe.http(8080, "/health"))
                .build()
                .deploy(BETA);

        assertThat(outcome).succeeded();
        assertThat(replaced).containsExactly(SECOND);
        assertThat(stage.cloud.probes().asked()).contains(FOURTH.value());
    }

    @Test
    void r32_a_process_that_resumes_has_no_new_budget() {
        stage.green.afflict(1, InstanceFault.neverHealthy());
        stage.green.afflict(4, InstanceFault.neverHealthy());
        stage.killedAfter(Operations.TERMINATE_MEMBER, 1, stage::deploy);

        assertThat(stage.stateText()).contains("execution.replaced " + FIRST + "\n");
        assertThat(stage.by("bob").resume(Stage.takingOver())).rolledBackBecause("only 2 of 3 became healthy");
        assertThat(replaced).containsExactly(FIRST);
    }

    @Test
    void r32_what_was_never_sent_and_is_in_the_state_is_sent_by_whoever_resumes() {
        stage.green.afflict(1, InstanceFault.neverHealthy());
        stage.killedAfter(Operations.REPLACE_STATE, before(Operations.TERMINATE_MEMBER), stage::deploy);

        assertThat(replaced).isEmpty();
        assertThat(stage.stateText()).contains("execution.replaced " + FIRST + "\n");
        assertThat(stage.by("bob").resume(Stage.takingOver())).succeeded();
        assertThat(replaced).containsExactly(FIRST);
    }

    /** How many writes of the state there are up to the one before a change, in a world like this. */
    private static int before(String operation) {
        Stage like = Stage.set();
        like.green.afflict(1, InstanceFault.neverHealthy());
        int[] writes = new int[2];
        like.calls.beforeEach(call -> call.operation().equals(Operations.REPLACE_STATE), call -> writes[0]++);
        like.calls.beforeEach(call -> call.operation().equals(operation), call -> writes[1] = writes[0]);
        like.deploy();
        return writes[1];
    }

    @Test
    void r32_a_reply_that_is_lost_ends_one_and_no_other() {
        stage.green.afflict(1, InstanceFault.neverHealthy());
        stage.cloud.install(CallFault.lostReply(Operations.TERMINATE_MEMBER).times(1));

        assertThat(stage.deploy()).succeeded();
        assertThat(replaced).containsOnly(FIRST);
    }

    @Test
    void r32_credentials_that_do_not_allow_it_are_told() {
        stage.green.afflict(1, InstanceFault.neverHealthy());
        stage.cloud.install(CallFault.denied(Operations.TERMINATE_MEMBER));

        assertThat(stage.deploy())
                .rolledBackBecause("only 2 of 3 became healthy")
                .rolledBackBecause("(within 5m); it could not be replaced: autoscaling:TerminateInstance")
                .noting(FIRST + " of beta-green could not be replaced: ");
        assertThat(replaced).as("it is asked for once").containsExactly(FIRST);
    }

    @Test
    void r32_a_rollback_replaces_none() {
        stage.deploy();
        stage.cloud.pass(Duration.ofMinutes(2));
        stage.blue.instance(1).sicken("Target.Timeout");

        stage.rollback(Rollback.of(BETA).withPolicy(Policy.defaults().withReplacements(3)));
        assertThat(replaced).isEmpty();
    }

    @Test
    void r32_one_that_serves_is_never_replaced_whatever_a_probe_says() {
        stage.cloud
                .probes()
                .answer(instance -> instance.id().equals(FOURTH) ? ProbeAnswer.of(500, "") : ProbeAnswer.of(200, ""));
        stage.green.afflict(2, InstanceFault.slowBoot(Duration.ofMinutes(2)));
        stage.when("register", () -> stage.green.setDesired(4));

        Outcome outcome = stage.builder("ann")
                .probe("health", HttpProbe.http(8080, "/health"))
                .build()
                .deploy(BETA);

        assertThat(outcome).rolledBack();
        assertThat(replaced).isEmpty();
    }
}
