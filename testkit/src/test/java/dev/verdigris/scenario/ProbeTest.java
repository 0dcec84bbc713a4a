package dev.verdigris.scenario;

import static dev.verdigris.scenario.Stage.BETA;
import static dev.verdigris.testkit.assertj.VerdigrisAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.verdigris.BlueGreen;
import dev.verdigris.error.RefusedException;
import dev.verdigris.hook.HttpProbe;
import dev.verdigris.hook.HttpProbe.BodyTest;
import dev.verdigris.model.Color;
import dev.verdigris.model.GroupSize;
import dev.verdigris.outcome.Outcome;
import dev.verdigris.plan.SwitchPlan;
import dev.verdigris.port.Cloud;
import dev.verdigris.request.Deployment;
import dev.verdigris.testkit.CallFault;
import dev.verdigris.testkit.InstanceFault;
import dev.verdigris.testkit.Operations;
import dev.verdigris.testkit.ProbeAnswer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Probes over HTTP: of each new instance before it gets traffic. */
class ProbeTest {
    private static final HttpProbe HEALTH = HttpProbe.http(8080, "/health");
    private static final HttpProbe READY = HEALTH.withBody(BodyTest.contains("\"status\":\"ok\""));

    private final Stage stage = Stage.set();

    private BlueGreen probing(HttpProbe probe) {
        return stage.builder("ann").probe("health", probe).build();
    }

    private Outcome deploy(HttpProbe probe) {
        return probing(probe).deploy(Deployment.of(BETA));
    }

    private List<String> asked() {
        return stage.cloud.probes().asked();
    }

    @Test
    void each_new_instance_is_asked_once_before_it_gets_traffic_and_no_other() {
        stage.cloud.probes().answer(instance -> {
            assertThat(stage.targets.registered(stage.green)).isZero();
            return ProbeAnswer.usual(instance);
        });

        assertThat(deploy(READY)).succeeded();
        assertThat(asked()).containsExactly("i-00002000000000001", "i-00002000000000002", "i-00002000000000003");
    }

    @Test
    void another_status_names_instance_address_status_and_the_beginning_of_the_body() {
        stage.cloud.probes().answer("v2", ProbeAnswer.of(500, "no database\n at " + "x".repeat(300)));

        assertThat(deploy(HEALTH))
                .rolledBackBecause("expected each instance of beta-green to pass the probe 'health', found"
                        + " i-00002000000000001 (http://i-00002000000000001:8080/health) answered 500 instead of 200:"
                        + " 'no database at xxx")
                .failedIn("probe:health");
        assertThat(stage.cloud)
                .servesOnly(Color.BLUE)
                .hasBounds(Color.GREEN, 0, 10, 0)
                .failedNoRequest();
        assertThat(stage.cloud.traffic().byVersion()).containsOnlyKeys("v1");
    }

    @Test
    void a_body_that_is_not_expected_fails_though_the_status_is_right() {
        stage.cloud.probes().answer("v2", ProbeAnswer.of(200, "{\"status\":\"degraded\"}"));

        assertThat(deploy(READY))
                .rolledBackBecause(
                        "answered 200, expected '\"status\":\"ok\"' in its body: '{\"status\":\"degraded\"}'")
                .failedIn("probe:health");
    }

    @Test
    void an_instance_that_refuses_connections_or_takes_too_long_fails() {
        stage.cloud
                .probes()
                .answer(instance -> instance.id().value().endsWith("1")
                        ? ProbeAnswer.refused()
                        : ProbeAnswer.of(200, "").taking(Duration.ofSeconds(6)));

        assertThat(deploy(HEALTH))
                .rolledBackBecause(
                        "i-00002000000000001 (http://i-00002000000000001:8080/health) refused the connection")
                .rolledBackBecause(
                        "i-00002000000000002 (http://i-00002000000000002:8080/health) gave no answer within");
    }

    @Test
    void an_answer_that_comes_right_in_time_is_waited_for() {
        stage.cloud
                .probes()
                .answer(instance -> instance.age().compareTo(Duration.ofMinutes(2)) < 0
                        ? ProbeAnswer.of(503, "warming up")
                        : ProbeAnswer.usual(instance));

        assertThat(deploy(HEALTH)).succeeded();
        assertThat(stage.sentences())
                .anyMatch(sentence -> sentence.startsWith("probe:health: 0 of 3 passed")
                        && sentence.contains("answered 503 instead of 200: 'warming up'"));
    }

    @Test
    void right_answers_count_in_a_row() {
        int[] asked = {0};
        stage.cloud
                .probes()
                .answer(instance -> ++asked[0] == 2 ? ProbeAnswer.of(500, "flaky") : ProbeAnswer.usual(instance));
        Stage one = Stage.set(new GroupSize(1, 10, 1));
        one.cloud
                .probes()
                .answer(instance -> ++asked[0] == 2 ? ProbeAnswer.of(500, "flaky") : ProbeAnswer.usual(instance));

        assertThat(one.builder("ann")
                        .probe("health", HEALTH.withSuccesses(3))
                        .build()
                        .deploy(BETA))
                .succeeded();
        assertThat(asked[0]).as("right, wrong, and right three times").isEqualTo(5);
    }

    @Test
    void a_slow_instance_holds_back_nobody_but_those_who_wait_for_its_turn_to_end() {
        Stage many = Stage.set(new GroupSize(4, 20, 9));
        many.cloud
                .probes()
                .answer(instance -> ProbeAnswer.of(200, "")
                        .taking(Duration.ofSeconds(instance.id().value().endsWith("1") ? 4 : 1)));
        Duration[] began = new Duration[2];
        many.when("probe:health", () -> began[0] = many.cloud.elapsed());
        many.when("register", () -> began[1] = many.cloud.elapsed());

        assertThat(many.builder("ann")
                        .probe("health", HEALTH.withConcurrency(3))
                        .build()
                        .deploy(BETA))
                .succeeded();
        assertThat(began[1].minus(began[0]))
                .as("one lane has the slow one, the two others four each")
                .isEqualTo(Duration.ofSeconds(4));
    }

    @Test
    void a_poll_asks_as_many_as_it_has_time_for() {
        Stage many = Stage.set(new GroupSize(4, 20, 9));
        many.cloud.probes().answer(instance -> ProbeAnswer.of(200, "").taking(Duration.ofSeconds(10)));
        HttpProbe slow = HEALTH.withConcurrency(2).withTimeout(Duration.ofSeconds(15));

        assertThat(many.builder("ann").probe("health", slow).build().deploy(BETA))
                .succeeded();
        assertThat(many.sentences()).anyMatch(sentence -> sentence.startsWith("probe:health: 2 of 9 passed"));
        assertThat(many.cloud.probes().asked()).hasSize(9).doesNotHaveDuplicates();
    }

    /** One more, while the load balancer does not find the first one healthy yet. */
    private void joinsWhileOthersBecomeHealthy() {
        stage.green.afflict(1, InstanceFault.slowBoot(Duration.ofMinutes(3)));
        stage.when("register", () -> stage.green.setDesired(4));
    }

    @Test
    void who_joins_after_the_probe_is_asked_before_the_old_fleet_leaves() {
        joinsWhileOthersBecomeHealthy();
        stage.cloud.probes().answer(instance -> ProbeAnswer.of(200, "ok"));
        stage.when("deregister", () -> assertThat(asked()).contains("i-00002000000000004"));

        assertThat(deploy(HEALTH)).succeeded();
        assertThat(asked()).hasSize(4).doesNotHaveDuplicates();
    }

    @Test
    void who_joins_and_never_answers_rightly_takes_the_deployment_back() {
        stage.cloud
                .probes()
                .answer(instance -> instance.id().value().endsWith("4")
                        ? ProbeAnswer.of(500, "late and broken")
                        : ProbeAnswer.of(200, "ok"));
        joinsWhileOthersBecomeHealthy();

        assertThat(deploy(HEALTH)).rolledBackBecause("late and broken").failedIn("probe:health");
        assertThat(stage.cloud).servesOnly(Color.BLUE).failedNoRequest();
    }

    @Test
    void an_instance_that_is_replaced_while_it_is_probed_is_replaced_in_what_is_asked() {
        stage.green.afflict(1, new InstanceFault.Dies(Duration.ofSeconds(30)));
        stage.cloud
                .probes()
                .answer(instance -> instance.id().value().endsWith("1")
                        ? ProbeAnswer.of(500, "dying")
                        : ProbeAnswer.usual(instance));

        assertThat(deploy(HEALTH)).succeeded();
        assertThat(asked()).contains("i-00002000000000004");
    }

    @Test
    void a_process_that_resumes_asks_all_of_them_again_and_needs_the_probe() {
        stage.killedIn("register", () -> deploy(HEALTH));
        assertThatThrownBy(() -> stage.by("bob").resume(Stage.takingOver()))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("expected the plan's probe 'health' to be registered");

        assertThat(stage.builder("bob").probe("health", HEALTH).build().resume(Stage.takingOver()))
                .succeeded();
        assertThat(asked()).hasSize(6);
    }

    @Test
    void a_rollback_asks_no_probes() {
        stage.deploy();
        stage.cloud.probes().answer(instance -> ProbeAnswer.refused());

        assertThat(probing(HEALTH).rollback(BETA)).succeeded();
        assertThat(asked()).isEmpty();
    }

    @Test
    void addresses_that_cannot_be_read_for_a_while_are_waited_for() {
        stage.cloud.install(CallFault.throttled(Operations.DESCRIBE_INSTANCES).times(3));

        assertThat(deploy(HEALTH)).succeeded();
    }

    @Test
    void addresses_that_may_not_be_read_take_the_deployment_back() {
        stage.cloud.install(CallFault.denied(Operations.DESCRIBE_INSTANCES));

        assertThat(deploy(HEALTH)).rolledBackBecause("ec2:DescribeInstances").failedIn("probe:health");
    }

    @Test
    void a_cloud_that_cannot_probe_is_refused_by_the_names_of_its_ports() {
        Cloud without = Cloud.builder()
                .fleets(stage.cloud.ports().fleets())
                .targetGroups(stage.cloud.ports().targetGroups())
                .activeColors(stage.cloud.ports().activeColors())
                .deployments(stage.cloud.ports().deployments())
                .time(stage.cloud.ports().time())
                .build();

        assertThatThrownBy(() -> BlueGreen.builder(without)
                        .probe("health", HEALTH)
                        .build()
                        .deploy(BETA))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("Cloud.Builder.instanceAddresses")
                .hasMessageContaining("Cloud.Builder.http");
        assertThat(stage.worldChanges()).isZero();
    }

    @Test
    void a_plan_names_its_probes_by_their_names() {
        SwitchPlan plan = probing(HEALTH).plan(Deployment.of(BETA));

        assertThat(plan.requires()).containsExactly("probe:health");
        assertThat(plan.toString()).contains("probe each instance of beta-green by 'health', at most 5m");
    }

    @Test
    void what_a_probe_brings_along_is_never_shown() {
        HttpProbe secret = HEALTH.withHeader("Authorization", "Bearer s3cr3t");
        stage.cloud.probes().answer(instance -> ProbeAnswer.of(403, "forbidden"));

        Outcome outcome = deploy(secret);

        assertThat(secret.request("10.0.0.1").headers()).containsEntry("Authorization", "Bearer s3cr3t");
        assertThat(secret + " " + secret.request("10.0.0.1") + outcome + stage.sentences() + stage.stateText()
                        + stage.cloud.log())
                .contains("answered 403")
                .doesNotContain("s3cr3t");
    }
}
