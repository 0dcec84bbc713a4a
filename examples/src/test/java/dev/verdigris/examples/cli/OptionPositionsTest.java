package dev.verdigris.examples.cli;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.verdigris.examples.Project;
import dev.verdigris.model.Environment;
import dev.verdigris.request.Gate;
import dev.verdigris.request.KeepWarm;
import dev.verdigris.request.Shift;
import dev.verdigris.request.Tolerance;
import dev.verdigris.testkit.SimulatedCloud;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** Every option of every command, moved over every place where it may stand. */
class OptionPositionsTest {

    /** A command, by its words. */
    record Command(List<String> words, CommandLine line) {
        @Override
        public String toString() {
            return String.join(" ", words);
        }
    }

    static Stream<Command> commands() {
        return leaves(List.of(), program());
    }

    private static Stream<Command> leaves(List<String> words, CommandLine line) {
        return line.getSubcommands().isEmpty()
                ? Stream.of(new Command(withParameters(words, line), line))
                : line.getSubcommands().entrySet().stream()
                        .flatMap(sub -> leaves(with(words, sub.getKey()), sub.getValue()));
    }

    /** The words of a command are followed by the parameters that it must have. */
    private static List<String> withParameters(List<String> words, CommandLine line) {
        List<String> all = new ArrayList<>(words);
        for (PositionalParamSpec parameter : line.getCommandSpec().positionalParameters()) {
            all.add(
                    parameter.type().isEnum()
                            ? parameter.type().getEnumConstants()[0].toString()
                            : "text");
        }
        return all;
    }

    private static List<String> with(List<String> words, String word) {
        return Stream.concat(words.stream(), Stream.of(word)).toList();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void one_option_at_each_place_alone(Command command) {
        for (OptionSpec option : options(command)) {
            for (String name : option.names()) {
                for (List<String> written : ways(option, name)) {
                    for (int place = 0; place <= command.words().size(); place++) {
                        List<String> typed = new ArrayList<>(command.words());
                        typed.addAll(place, written);
                        typed.addAll(others(command, option));

                        assertThat(parsed(typed))
                                .as("%s", typed)
                                .containsEntry(
                                        option.longestName(),
                                        requireNonNull(option.arity().max() == 0 ? "true" : sample(option)));
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("commands")
    void all_options_at_once_at_random_places(Command command) {
        Map<String, String> expected = new TreeMap<>();
        options(command)
                .forEach(option ->
                        expected.put(option.longestName(), option.arity().max() == 0 ? "true" : sample(option)));
        for (int seed = 0; seed < 4; seed++) {
            Random random = new Random(seed);
            List<List<String>> groups = new ArrayList<>();
            command.words().forEach(word -> groups.add(List.of(word)));
            for (OptionSpec option : options(command)) {
                List<List<String>> ways = ways(option, option.longestName());
                groups.add(random.nextInt(groups.size() + 1), ways.get(random.nextInt(ways.size())));
            }
            List<String> typed = groups.stream().flatMap(List::stream).toList();

            assertThat(parsed(typed)).as("seed %s: %s", seed, typed).isEqualTo(expected);
        }
    }

    @Test
    void no_name_takes_a_value_in_one_command_and_none_in_another() {
        Map<String, Integer> arities = new TreeMap<>();
        commands()
                .flatMap(command -> options(command).stream())
                .forEach(option -> Stream.of(option.names())
                        .forEach(name -> assertThat(arities.computeIfAbsent(
                                        name, any -> option.arity().max()))
                                .as("%s", name)
                                .isEqualTo(option.arity().max())));
    }

    @Test
    void an_option_that_a_command_does_not_have_is_named_wherever_it_stands() {
        Cli cli = new Cli(SimulatedCloud.serving(Environment.of("beta"), 3));
        List<String> words = List.of("environment", "status");
        for (int place = 0; place <= words.size(); place++) {
            List<String> typed = new ArrayList<>(words);
            typed.addAll(place, List.of("--capacity", "5"));
            typed.addAll(List.of("--env", "beta"));

            assertThat(cli.run(typed).exiting(2).err()).contains("'--capacity'");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--env beta --dry-run --capacity 5 environment refresh",
                "--env beta environment --capacity=5 --dry-run refresh",
                "--capacity 5 environment refresh --env beta --dry-run"
            })
    void what_stands_before_the_command_is_heeded(String commandLine) {
        SimulatedCloud cloud = SimulatedCloud.serving(Environment.of("beta"), 3);

        assertThat(new Cli(cloud).run(commandLine).exiting(0).out()).contains("desired 0 → 5");
        assertThat(cloud.changes()).isZero();
    }

    @Test
    void a_value_may_look_like_a_command() {
        assertThat(parsed(List.of("--reason", "status", "environment", "unlock", "--env", "environment")))
                .containsEntry("--reason", "status")
                .containsEntry("--env", "environment");
    }

    @ParameterizedTest
    @MethodSource("commands")
    void the_documentation_names_every_option(Command command) {
        String page = Project.read("docs/cli.md");

        assertThat(options(command)).allSatisfy(option -> assertThat(page).contains("`" + option.longestName()));
    }

    private static List<OptionSpec> options(Command command) {
        return command.line().getCommandSpec().options().stream()
                .filter(option -> !option.usageHelp() && !option.versionHelp())
                .toList();
    }

    /** What must be said, too, for one option to be accepted: the environment, and what else the command requires. */
    private static List<String> others(Command command, OptionSpec option) {
        return options(command).stream()
                .filter(other -> !other.equals(option))
                .filter(other -> other.required() || other.longestName().equals("--env"))
                .flatMap(other -> Stream.of(other.longestName(), requireNonNull(sample(other))))
                .toList();
    }

    private static List<List<String>> ways(OptionSpec option, String name) {
        return option.arity().max() == 0
                ? List.of(List.of(name))
                : List.of(List.of(name, sample(option)), List.of(name + "=" + sample(option)));
    }

    private static String sample(OptionSpec option) {
        Class<?> type = option.isMultiValue() ? option.auxiliaryTypes()[0] : option.type();
        if (type == Duration.class) {
            return "7s";
        }
        if (type == Integer.class || type == int.class) {
            return "4";
        }
        if (type == URI.class) {
            return "http://127.0.0.1:5000";
        }
        if (type == Store.class) {
            return "dynamodb:deployments";
        }
        if (type == ReleasePlace.class) {
            return "s3:builds/beta/version";
        }
        if (type == Shift.class) {
            return "10%/5m,100%";
        }
        if (type == KeepWarm.class) {
            return KeepWarm.none().toString();
        }
        if (type == TypedWebhook.class) {
            return "slack:https://hooks.example.com";
        }
        if (type == TypedProbe.class) {
            return "http:8080/health";
        }
        if (type == TypedHook.class) {
            return "before-switch=http:http://scheduler/pause";
        }
        if (type == TypedFollower.class) {
            return "http:http://router/active";
        }
        if (type == TypedPublisher.class) {
            return "cloudwatch";
        }
        if (type == Gate.class || type == Gate.Point.class) {
            return "before-switch";
        }
        if (type == Tolerance.class) {
            return "10%";
        }
        return type.isEnum() ? type.getEnumConstants()[0].toString() : "text";
    }

    /** What each option of the command says. */
    private static Map<String, String> parsed(List<String> typed) {
        CommandLine program = program();
        ParseResult parsed = program.parseArgs(WordOrder.commandFirst(program, typed.toArray(String[]::new)));
        while (parsed.hasSubcommand()) {
            parsed = parsed.subcommand();
        }
        Map<String, String> said = new TreeMap<>();
        for (OptionSpec option : parsed.matchedOptions()) {
            said.put(option.longestName(), said(option.typedValues().get(0)));
        }
        return said;
    }

    private static String said(Object value) {
        if (value instanceof List<?> list) {
            return said(list.get(0));
        }
        if (value instanceof Gate.Point point) {
            return point.label();
        }
        return value instanceof Duration duration ? Durations.text(duration) : String.valueOf(value);
    }

    static CommandLine program() {
        PrintStream nowhere = new PrintStream(new ByteArrayOutputStream());
        Connection.Factory none = options -> {
            throw new AssertionError("expected no connection");
        };
        return new Main(new Terminal(nowhere, nowhere, null), none, Configuration.of(Map.of()), List.of()).program();
    }
}
