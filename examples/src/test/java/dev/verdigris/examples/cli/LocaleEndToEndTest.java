package dev.verdigris.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdigris.aws.moto.MotoWorld;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the packaged CLI prints does not depend on the locale, which is C in a crontab and in many containers. */
class LocaleEndToEndTest {
    private static final Map<String, String> C = Map.of("LC_ALL", "C", "LANG", "C");

    @Test
    void report_m09_a_plan_has_its_arrows_and_no_question_marks() {
        MotoWorld world = MotoWorld.fresh();
        world.environment("beta").create();
        Map<String, String> variables = new HashMap<>(world.processEnvironment());
        variables.putAll(C);

        Ran ran = Jar.run(
                variables,
                "--env",
                "beta",
                "--endpoint-url",
                world.endpoint().toString(),
                "environment",
                "refresh",
                "--dry-run");

        assertThat(ran.exiting(0).out()).contains("Deploy beta: blue → green").doesNotContain("?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "environment refresh --help", "environment reconcile --help"})
    void report_m09_nor_has_the_help_any(String words) {
        assertThat(Jar.run(C, List.of(words.split(" ", -1)).toArray(String[]::new))
                        .exiting(0)
                        .out())
                .doesNotContain("?");
    }
}
