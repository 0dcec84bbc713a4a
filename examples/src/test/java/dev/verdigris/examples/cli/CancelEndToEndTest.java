package dev.verdigris.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdigris.aws.moto.MotoEnvironment;
import dev.verdigris.aws.moto.MotoWorld;
import dev.verdigris.model.Color;
import dev.verdigris.model.GroupSize;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A process that is told to end, or is ended, in the middle of a deployment on a Moto server. */
@Execution(ExecutionMode.CONCURRENT)
class CancelEndToEndTest {
    private final MotoWorld world = MotoWorld.fresh();
    private final MotoEnvironment beta = world.environment("beta").create();

    @Test
    void a_deployment_told_to_end_while_it_waits_for_health_is_rolled_back() {
        Ran ran = interrupted(this::waitingForHealth, Jar::terminate);

        assertThat(ran.exiting(4).json())
                .containsEntry("outcome", "ROLLED_BACK")
                .containsEntry("residue", List.of())
                .extractingByKey("cause")
                .asString()
                .startsWith("await-healthy: ")
                .contains("interrupted");
        asBefore();
    }

    @Test
    void told_to_end_past_the_point_of_no_return_it_goes_on_to_its_end_and_ends_with_zero() {
        Ran ran = interrupted(this::recording, Jar::terminate);

        assertThat(ran.exiting(0).json()).containsEntry("outcome", "SUCCEEDED").containsEntry("residue", List.of());
        assertThat(beta.registered(Color.GREEN)).hasSize(3);
        assertThat(beta.registered(Color.BLUE)).isEmpty();
        assertThat(beta.recordedColor()).isEqualTo("green");
        assertThat(beta.size(Color.GREEN)).isEqualTo(new GroupSize(2, 100, 3));
        nothingIsOpen();
    }

    @Test
    void told_to_end_as_it_begins_it_is_refused_or_takes_back_what_it_did_since() {
        Ran ran = interrupted(call -> call.action().equals("DescribeAutoScalingGroups"), Jar::terminate);

        assertThat(ran.exit()).as(ran.toString()).isIn(3, 4);
        assertThat(ran.json()).containsEntry("outcome", ran.exit() == 3 ? "REFUSED" : "ROLLED_BACK");
        asBefore();
    }

    @Test
    void a_deployment_killed_while_it_is_rolled_back_is_continued_by_a_resume() {
        Predicate<Call> health = this::waitingForHealth;
        AtomicBoolean told = new AtomicBoolean();
        CompletableFuture<Jar> process = new CompletableFuture<>();
        try (Interposed proxy = new Interposed(world.endpoint(), (action, body, moto) -> {
            Call call = new Call(action, body);
            if (!told.get() && health.test(call)) {
                told.set(true);
                process.join().terminate();
            } else if (told.get() && action.equals("DeregisterTargets")) {
                Interposed.Answer answer = moto.answer();
                process.join().kill();
                return answer;
            }
            return moto.answer();
        })) {
            process.complete(refresh(proxy.endpoint()));
            process.join().ended().exiting(137);
        }
        assertThat(cli("resume", "--yes").exiting(3).err()).contains("environment resume --take-over");

        Ran ran = cli("resume", "--take-over", "--yes", "--json").exiting(4);

        assertThat(ran.json())
                .containsEntry("outcome", "ROLLED_BACK")
                .extractingByKey("cause")
                .asString()
                .contains("interrupted");
        asBefore();
    }

    @Test
    void where_leases_expire_a_killed_deployment_is_waited_for_and_taken_over() {
        world.createDeploymentsTable("deployments");
        List<String> options = List.of("--store", "dynamodb:deployments", "--lease", "9s");
        interrupted(this::waitingForHealth, Jar::kill, options).exiting(137);

        Ran ran = cli("abort", "--yes", "--store", "dynamodb:deployments").exiting(0);

        assertThat(ran.out())
                .contains("waiting up to 12s for deploy ")
                .contains("rolled back, everything is as before");
        asBefore("--store", "dynamodb:deployments");
    }

    /** A request that the process makes. */
    private record Call(String action, String body) {}

    /** One of the new instances is stopped when it is registered, so that it is waited for. */
    private boolean waitingForHealth(Call call) {
        if (!call.action().equals("DescribeTargetHealth")
                || beta.registered(Color.GREEN).isEmpty()) {
            return false;
        }
        beta.stop(beta.registered(Color.GREEN).iterator().next());
        return true;
    }

    /** The deployment state of the deployment holds the parameter's name too, but is not named so. */
    private boolean recording(Call call) {
        return call.action().equals("PutParameter")
                && call.body().contains("\"Name\":\"" + beta.environment().activeColorParameter() + "\"");
    }

    private Ran interrupted(Predicate<Call> moment, Consumer<Jar> how) {
        return interrupted(moment, how, List.of());
    }

    /** Runs a refresh, to which something is done as it makes a certain request. */
    private Ran interrupted(Predicate<Call> moment, Consumer<Jar> how, List<String> options) {
        AtomicBoolean done = new AtomicBoolean();
        CompletableFuture<Jar> process = new CompletableFuture<>();
        try (Interposed proxy = new Interposed(world.endpoint(), (action, body, moto) -> {
            if (!done.get() && moment.test(new Call(action, body))) {
                done.set(true);
                how.accept(process.join());
            }
            return moto.answer();
        })) {
            process.complete(refresh(proxy.endpoint(), options.toArray(String[]::new)));
            return process.join().ended();
        }
    }

    private Jar refresh(URI endpoint, String... options) {
        return Jar.start(world.processEnvironment(), words(endpoint, "refresh", List.of("--yes", "--json"), options));
    }

    private Ran cli(String command, String... options) {
        return Jar.run(world.processEnvironment(), words(world.endpoint(), command, List.of(), options));
    }

    private static String[] words(URI endpoint, String command, List<String> more, String... options) {
        List<String> words = new ArrayList<>(List.of("--env", "beta", "--endpoint-url", endpoint.toString()));
        words.addAll(List.of("environment", command, "--poll-interval", "200ms"));
        words.addAll(more);
        words.addAll(List.of(options));
        return words.toArray(String[]::new);
    }

    private void asBefore(String... options) {
        assertThat(beta.registered(Color.BLUE)).hasSize(3);
        assertThat(beta.registered(Color.GREEN)).isEmpty();
        assertThat(beta.size(Color.BLUE)).isEqualTo(new GroupSize(2, 100, 3));
        assertThat(beta.size(Color.GREEN)).isEqualTo(new GroupSize(0, 100, 0));
        assertThat(beta.recordedColor()).isEqualTo("blue");
        nothingIsOpen(options);
    }

    private void nothingIsOpen(String... options) {
        List<String> words = new ArrayList<>(List.of("--json"));
        words.addAll(List.of(options));
        Map<String, Object> status =
                cli("status", words.toArray(String[]::new)).exiting(0).json();
        assertThat(status).containsEntry("deployment", null).containsEntry("drift", List.of());
    }
}
