package dev.verdigris.testkit.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdigris.BlueGreen;
import dev.verdigris.hook.HttpProbe;
import dev.verdigris.port.Cloud;
import dev.verdigris.port.Http;
import dev.verdigris.testkit.ProbeAnswer;
import dev.verdigris.testkit.SimulatedCloud;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** A deployment that serves what has not passed its probes is found out. */
class ProbeRulesTest extends BreachScenario {
    private static final String GOOD = "{\"status\":\"ok\"}";

    private static List<String> deploying(ProbeAnswer answer, UnaryOperator<Http> lying, HttpProbe... probes) {
        Scenario scenario = Scenario.of(
                        "probing", BETA, seed -> answering(seed, answer), on -> on.deploy(EXPIRING.deployment()))
                .withFacade(cloud -> {
                    BlueGreen.Builder builder = BlueGreen.builder(asking(cloud, lying));
                    for (int i = 0; i < probes.length; i++) {
                        builder.probe("p" + i, ProbeRules.asked(probes[i]));
                    }
                    return builder;
                });
        ProcessRunner runner = new ProcessRunner(scenario, 1);
        runner.run("first", null, runner.verb());
        return runner.violations();
    }

    private static SimulatedCloud answering(long seed, ProbeAnswer answer) {
        SimulatedCloud cloud = EXPIRING.serving(seed);
        cloud.probes().answer(instance -> answer);
        return cloud;
    }

    private static Cloud asking(Cloud cloud, UnaryOperator<Http> lying) {
        return Cloud.builder()
                .fleets(cloud.fleets())
                .targetGroups(cloud.targetGroups())
                .activeColors(cloud.activeColors())
                .deployments(Objects.requireNonNull(cloud.deployments()))
                .instanceAddresses(Objects.requireNonNull(cloud.instanceAddresses()))
                .http(lying.apply(Objects.requireNonNull(cloud.http())))
                .time(cloud.time())
                .build();
    }

    /** Answers are taken for good ones, whatever they are. */
    private static Http rosy(Http http) {
        return (requests, concurrency) -> http.get(requests, concurrency).stream()
                .<Http.Answer>map(answer -> new Http.Answer.Response(200, GOOD))
                .toList();
    }

    private static final HttpProbe INSTANCES = HttpProbe.http(8080, "/health");
    private static final HttpProbe USERS = HttpProbe.url("http://main/health");

    @Test
    void right_answers_break_nothing_and_wrong_ones_that_fail_it_do_not_either() {
        assertThat(deploying(ProbeAnswer.of(200, GOOD), http -> http, INSTANCES, USERS))
                .isEmpty();
        assertThat(deploying(ProbeAnswer.of(500, "no database"), http -> http, INSTANCES, USERS))
                .isEmpty();
    }

    @Test
    void an_instance_that_fails_by_its_status_and_is_served_is_found() {
        assertThat(deploying(ProbeAnswer.of(500, GOOD), ProbeRulesTest::rosy, INSTANCES))
                .anyMatch(violation -> violation.contains("the answers of probes: ")
                        && violation.contains("requests come to green, and i-00002")
                        && violation.contains("has answered Response[status=500"));
    }

    @Test
    void an_instance_that_fails_by_its_body_and_is_served_is_found() {
        assertThat(deploying(ProbeAnswer.of(200, "{\"status\":\"sick\"}"), ProbeRulesTest::rosy, INSTANCES))
                .anyMatch(violation -> violation.contains("the answers of probes: ")
                        && violation.contains("has answered Response[status=200, body={\"status\":\"sick\"}]"));
    }

    @Test
    void instances_that_nobody_has_asked_and_that_are_served_are_found() {
        Http nobody = (requests, concurrency) -> requests.stream()
                .<Http.Answer>map(each -> new Http.Answer.Response(200, GOOD))
                .toList();

        assertThat(deploying(ProbeAnswer.of(200, GOOD), http -> nobody, INSTANCES))
                .anyMatch(violation -> violation.contains("the answers of probes: ")
                        && violation.contains("requests come to green, and none of [")
                        && violation.endsWith("] was asked"));
    }

    @Test
    void a_deployment_that_is_finalized_over_what_users_are_answered_is_found() {
        assertThat(deploying(ProbeAnswer.of(503, "sorry"), ProbeRulesTest::rosy, USERS))
                .anyMatch(violation -> violation.contains("the answers of probes: ")
                        && violation.endsWith("it passes the point of no return, and users have been answered"
                                + " Response[status=503, body=sorry]"));
    }
}
