package dev.verdigris.internal.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.verdigris.error.RefusedException;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A text that is no deployment state, or only a part of one, is refused and says what is wrong. */
class MalformedStateTest {
    private static DeploymentState read(String text) {
        return StateText.read("beta", text);
    }

    private static String write(DeploymentState state) {
        return StateText.write("beta", state, 0);
    }

    /** Half a value may look like one: ports 8080,9 of 8080,9090. */
    @ParameterizedTest
    @MethodSource("dev.verdigris.internal.state.Samples#names")
    void a_text_that_was_cut_off_within_a_line_is_not_read(String name) {
        String whole = write(Samples.get(name));

        for (int length = 1; length < whole.length(); length++) {
            String torn = whole.substring(0, length);
            if (!torn.endsWith("\n")) {
                assertThatThrownBy(() -> read(torn)).isInstanceOf(RefusedException.class);
            }
        }
        assertThatThrownBy(() -> read(whole.substring(0, whole.length() - 1)))
                .hasMessageContaining("expected a line feed at the end of each line, found '")
                .hasMessageContaining("' cut off");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n",
                "fencing 1\n",
                "verdigris\n",
                "verdigris one\n",
                "verdigris 1\n",
                "{}",
                "verdigris 1.x\n"
            })
    void a_text_without_a_version_is_refused(String text) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(RefusedException.class)
                .hasMessage(
                        "expected a readable deployment state of beta, found one that is not: expected it to begin with"
                                + " 'verdigris' and a version, such as 2.0;"
                                + " look at it by hand, and delete it if nothing is in progress");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            fencing 7            | fencing seven           | expected 'fencing' to be readable, found 'seven'
            fencing 7            | fencing 7#fencing 8     | expected one fact 'fencing', found 2
            fencing 7            | nothing 7               | expected one fact 'fencing', found 0
            fencing 7            | fencing                 | expected 'key value' on each line, found 'fencing'
            kept-warm green           | kept-warm mauve              | expected 'kept-warm' to be readable, found 'mauve\t1'
            deployment.since 2026      | deployment.since last week 26 | expected 'deployment.since' to be readable
            lease.duration PT1M      | lease.duration 1 minute     | expected 'lease.duration' to be readable, found '1 minute'
            was.blue 2           | was.blue -2             | expected 'was.blue' to be readable
            was.traffic.ports 80,        | was.traffic.ports http,         | expected 'was.traffic.ports' to be readable, found 'http,8080'
            execution.pin.blue 3     | execution.pin.blue three    | expected 'execution.pin.blue' to be readable, found 'three'
            environment.name beta | environment.name b?ta  | environment name: expected letters
            ended d-1\tdeploy\tsucceeded\t\tblue\tann@ci-7 (process 4711)\t2026 | ended d-1\tdeploy\tsucceeded\t\tblue\tann\tMonday | expected 'ended' to be readable
            ended d-1\tdeploy\tsucceeded | ended d-1#ended d-1\tdeploy\tsucceeded | expected 'ended' to be readable, found 'd-1'
            """)
    void a_fact_that_cannot_be_read_is_named(String fact, String instead, String sentence) {
        String text = write(Samples.get("shifting"));
        assertThat(text).contains(fact);

        assertThatThrownBy(() -> read(text.replace(fact, instead.replace('#', '\n'))))
                .isInstanceOf(RefusedException.class)
                .hasMessageStartingWith("expected a readable deployment state of beta, found one that is not: ")
                .hasMessageContaining(sentence)
                .hasMessageEndingWith("; look at it by hand, and delete it if nothing is in progress");
    }

    @Test
    void a_target_group_that_is_missing_is_named_with_its_strategy() {
        String text = write(Samples.get("shifting")).replaceFirst("environment.traffic.target-group [^\n]+\n", "");

        assertThatThrownBy(() -> read(text))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("expected 'environment.traffic' to be readable, found 'registration'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "lease.holder",
                "lease.token",
                "lease.writes",
                "lease.grace",
                "environment.blue",
                "environment.parameter",
                "environment.traffic",
                "policy.poll",
                "deadline.gone",
                "execution.direction",
                "execution.floor",
                "was.green",
                "was.recorded",
                "was.traffic.port",
                "was.traffic.ports",
                "was.traffic.delay",
                "was.idle-min"
            })
    void a_fact_that_is_missing_is_named(String key) {
        String text = write(Samples.get("shifting"))
                .lines()
                .filter(line -> !line.startsWith(key + " "))
                .map(line -> line + "\n")
                .collect(Collectors.joining());

        assertThatThrownBy(() -> read(text))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("expected one fact '" + key + "', found 0");
    }
}
