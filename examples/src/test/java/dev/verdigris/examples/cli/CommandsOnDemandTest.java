package dev.verdigris.examples.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** Whoever types a command gets what the program with all commands would say, from a program with no more than that one. */
class CommandsOnDemandTest {

    /** The words of each command, of each group, and none. */
    static List<String> words() {
        return words("", OptionPositionsTest.program());
    }

    private static List<String> words(String path, CommandLine command) {
        List<String> words = new ArrayList<>(List.of(path));
        command.getSubcommands().forEach((name, below) -> words.addAll(words((path + " " + name).strip(), below)));
        return words;
    }

    @ParameterizedTest
    @MethodSource("words")
    void its_help_is_the_same(String words) {
        String[] path = words.isEmpty() ? new String[0] : words.split(" ", -1);

        assertThat(help(Commands.among(main(), path), path))
                .isNotEmpty()
                .isEqualTo(help(OptionPositionsTest.program(), path));
    }

    private static String help(CommandLine program, String... path) {
        CommandLine command = program;
        for (String word : path) {
            command = command.getSubcommands().get(word);
        }
        return command.getUsageMessage();
    }

    @Test
    void one_command_is_all_that_is_made_of_it() {
        assertThat(words("", Commands.among(main(), "--env", "beta", "environment", "status")))
                .containsExactlyInAnyOrder("", "environment", "environment status", "builds", "store", "rollout");
    }

    @Test
    void a_value_that_is_called_as_a_command_takes_no_other_away() {
        assertThat(words("", Commands.among(main(), "--env", "status", "environment", "refresh")))
                .contains("environment refresh");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "environmnt status",
                "environment",
                "environment sttus",
                "environment status --capacity 3",
                "environment status --no-such-option",
                "--env beta environment refresh --shift nonsense",
                "environment status environment status",
                "status",
                "store status"
            })
    void what_is_not_understood_is_answered_by_all_of_them(String line) {
        String[] typed = line.split(" ", -1);
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(said, true, UTF_8);

        int exit = Main.run(new Terminal(stream, stream, null), none(), Map.of(), typed);

        assertThat(said.toString(UTF_8)).isNotEmpty().isEqualTo(saidByAll(typed));
        assertThat(exit).isEqualTo(ExitCode.USAGE);
    }

    private static String saidByAll(String... typed) {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(said, true, UTF_8);
        CommandLine all = new Main(
                        new Terminal(stream, stream, null), none(), Configuration.of(Map.of()), List.of(typed))
                .program();
        all.execute(WordOrder.commandFirst(all, typed));
        return said.toString(UTF_8);
    }

    private static Main main() {
        PrintStream nowhere = new PrintStream(new ByteArrayOutputStream());
        return new Main(new Terminal(nowhere, nowhere, null), none(), Configuration.of(Map.of()), List.of());
    }

    private static Connection.Factory none() {
        return options -> {
            throw new AssertionError("expected no connection");
        };
    }
}
