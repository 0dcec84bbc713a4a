package dev.verdigris.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdigris.testkit.Operations;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What {@code environment history} says of the deployments that have ended. */
class HistoryCommandTest extends CommandScenario {
    @Test
    void history_is_empty_at_first() {
        assertThat(cli.run(ENVIRONMENT + "history --json").exiting(0).json())
                .containsOnlyKeys("environment", "deployments")
                .containsEntry("environment", "beta")
                .containsEntry("deployments", List.of());
        assertThat(cli.run(ENVIRONMENT + "history").exiting(0).out())
                .isEqualTo("beta: nothing that has ended is in the deployment state\n");
    }

    @Test
    void history_has_what_ended_newest_first() {
        cli.run(ENVIRONMENT + "refresh --yes").exiting(0);
        killed(Operations.DEREGISTER, "rollback");
        cli.run(ENVIRONMENT + "abort --take-over --yes").exiting(0);

        List<Map<String, Object>> ended = deployments("history --json");

        assertThat(ended)
                .hasSize(2)
                .allSatisfy(deployment -> assertThat(deployment)
                        .containsOnlyKeys(
                                "id",
                                "verb",
                                "outcome",
                                "from",
                                "to",
                                "who",
                                "started",
                                "seconds",
                                "cause",
                                "version",
                                "promotions"));
        assertThat(ended.get(0))
                .containsEntry("verb", "rollback")
                .containsEntry("outcome", "ROLLED_BACK")
                .containsEntry("from", "green")
                .containsEntry("to", "blue");
        assertThat(ended.get(0).get("cause")).asString().contains("aborted by ");
        assertThat(ended.get(1))
                .containsEntry("outcome", "SUCCEEDED")
                .containsEntry("from", "blue")
                .containsEntry("to", "green")
                .containsEntry("cause", null);
        assertThat(ended.get(1).get("started")).asString().matches("20.*Z");
        assertThat((double) ended.get(1).get("seconds")).isPositive();
        assertThat(deployments("history --json --limit 1")).containsExactly(ended.get(0));
        assertThat(cli.run(ENVIRONMENT + "history").out().lines())
                .hasSize(2)
                .first()
                .asString()
                .contains(" rollback rolled back green → blue after ");
    }

    @SuppressWarnings("unchecked")
    private List<Map<String, Object>> deployments(String command) {
        return (List<Map<String, Object>>)
                cli.run(ENVIRONMENT + command).exiting(0).json().get("deployments");
    }
}
