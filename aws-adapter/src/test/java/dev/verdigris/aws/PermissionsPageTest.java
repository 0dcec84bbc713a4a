package dev.verdigris.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdigris.model.Environment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The page about permissions says what the code says. */
class PermissionsPageTest {
    private static final Path PAGE = Path.of("..", "docs", "permissions.md");

    @Test
    void the_table_has_each_action_and_who_needs_it() throws IOException {
        TreeSet<String> actions = new TreeSet<>();
        for (RequiredPermissions verb : RequiredPermissions.values()) {
            actions.addAll(verb.actions());
        }
        List<String> expected = actions.stream()
                .map(action -> "| `" + action + "` | "
                        + Arrays.stream(RequiredPermissions.values())
                                .map(verb -> verb.actions().contains(action) ? "yes" : "")
                                .collect(Collectors.joining(" | "))
                        + " |")
                .toList();

        assertThat(Files.readAllLines(PAGE).stream().filter(line -> line.startsWith("| `")))
                .containsExactlyElementsOf(expected);
    }

    @ParameterizedTest
    @EnumSource(names = {"DEPLOY", "STATUS"})
    void the_policies_are_those_of_prod(RequiredPermissions verb) throws IOException {
        assertThat(Files.readString(PAGE)).contains("```json\n" + verb.policy(Environment.of("prod")) + "```\n");
    }
}
