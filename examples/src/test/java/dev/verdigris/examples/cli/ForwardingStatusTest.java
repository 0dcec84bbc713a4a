package dev.verdigris.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;
import static org.assertj.core.api.InstanceOfAssertFactories.MAP;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import dev.verdigris.model.Color;
import dev.verdigris.testkit.ForwardAction;
import dev.verdigris.testkit.SimulatedListener;
import dev.verdigris.testkit.SimulatedTargetGroup;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What {@code environment status} says of traffic that is forwarded. */
class ForwardingStatusTest extends ForwardingScenario {

    @Test
    void status_says_who_gets_requests_and_what_each_route_says() {
        assertThat(status())
                .containsEntry("traffic", "forwarding")
                .containsEntry("activeColor", "blue")
                .containsEntry("weights", weights(100, 0))
                .containsEntry("drift", List.of())
                .extractingByKey("routes", LIST)
                .containsExactly(
                        Map.of(
                                "name",
                                "rule 10 of main:80",
                                "arn",
                                listener(80).ruleArn(10),
                                "weights",
                                weights(100, 0),
                                "says",
                                "blue 100, green 0"),
                        Map.of(
                                "name",
                                "main:8080",
                                "arn",
                                listener(8080).arn(),
                                "weights",
                                weights(100, 0),
                                "says",
                                "blue 100, green 0"));

        done("refresh");

        assertThat(status()).containsEntry("activeColor", "green").containsEntry("weights", weights(0, 100));
        assertThat(cli.run(FORWARDING + "status").exiting(0).out())
                .contains("  route: rule 10 of main:80 says blue 0, green 100\n")
                .contains("  route: main:8080 says blue 0, green 100\n");
    }

    @Test
    void routes_that_disagree_stand_in_drift() {
        listener(8080)
                .forward(ForwardAction.to(group(Color.BLUE), 1)
                        .and(group(Color.GREEN), 3)
                        .sticky(Duration.ofMinutes(2)));

        Map<String, Object> status = status();

        assertThat(status).containsEntry("weights", weights(62, 37));
        assertThat(status)
                .extractingByKey("drift", LIST)
                .singleElement(STRING)
                .contains("rule 10 of main:80 says blue 100, green 0", "main:8080 says blue 1, green 3");
        assertThat(status)
                .extractingByKey("routes", LIST)
                .element(1)
                .isEqualTo(Map.of(
                        "name",
                        "main:8080",
                        "arn",
                        listener(8080).arn(),
                        "weights",
                        weights(25, 75),
                        "says",
                        "blue 1, green 3, sticky for 2m"));
    }

    @Test
    void a_route_that_names_one_target_group_alone_is_no_trouble() {
        listener(8080).forward(ForwardAction.to(group(Color.BLUE)));

        assertThat(status())
                .containsEntry("weights", weights(100, 0))
                .containsEntry("drift", List.of())
                .extractingByKey("routes", LIST)
                .element(1, MAP)
                .containsEntry("weights", weights(100, 0))
                .containsEntry("says", "blue 1");
    }

    @Test
    void a_dry_run_shows_both_routes_as_they_are_and_as_they_will_be() {
        Ran ran = cli.run(FORWARDING + "refresh --dry-run").exiting(0);

        assertThat(ran.out()).contains("rule 10 of main:80", "main:8080", "for 30s");
        assertThat(cloud.changes()).isZero();
    }

    @Test
    void a_route_that_is_not_there_is_refused_by_name() {
        Ran ran = cli.run("--env beta --traffic forwarding --route main:81 environment refresh --yes --json")
                .exiting(3);

        assertThat(ran.json()).containsEntry("outcome", "REFUSED");
        assertThat(ran.json().get("cause")).asString().contains("'main:81'");
        assertThat(cloud.changes()).isZero();
    }

    private SimulatedTargetGroup group(Color color) {
        return cloud.targetGroup(beta, color);
    }

    private SimulatedListener listener(int port) {
        return cloud.listeners(beta).stream()
                .filter(each -> each.port() == port)
                .findFirst()
                .orElseThrow();
    }
}
