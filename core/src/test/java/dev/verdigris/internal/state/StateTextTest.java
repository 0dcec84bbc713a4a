package dev.verdigris.internal.state;

import static dev.verdigris.internal.Given.BETA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.verdigris.error.RefusedException;
import dev.verdigris.error.StepFailedException;
import dev.verdigris.internal.world.KeptWarm;
import dev.verdigris.internal.world.Preimage;
import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import dev.verdigris.model.GroupSize;
import dev.verdigris.model.TagKeys;
import dev.verdigris.model.TargetGroup;
import dev.verdigris.model.Traffic;
import dev.verdigris.plan.Phase;
import dev.verdigris.report.EndedDeployment;
import dev.verdigris.request.Deployment;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class StateTextTest {

    static Stream<String> names() {
        return Samples.all().keySet().stream();
    }

    private static DeploymentState read(String text) {
        return StateText.read("beta", text);
    }

    private static String write(DeploymentState state) {
        return StateText.write("beta", state, 0);
    }

    @ParameterizedTest
    @MethodSource("names")
    void every_kind_of_record_is_read_as_it_was_written(String name) {
        assertThat(read(write(Samples.get(name)))).isEqualTo(Samples.get(name));
    }

    /** These files are never changed: each version of the format is read for good. A new minor version adds files. */
    @ParameterizedTest
    @MethodSource("names")
    void the_golden_files_of_version_1_0_are_read_and_written_as_they_are(String name) throws IOException {
        String golden = resource("/records/v1/" + name + ".txt");

        assertThat(read(golden)).isEqualTo(Samples.get(name));
        assertThat(write(Samples.get(name))).isEqualTo(golden);
    }

    @Test
    void the_format_is_described_fact_by_fact() throws IOException {
        String described = Files.readString(Path.of("..", "docs", "deployment-state.md"));
        TreeSet<String> inDocs = new TreeSet<>();
        Matcher row = Pattern.compile("(?m)^\\| `([a-z.-]+)` \\|").matcher(described);
        while (row.find()) {
            inDocs.add(row.group(1));
        }
        TreeSet<String> written = Samples.all().values().stream()
                .flatMap(state -> write(state).lines())
                .map(line -> line.substring(0, line.indexOf(' ')))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(inDocs).isEqualTo(written);
    }

    @Test
    void the_first_fact_is_the_version_and_each_line_holds_one_fact() {
        assertThat(write(Samples.get("ended"))).isEqualTo("""
                verdigris 1.0
                fencing 12
                warm blue\t0
                ended d-3\tUNLOCKED\tblue\t\tcarol\t2026-01-01T02:30:00Z\tPT0S\tthe group was deleted
                ended d-2\tROLLED_BACK\tblue\tgreen\tbob\t2026-01-01T02:00:00Z\tPT1M1.25S\tonly 2 of 3 became healthy
                ended d-1\tSUCCEEDED\t\tblue\tann@ci-7 (process 4711)\t2026-01-01T00:00:00Z\tPT12M
                """);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\nb",
                "a\r\nb",
                "a\\nb",
                "\\",
                "a\\",
                "tab\there",
                " around ",
                "",
                "{{ssm:secret}}",
                "{{{",
                "\\{",
                "ünï ☃ 😀"
            })
    void any_text_survives(String text) {
        CurrentDeployment open = Samples.open(
                Deployment.of(BETA),
                Execution.at(Samples.PREIMAGE, Phase.SHIFT)
                        .failing(new StepFailedException("register", text, text, null)));
        CurrentDeployment held = open.with(new Holding(text, text, Duration.ZERO, Duration.ZERO, 0, false));
        DeploymentState state = DeploymentState.BLANK.with(held);

        assertThat(read(write(state))).isEqualTo(state);
    }

    @Test
    void no_text_holds_two_opening_braces_in_a_row_because_parameter_store_refuses_them() {
        assertThat(write(Samples.get("going-back")))
                .doesNotContain("{{")
                .contains("found 500 with a back\\\\slash and \\{\\{braces}}");
    }

    @Test
    void a_tab_in_the_history_becomes_a_space() {
        EndedDeployment ended = new EndedDeployment(
                "d\t1",
                EndedDeployment.Ending.UNLOCKED,
                null,
                null,
                "ann\tb",
                Samples.MIDNIGHT,
                Duration.ZERO,
                "a\tb\nc");
        DeploymentState read = read(write(DeploymentState.BLANK.remembering(ended)));

        assertThat(read.history())
                .singleElement()
                .extracting(EndedDeployment::id, EndedDeployment::who, EndedDeployment::cause)
                .containsExactly("d 1", "ann b", "a b\nc");
    }

    @Test
    void the_last_ten_ended_deployments_are_remembered_newest_first() {
        DeploymentState state = DeploymentState.BLANK;
        for (int i = 1; i <= 12; i++) {
            state = state.remembering(Samples.endedDeployment("d-" + i, null));
        }

        assertThat(read(write(state)).history())
                .extracting(EndedDeployment::id)
                .containsExactly("d-12", "d-11", "d-10", "d-9", "d-8", "d-7", "d-6", "d-5", "d-4", "d-3");
    }

    @Nested
    class Versions {

        @ParameterizedTest
        @MethodSource("dev.verdigris.internal.state.StateTextTest#names")
        void a_newer_minor_version_is_read_and_facts_that_are_not_known_are_passed_over(String name) {
            String newer = write(Samples.get(name)).replace("verdigris 1.0\n", "verdigris 1.7\nbake PT5M\n")
                    + "open.colour mauve\nunknown with several words\n";

            assertThat(read(newer)).isEqualTo(Samples.get(name));
        }

        @ParameterizedTest
        @ValueSource(strings = {"verdigris 2.0\nfencing 1\n", "verdigris 10.3\n{\"whatever\":1}\nno-more-facts\n"})
        void a_newer_major_version_is_refused_whatever_its_format(String text) {
            assertThatThrownBy(() -> read(text))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageMatching(
                            "expected the deployment state of beta in a format up to 1\\.x, found (2\\.0|10\\.3);"
                                    + " use a version of Verdigris that knows it; this one leaves it as it is");
        }
    }

    @Nested
    class Malformed {

        /** Half a value may look like one: ports 8080,9 of 8080,9090. */
        @ParameterizedTest
        @MethodSource("dev.verdigris.internal.state.StateTextTest#names")
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
        void without_a_version_it_is_refused(String text) {
            assertThatThrownBy(() -> read(text))
                    .isInstanceOf(RefusedException.class)
                    .hasMessage("expected a readable record of beta, found one that is not: expected it to begin with"
                            + " 'verdigris' and a version, such as 1.0;"
                            + " look at it by hand, and delete it if nothing is in progress");
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
                fencing 7            | fencing seven           | expected 'fencing' to be readable, found 'seven'
                fencing 7            | fencing 7#fencing 8     | expected one fact 'fencing', found 2
                fencing 7            | nothing 7               | expected one fact 'fencing', found 0
                fencing 7            | fencing                 | expected 'key value' on each line, found 'fencing'
                warm green           | warm mauve              | expected 'warm' to be readable, found 'mauve\t1'
                open.since 2026      | open.since last week 26 | expected 'open.since' to be readable
                open.lease PT1M      | open.lease 1 minute     | expected 'open.lease' to be readable, found '1 minute'
                open.verb deploy     | open.verb redeploy      | the verb 'redeploy' is not known
                policy.keep-warm NONE | policy.keep-warm A BIT | expected 'policy.keep-warm' to be readable, found 'A BIT'
                was.blue 2           | was.blue -2             | expected 'was.blue' to be readable
                was.ports 80,        | was.ports http,         | expected 'was.ports' to be readable, found 'http,8080'
                begun.phase SHIFT    | begun.phase BAKE        | expected 'begun.phase' to be readable, found 'BAKE'
                begun.direction FORWARD | begun.direction UP   | expected 'begun.direction' to be readable, found 'UP'
                begun.pin.blue 3     | begun.pin.blue three    | expected 'begun.pin.blue' to be readable, found 'three'
                environment.name beta | environment.name b?ta  | environment name: expected letters
                ended d-1\tSUCCEEDED | ended d-1\tWON          | expected 'ended' to be readable, found 'd-1\tWON
                ended d-1\tSUCCEEDED\t\tblue\tann@ci-7 (process 4711)\t2026 | ended d-1\tSUCCEEDED\t\tblue\tann\tMonday | expected 'ended' to be readable
                ended d-1\tSUCCEEDED | ended d-1#ended d-1\tSUCCEEDED | expected 'ended' to be readable, found 'd-1'
                """)
        void a_fact_that_cannot_be_read_is_named(String fact, String instead, String sentence) {
            String text = write(Samples.get("shifting"));
            assertThat(text).contains(fact);

            assertThatThrownBy(() -> read(text.replace(fact, instead.replace('#', '\n'))))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageStartingWith("expected a readable record of beta, found one that is not: ")
                    .hasMessageContaining(sentence)
                    .hasMessageEndingWith("; look at it by hand, and delete it if nothing is in progress");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "open.holder",
                    "open.token",
                    "open.writes",
                    "open.grace",
                    "environment.blue",
                    "environment.parameter",
                    "policy.poll",
                    "deadline.gone",
                    "begun.direction",
                    "begun.floor",
                    "was.green",
                    "was.recorded",
                    "was.port",
                    "was.ports",
                    "was.delay",
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

    /** The deployment state of everything at its longest that a deployment of one may be about. */
    @Nested
    class Size {
        private final Environment longest = Environment.named("e".repeat(64))
                .blueGroup("b".repeat(255))
                .greenGroup("g".repeat(255))
                .traffic(Traffic.registration(arn()))
                .activeColorParameter(("/" + "p".repeat(100)).repeat(10))
                .tags(new TagKeys("e".repeat(128), "c".repeat(128)))
                .build();
        private final Preimage preimage = new Preimage(
                new GroupSize(10_000, 10_000, 10_000),
                new GroupSize(10_000, 10_000, 10_000),
                true,
                10_000,
                Preimage.Colors.usual(Color.GREEN, Color.GREEN),
                new TargetGroup(arn(), "T".repeat(32), 65_535, Duration.ofSeconds(3599), true),
                new TreeSet<>(List.of(65_534, 65_535)));

        private String arn() {
            return "arn:aws-us-gov:elasticloadbalancing:us-gov-west-1:123456789012:targetgroup/" + "T".repeat(32)
                    + "/0123456789abcdef";
        }

        private DeploymentState state(String holder, int checks, int history) {
            List<String> names = IntStream.range(0, checks)
                    .mapToObj(i -> String.format("check-%034d", i))
                    .toList();
            CurrentDeployment open = new CurrentDeployment(
                    "d".repeat(36),
                    longest,
                    Deployment.of(longest).withCapacity(10_000),
                    names,
                    Samples.MIDNIGHT.plusNanos(123_456_789),
                    new Holding(holder, "t".repeat(36), Duration.ofSeconds(61), Duration.ofSeconds(16), 0, false),
                    null);
            List<EndedDeployment> ended = new ArrayList<>();
            for (int i = 0; i < history; i++) {
                ended.add(new EndedDeployment(
                        String.format("%036d", i),
                        EndedDeployment.Ending.ROLLED_BACK,
                        Color.GREEN,
                        Color.BLUE,
                        holder,
                        Samples.MIDNIGHT,
                        Duration.ofMinutes(61),
                        "c".repeat(200)));
            }
            return new DeploymentState(1_000_000, new KeptWarm(Color.BLUE, 10_000), null, null, ended, open);
        }

        /** As far as a deployment goes: rolled back by another holder, failing on the way. */
        private DeploymentState atItsLongest(DeploymentState state, String holder, String cause) {
            CurrentDeployment open = Objects.requireNonNull(state.open());
            Execution begun = Execution.at(preimage, Phase.PREPARE)
                    .reaching("check:" + "s".repeat(40))
                    .turning(new StepFailedException("check:" + "s".repeat(40), cause, cause, null))
                    .knowing(Map.of(Color.BLUE, 10_000, Color.GREEN, 10_000), 10_000);
            return state.with(open.with(begun)
                    .with(new Holding(
                            holder, "t".repeat(36), Duration.ofSeconds(61), Duration.ofSeconds(16), 1_000_000, true)));
        }

        private int bytes(String text) {
            return text.getBytes(StandardCharsets.UTF_8).length;
        }

        @Test
        void the_oldest_of_the_history_goes_first_and_what_is_open_is_whole() {
            DeploymentState state = atItsLongest(state("h".repeat(100), 0, 10), "h".repeat(100), "short");
            String text = write(state);
            DeploymentState read = read(text);

            assertThat(bytes(text)).isLessThanOrEqualTo(4096);
            assertThat(read.open()).isEqualTo(state.open());
            assertThat(read.history())
                    .hasSizeBetween(1, 9)
                    .isEqualTo(state.history().subList(0, read.history().size()));
        }

        @Test
        void a_full_history_of_ordinary_deployments_fits() {
            DeploymentState state = Samples.get("shifting");
            for (int i = 0; i < 10; i++) {
                state = state.remembering(Samples.endedDeployment("6c84fb90-12c4-11e1-840d-7b25c5ee775" + i, null));
            }

            assertThat(read(write(state))).isEqualTo(state);
        }

        @Test
        void then_the_cause_gets_shorter() {
            DeploymentState state = atItsLongest(state("h".repeat(100), 0, 10), "h".repeat(100), "ü".repeat(1000));
            String text = write(state);
            Execution.Cause cause = Objects.requireNonNull(Objects.requireNonNull(
                            Objects.requireNonNull(read(text).open()).begun())
                    .cause());

            assertThat(bytes(text)).isLessThanOrEqualTo(4096);
            assertThat(cause.step()).isEqualTo("check:" + "s".repeat(40));
            assertThat(cause.problem()).startsWith("üüüü").endsWith("…").hasSizeBetween(10, 299);
            assertThat(cause.remedy()).startsWith("üüüü").endsWith("…").hasSizeBetween(10, 299);
        }

        /** The room that a lease asks for when a deployment begins is enough for all that may become of it. */
        @ParameterizedTest
        @ValueSource(strings = {"h", "☃", "{", "\\"})
        void what_may_begin_always_fits_to_its_end(String character) {
            String another = character.repeat(100);
            int checks = 0;
            while (fits(begun(state("h", checks + 1, 10)), Lease.ROOM)) {
                checks++;
            }
            assertThat(checks).as("checks that fit").isPositive();
            String text = write(atItsLongest(state("h", checks, 10), another, "☃".repeat(300)));

            assertThat(bytes(text)).isLessThanOrEqualTo(4096);
        }

        private DeploymentState begun(DeploymentState state) {
            return state.with(Objects.requireNonNull(state.open()).with(Execution.at(preimage, Phase.PREPARE)));
        }

        private boolean fits(DeploymentState state, int spare) {
            try {
                StateText.write("beta", state, spare);
                return true;
            } catch (RefusedException e) {
                return false;
            }
        }

        @Test
        void what_does_not_fit_at_all_is_refused() {
            assertThatThrownBy(() -> write(begun(state("h", 100, 0))))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageMatching(
                            "expected the deployment state of beta to fit into 4096 bytes, found [0-9]+ needed;"
                                    + " name fewer checks, or shorten the names of the environment, its groups and its parameter");
        }
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = StateTextTest.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
