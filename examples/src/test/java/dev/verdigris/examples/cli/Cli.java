package dev.verdigris.examples.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import dev.verdigris.Status;
import dev.verdigris.aws.EnvironmentWatch;
import dev.verdigris.event.Listener;
import dev.verdigris.hook.Follower;
import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import dev.verdigris.port.Cloud;
import dev.verdigris.testkit.SimulatedCloud;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The CLI in this process. */
final class Cli {
    private final Cloud cloud;
    private Map<String, String> variables = Map.of();
    private final List<Status> published = new ArrayList<>();
    private int connected;
    private int closed;

    Cli(SimulatedCloud cloud) {
        this(cloud.ports());
    }

    Cli(Cloud cloud) {
        this.cloud = cloud;
    }

    /** From now on the process has these environment variables, and no others. */
    Cli with(Map<String, String> variables) {
        this.variables = variables;
        return this;
    }

    /** Runs a command line where nobody can be asked. */
    Ran run(String commandLine) {
        return run(commandLine, null);
    }

    /** Runs a command line on a terminal, where somebody types these lines and then leaves. */
    Ran typing(List<String> lines, String commandLine) {
        Iterator<String> answers = lines.iterator();
        return run(commandLine, () -> answers.hasNext() ? answers.next() : null);
    }

    private Ran run(String commandLine, Terminal.@Nullable Person person) {
        return run(List.of(commandLine.strip().split(" +", -1)), person);
    }

    /** Runs a command line of these words where nobody can be asked. */
    Ran run(List<String> words) {
        return run(words, null);
    }

    private Ran run(List<String> words, Terminal.@Nullable Person person) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Terminal terminal = new Terminal(new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8), person);
        int exit = Main.run(terminal, this::connect, variables, words.toArray(String[]::new));
        return new Ran(exit, out.toString(UTF_8), err.toString(UTF_8));
    }

    private Connection connect(Options options) {
        connected++;
        return new Connection(cloud, requireNonNull(cloud.deployments()), new Simulated(), () -> closed++);
    }

    /** What was published of statuses, in order. */
    List<Status> published() {
        return published;
    }

    /** There are no queues and no metrics here, so nothing in them that keeps a fleet. */
    private final class Simulated implements Surroundings {
        @Override
        public Follower follower(TypedFollower typed) {
            return typed instanceof TypedFollower.AtAddresses http ? http.follower() : new Unconcerned();
        }

        @Override
        public List<Listener> publishers() {
            return List.of();
        }

        @Override
        public void publish(Status status) {
            published.add(status);
        }

        @Override
        public EnvironmentWatch watch(Environment environment) {
            return EnvironmentWatch.of(
                    environment,
                    "eu-west-1",
                    "app/main/1",
                    environment.traffic().targetGroups().stream()
                            .map(group -> "targetgroup/" + group + "/1")
                            .toList());
        }
    }

    /** A follower that confirms whatever it is told and asked. */
    private static final class Unconcerned implements Follower {
        @Override
        public Answer follow(Move move) {
            return Answer.yes();
        }

        @Override
        public Answer releases(Environment environment, Color color) {
            return Answer.yes();
        }
    }

    /** How many connections have been made. */
    int connected() {
        return connected;
    }

    /** How many of them have been closed. */
    int closed() {
        return closed;
    }
}
