package dev.verdigris.examples.cli;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.MAP;

import dev.verdigris.aws.moto.MotoEnvironment;
import dev.verdigris.aws.moto.MotoWorld;
import dev.verdigris.model.Color;
import dev.verdigris.model.GroupSize;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The packaged CLI as a process on a Moto server; what it did is told by calls of the test's own. */
@Execution(ExecutionMode.CONCURRENT)
class CliEndToEndTest {

    private static final String DENIED =
            "{\"__type\":\"AccessDeniedException\",\"message\":\"not authorized to perform: ssm:PutParameter\"}";

    private final MotoWorld world = MotoWorld.fresh();

    @ParameterizedTest
    @ValueSource(ints = {3, 45})
    void refresh_rollback_refresh_and_cleanup(int size) {
        MotoEnvironment beta =
                world.environment("beta").blue(2, 100, size).green(0, 100, 0).create();
        Set<String> first = beta.instances(Color.BLUE);
        statusTellsTheTruthAbout(beta);

        assertThat(changed(0, "refresh")).containsEntry("from", "blue").containsEntry("to", "green");
        serves(beta, Color.GREEN, size);
        assertThat(beta.size(Color.GREEN)).isEqualTo(new GroupSize(2, 100, size));
        assertThat(beta.size(Color.BLUE)).as("kept warm").isEqualTo(new GroupSize(size, 100, size));
        assertThat(beta.instances(Color.BLUE)).isEqualTo(first);

        assertThat(changed(0, "rollback")).containsEntry("from", "green").containsEntry("to", "blue");
        serves(beta, Color.BLUE, size);
        assertThat(beta.instances(Color.BLUE)).isEqualTo(first);
        assertThat(beta.size(Color.BLUE)).isEqualTo(new GroupSize(2, 100, size));

        Set<String> old = new TreeSet<>(first);
        old.addAll(beta.instances(Color.GREEN));
        assertThat(changed(0, "refresh")).containsEntry("from", "blue").containsEntry("to", "green");
        serves(beta, Color.GREEN, size);
        assertThat(beta.registered(Color.GREEN)).doesNotContainAnyElementsOf(old);

        assertThat(changed(0, "cleanup")).containsEntry("from", "blue").containsEntry("to", null);
        assertThat(beta.size(Color.BLUE)).isEqualTo(new GroupSize(0, 100, 0));
        assertThat(beta.instances(Color.BLUE)).isEmpty();
        serves(beta, Color.GREEN, size);
    }

    @Test
    void one_instance_that_never_becomes_healthy_has_everything_rolled_back() {
        MotoEnvironment beta = world.environment("beta").create();
        AtomicReference<String> sick = new AtomicReference<>();
        try (Interposed proxy = new Interposed(world.endpoint(), (action, body, moto) -> {
            Interposed.Answer answer = moto.answer();
            if (action.equals("RegisterTargets") && sick.get() == null) {
                sick.set(beta.registered(Color.GREEN).iterator().next());
                beta.stop(sick.get());
            }
            return answer;
        })) {
            Ran ran = cli(proxy.endpoint(), "refresh", "--yes", "--json", "--health-timeout", "2s", "--replace", "0");

            assertThat(ran.exiting(4).json())
                    .containsEntry("outcome", "ROLLED_BACK")
                    .containsEntry("residue", List.of())
                    .extractingByKey("cause")
                    .asString()
                    .contains("only 2 of 3 became healthy")
                    .contains(sick.get())
                    .contains("Target.InvalidState");
        }
        assertThat(beta.registered(Color.BLUE)).hasSize(3);
        assertThat(beta.registered(Color.GREEN)).isEmpty();
        assertThat(beta.size(Color.BLUE)).isEqualTo(new GroupSize(2, 100, 3));
        assertThat(beta.size(Color.GREEN)).isEqualTo(new GroupSize(0, 100, 0));
        assertThat(beta.recordedColor()).isEqualTo("blue");
        statusTellsTheTruthAbout(beta);
    }

    @Test
    void a_color_that_cannot_be_recorded_is_left_named_and_resumed() {
        MotoEnvironment beta = world.environment("beta").create();
        try (Interposed proxy = new Interposed(
                world.endpoint(),
                (action, body, moto) -> action.equals("PutParameter")
                                && body.contains("\"Name\":\"/compiler-explorer/beta/active-asg\"")
                        ? new Interposed.Answer(400, DENIED)
                        : moto.answer())) {
            Ran ran = cli(proxy.endpoint(), "refresh", "--yes", "--json");

            Map<String, Object> json = ran.exiting(5).json();
            assertThat(json).containsEntry("outcome", "FAILED_DIRTY");
            assertThat(json.get("cause"))
                    .asString()
                    .contains("ssm:PutParameter")
                    .contains("not authorized");
            assertThat(json.get("residue")).asString().contains("/compiler-explorer/beta/active-asg");
            assertThat(ran.err()).contains("left: ").contains("aws ssm put-parameter");
        }
        assertThat(beta.registered(Color.GREEN))
                .as("a failed note moves no traffic back")
                .hasSize(3);
        assertThat(beta.registered(Color.BLUE)).isEmpty();
        assertThat(beta.recordedColor()).isEqualTo("blue");
        assertThat(cli(world.endpoint(), "status", "--json").exiting(0).json().get("deployment"))
                .asInstanceOf(MAP)
                .containsEntry("phase", "finalize");

        assertThat(cli(world.endpoint(), "resume", "--yes", "--json").exiting(0).json())
                .containsEntry("outcome", "SUCCEEDED");
        serves(beta, Color.GREEN, 3);
    }

    @Test
    void an_environment_that_is_not_there_is_refused_by_name() {
        Ran ran = cli(world.endpoint(), "refresh", "--yes", "--json");

        assertThat(ran.exiting(3).json())
                .containsEntry("outcome", "REFUSED")
                .containsEntry("environment", "beta")
                .extractingByKey("cause")
                .asString()
                .contains("'beta-blue'");
        assertThat(ran.err()).startsWith("refused; nothing was changed:");
    }

    @Test
    void without_json_it_ends_with_what_still_runs_and_what_to_type() {
        world.environment("beta").create();

        Ran ran = cli(world.endpoint(), "refresh", "--yes").exiting(0);

        String same = "java -jar target/verdigris.jar --env beta --endpoint-url " + world.endpoint() + " environment ";
        assertThat(ran.out().lines().toList())
                .endsWith(
                        "done: traffic reaches green",
                        "beta-blue still runs, with 3 in service and its minimum held at 3",
                        "  to go back to it:  " + same + "rollback",
                        "  to terminate it:   " + same + "cleanup");
        assertThat(ran.err())
                .as("neither a logger's complaint nor anything else")
                .isEmpty();
    }

    @Test
    void a_dry_run_prints_the_plan_and_changes_nothing() {
        MotoEnvironment beta = world.environment("beta").create();
        Map<String, Object> before = told(beta);

        Ran ran = cli(world.endpoint(), "refresh", "--dry-run").exiting(0);

        assertThat(ran.out()).startsWith("Deploy beta: blue → green").contains("beta-green: min 0 → 3");
        assertThat(told(beta)).isEqualTo(before);
    }

    @Test
    void without_a_terminal_nothing_is_changed_unless_told_yes() {
        MotoEnvironment beta = world.environment("beta").create();
        Map<String, Object> before = told(beta);

        Ran ran = cli(world.endpoint(), "refresh", "--json").exiting(2);

        assertThat(ran.out()).isEmpty();
        assertThat(ran.err().strip()).isEqualTo("expected --yes, or a terminal to ask on; found neither");
        assertThat(told(beta)).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"dynamodb:deployments", "s3:deployments-%s", "s3:deployments-%s/team/blue-green"})
    void deployment_states_may_be_kept_elsewhere(String place) {
        String bucket = "deployments-" + world.account();
        world.createDeploymentsTable("deployments");
        world.createBucket(bucket);
        MotoEnvironment beta = world.environment("beta").create();
        String store = String.format(place, world.account());

        cli(world.endpoint(), "refresh", "--yes", "--store", store).exiting(0);

        assertThat(beta.recordedColor()).isEqualTo("green");
        assertThat(history("--store", store)).hasSize(1);
        assertThat(history()).as("in Parameter Store").isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ssm", "dynamodb:deployments", "s3:deployments-%s/team"})
    void a_store_is_tried_in_a_race(String place) {
        world.createDeploymentsTable("deployments");
        world.createBucket("deployments-" + world.account());

        Ran ran = Jar.run(
                        world.processEnvironment(),
                        "--endpoint-url",
                        world.endpoint().toString(),
                        "--store",
                        String.format(place, world.account()),
                        "store",
                        "check",
                        "--rounds",
                        "3")
                .exiting(0);

        assertThat(ran.out())
                .contains(
                        place.equals("ssm")
                                ? "no compare-and-set"
                                : "of 16 who replace at once, 3 rounds, one won each time")
                .contains("this store keeps its promise");
        assertThat(ran.err()).isEmpty();
    }

    private List<?> history(String... store) {
        return (List<?>) cli(
                        world.endpoint(),
                        "history",
                        Stream.concat(Stream.of("--json"), Stream.of(store)).toArray(String[]::new))
                .exiting(0)
                .json()
                .get("deployments");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dynamodb:no", "s3:UPPER", "s3:deployments/a//b"})
    void a_store_that_cannot_be_is_refused(String store) {
        Ran ran = cli(world.endpoint(), "status", "--store", store).exiting(2);

        assertThat(ran.out()).isEmpty();
        assertThat(ran.err().lines()).singleElement().asString().startsWith("--store: ");
    }

    @Test
    void a_missing_region_is_said_in_a_sentence() {
        Ran ran = Jar.run(Map.of(), "--env", "beta", "environment", "status").exiting(2);

        assertThat(ran.out()).isEmpty();
        assertThat(ran.err().lines()).singleElement().asString().startsWith("expected an AWS region, found none");
    }

    @Test
    void missing_credentials_are_said_in_a_sentence() {
        Ran ran = Jar.run(Map.of("AWS_REGION", "us-east-1"), "--env", "beta", "environment", "status")
                .exiting(2);

        assertThat(ran.out()).isEmpty();
        assertThat(ran.err().lines()).singleElement().asString().startsWith("expected AWS credentials, found none");
    }

    @Test
    void the_version_is_that_of_the_jar() {
        assertThat(Jar.run(Map.of(), "--version").exiting(0).out()).matches("verdigris [0-9]+\\.[0-9]+.*\\R");
    }

    private Map<String, Object> changed(int exit, String command) {
        Map<String, Object> json =
                cli(world.endpoint(), command, "--yes", "--json").exiting(exit).json();
        assertThat(json)
                .containsOnlyKeys(
                        "outcome", "environment", "from", "to", "cause", "residue", "steps", "seconds", "notes")
                .containsEntry("outcome", "SUCCEEDED")
                .containsEntry("environment", "beta")
                .containsEntry("cause", null)
                .containsEntry("residue", List.of());
        return json;
    }

    private void serves(MotoEnvironment beta, Color color, int size) {
        assertThat(beta.registered(color)).isEqualTo(beta.instances(color)).hasSize(size);
        assertThat(beta.registered(color.other())).isEmpty();
        assertThat(beta.recordedColor()).isEqualTo(color.label());
        statusTellsTheTruthAbout(beta);
    }

    private void statusTellsTheTruthAbout(MotoEnvironment beta) {
        Map<String, Object> status =
                cli(world.endpoint(), "status", "--json").exiting(0).json();

        Map<String, Object> seen = new LinkedHashMap<>(status);
        assertThat(seen.remove("drift")).isNotNull();
        assertThat(seen).containsKey("keptWarm");
        seen.remove("keptWarm");
        assertThat(seen.remove("followers")).isEqualTo(List.of());
        assertThat(seen).containsKey("waitingFor");
        assertThat(seen.remove("waitingFor")).isNull();
        assertThat(seen).isEqualTo(told(beta));
    }

    /** What {@code status --json} must say, drift aside. */
    private static Map<String, Object> told(MotoEnvironment beta) {
        Map<String, Object> fleets = new LinkedHashMap<>();
        Map<String, Object> targets = new LinkedHashMap<>();
        List<String> reached = new ArrayList<>();
        Map<String, String> health = beta.targets();
        for (Color color : Color.values()) {
            GroupSize bounds = beta.size(color);
            Set<String> registered = beta.registered(color);
            if (!registered.isEmpty()) {
                reached.add(color.label());
            }
            fleets.put(
                    color.label(),
                    Map.of(
                            "group", "beta-" + color,
                            "min", bounds.min(),
                            "max", bounds.max(),
                            "desired", bounds.desired(),
                            "inService", beta.instances(color).size()));
            targets.put(color.label(), Map.of("registered", registered.size(), "healthy", (int) registered.stream()
                    .filter(id -> "healthy".equals(health.get(id)))
                    .count()));
        }
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("environment", "beta");
        told.put("shutDown", false);
        told.put("version", null);
        told.put("selectedVersion", null);
        told.put("traffic", "registration");
        told.put(
                "weights",
                Map.of(
                        "blue",
                        reached.equals(List.of("blue")) ? 100 : 0,
                        "green",
                        reached.equals(List.of("green")) ? 100 : 0));
        told.put("routes", List.of());
        told.put("activeColor", reached.size() == 1 ? reached.get(0) : null);
        told.put("recordedColor", requireNonNull(beta.recordedColor()));
        told.put("fleets", fleets);
        told.put("targets", targets);
        told.put("deployment", null);
        return told;
    }

    private Ran cli(URI endpoint, String command, String... args) {
        List<String> words = new ArrayList<>(
                List.of("--env", "beta", "--endpoint-url", endpoint.toString(), "environment", command));
        words.addAll(List.of("--poll-interval", "200ms"));
        words.addAll(List.of(args));
        return Jar.run(world.processEnvironment(), words.toArray(String[]::new));
    }
}
