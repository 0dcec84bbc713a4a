package dev.verdigris.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;
import static org.assertj.core.api.InstanceOfAssertFactories.MAP;

import dev.verdigris.model.Color;
import dev.verdigris.testkit.InstanceFault;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code environment refresh --gate} and {@code environment promote} do. */
class GatesCommandTest extends CommandScenario {

    private Ran paused(String gates) {
        return cli.run(ENVIRONMENT + "refresh " + gates + " --yes").exiting(7);
    }

    private Map<String, Object> status() {
        return cli.run(ENVIRONMENT + "status --json").exiting(0).json();
    }

    @Test
    void a_deployment_that_comes_to_a_gate_exits_with_seven_and_says_how_to_go_on() {
        Ran ran = paused("--gate before-switch");

        assertThat(ran.out() + ran.err())
                .contains("paused at the gate 'before-switch'", "to promote it:       " + TYPE + "promote", "abort")
                .doesNotContain("to resume it");
        assertThat(status())
                .extracting("waitingFor", MAP)
                .containsEntry("gate", "before-switch")
                .containsEntry("until", null)
                .containsEntry("atExpiry", null);
        assertThat(status()).containsEntry("activeColor", "blue");
    }

    @Test
    void the_outcome_of_what_waits_is_paused() {
        Ran ran = cli.run(ENVIRONMENT + "refresh --gate before-switch --yes --json")
                .exiting(7);

        assertThat(ran.json())
                .containsOnlyKeys(OUTCOME)
                .containsEntry("outcome", "PAUSED")
                .containsEntry("cause", null);
    }

    @Test
    void a_promotion_goes_on_and_the_history_says_who_and_why() {
        paused("--gate before-switch --gate after-bake");

        cli.run(List.of("--env", "beta", "environment", "promote", "--yes", "--reason", "looks good"))
                .exiting(7);
        assertThat(status()).extracting("waitingFor", MAP).containsEntry("gate", "after-bake");
        cli.run(ENVIRONMENT + "promote --yes").exiting(0);

        serves(Color.GREEN);
        assertThat(status()).containsEntry("waitingFor", null);
        Map<?, ?> last = (Map<?, ?>) ((List<?>) cli.run(ENVIRONMENT + "history --json")
                        .exiting(0)
                        .json()
                        .get("deployments"))
                .get(0);
        assertThat(last)
                .extracting("promotions", LIST)
                .hasSize(2)
                .first(MAP)
                .containsEntry("gate", "before-switch")
                .containsEntry("reason", "looks good");
    }

    @Test
    void the_status_says_what_was_replaced_what_may_be_missing_and_who_promoted_what() {
        cloud.group(beta, Color.GREEN).afflict(1, InstanceFault.neverHealthy());
        paused("--gate before-switch --gate after-bake --tolerate 10%");
        assertThat(inProgress())
                .containsEntry("replaced", List.of())
                .containsEntry("tolerated", "10%")
                .containsEntry("promotions", List.of());

        cli.run(ENVIRONMENT + "promote --yes --reason fine").exiting(7);

        assertThat(inProgress()).containsEntry("replaced", List.of("i-00002000000000001"));
        assertThat(inProgress())
                .extracting("promotions", LIST)
                .singleElement(MAP)
                .containsEntry("gate", "before-switch")
                .containsEntry("reason", "fine");
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> inProgress() {
        return (Map<String, Object>) status().get("deployment");
    }

    @Test
    void what_waits_is_aborted() {
        paused("--gate after-bake");

        cli.run(ENVIRONMENT + "abort --yes").exiting(0);
        asBefore();
    }

    @Test
    void once_a_gate_has_expired_a_resume_does_what_it_says() {
        paused("--gate before-switch/2h");
        cli.run(ENVIRONMENT + "resume --yes").exiting(7);
        assertThat(status()).extracting("waitingFor", MAP).containsEntry("atExpiry", "abort");
        cloud.pass(Duration.ofHours(2));
        assertThat(cli.run(ENVIRONMENT + "status").exiting(0).out()).contains("gate: before-switch has expired");

        cli.run(ENVIRONMENT + "resume --yes").exiting(4);
        asBefore();
    }

    @Test
    void once_a_gate_has_expired_a_reconcile_promotes_it_if_it_says_so() {
        paused("--gate before-switch/2h/promote");
        cli.run(ENVIRONMENT + "reconcile --yes").exiting(3);
        cloud.pass(Duration.ofHours(2));

        cli.run(ENVIRONMENT + "reconcile --yes").exiting(0);
        serves(Color.GREEN);
    }

    @Test
    void a_promotion_of_another_gate_or_of_nothing_is_refused() {
        cli.run(ENVIRONMENT + "promote --yes").exiting(3);
        paused("--gate after-bake");

        assertThat(cli.run(ENVIRONMENT + "promote --at before-switch --yes")
                        .exiting(3)
                        .err())
                .contains("to wait at the gate 'before-switch', found deploy ");
        cli.run(ENVIRONMENT + "promote --at after-bake --yes").exiting(0);
        serves(Color.GREEN);
    }

    @Test
    void gates_may_be_in_the_configuration_file(@TempDir Path directory) throws Exception {
        Path file = directory.resolve("verdigris.yaml");
        Files.writeString(file, "environments:\n  beta:\n    gate: [before-switch/2h, after-bake]\n");

        assertThat(cli.run("--config " + file + " " + ENVIRONMENT + "refresh --dry-run")
                        .exiting(0)
                        .out())
                .contains(" gate:before-switch ", " gate:after-bake ", "after 2h it is rolled back");
    }

    @ParameterizedTest
    @CsvSource({
        "before-lunch, before-switch or after-bake",
        "before-switch/soon, a duration like",
        "before-switch/0s, an expiry above 0",
        "before-switch/2h/stay, what becomes of it then"
    })
    void a_gate_that_makes_no_sense_is_refused(String gate, String expected) {
        assertThat(cli.run(ENVIRONMENT + "refresh --dry-run --gate " + gate)
                        .exiting(2)
                        .err())
                .contains(expected);
    }
}
