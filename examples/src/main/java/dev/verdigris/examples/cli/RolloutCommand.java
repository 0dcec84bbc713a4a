package dev.verdigris.examples.cli;

import dev.verdigris.examples.cli.RolloutSection.WaveSection;
import dev.verdigris.request.Deployment;
import dev.verdigris.rollout.Rollout;
import dev.verdigris.rollout.RolloutEvent;
import dev.verdigris.rollout.RolloutPlan;
import dev.verdigris.rollout.RolloutResult;
import dev.verdigris.rollout.Rollouts;
import dev.verdigris.rollout.Wave;
import java.io.PrintStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Deploys many environments in waves. */
@Command(
        name = "rollout",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        abbreviateSynopsis = true,
        optionListHeading = "%n",
        description = {
            "Deploys the environments of --config in the waves that its section 'rollout:' describes, each with its own options.",
            "",
            "Run again with the same --id it goes on: what has succeeded is not deployed again, what was left in progress is"
                    + " resumed, what was rolled back counts as failed."
        })
final class RolloutCommand implements Callable<Integer> {
    private final Main main;

    @Option(
            names = "--id",
            paramLabel = "ID",
            description =
                    "The id of the rollout, such as the number of a build; required. The same id is the same rollout.")
    private String id = "";

    @Option(names = "--dry-run", description = "Print what would be done to each environment, and change nothing.")
    private boolean dryRun;

    @Option(
            names = "--build",
            paramLabel = "VERSION",
            description = "The release that every environment is to deploy; by default what is selected already.")
    private @Nullable String build;

    @Option(
            names = "--again",
            description = "Deploy environments anew in which the rollout failed, or which it has rolled back, before.")
    private boolean again;

    @Mixin
    private final TakeOver takeOver = new TakeOver();

    RolloutCommand(Main main) {
        this.main = main;
    }

    /** An environment as its options have it, before anything is connected. */
    private record Asked(RefreshCommand command, Deployment deployment, Main main) {}

    @Override
    public Integer call() {
        Map<String, Asked> asked = new LinkedHashMap<>();
        RolloutSection section = section();
        section.waves().values().forEach(wave -> wave.environments().forEach(name -> asked.put(name, asked(name))));
        if (!dryRun && !main.options().yes() && !main.terminal().interactive()) {
            throw new UsageException("expected --yes, or a terminal to ask on; found neither");
        }
        Deque<Connection> connections = new ArrayDeque<>();
        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            return perform(rollout(section, asked, connections), threads);
        } finally {
            threads.shutdown();
            connections.forEach(Connection::close);
        }
    }

    private RolloutSection section() {
        RolloutSection section = main.configuration().rollout();
        if (section == null) {
            throw new UsageException("expected --config to name a file with a section 'rollout:', found none");
        }
        return section;
    }

    /** What is asked of an environment: as 'environment refresh' would understand it. */
    private Asked asked(String name) {
        List<String> words = new ArrayList<>(List.of("environment", "refresh", "--env", name));
        if (build != null) {
            words.addAll(List.of("--build", build));
        }
        Main about = main.about(name, words);
        try {
            ParseResult parsed = about.parsed().subcommand().subcommand();
            RefreshCommand command = (RefreshCommand) parsed.commandSpec().userObject();
            return new Asked(command, command.deployment(), about);
        } catch (ParameterException | IllegalArgumentException e) {
            throw new UsageException(name + ": " + e.getMessage());
        }
    }

    private Rollout rollout(RolloutSection section, Map<String, Asked> asked, Deque<Connection> connections) {
        try {
            Rollout rollout = Rollout.of(id)
                    .withToleratedFailures(section.toleratedFailures())
                    .withGoBack(section.goBack());
            for (Map.Entry<String, WaveSection> each : section.waves().entrySet()) {
                rollout = rollout.withWave(wave(each.getKey(), each.getValue(), asked, connections));
            }
            return rollout;
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
    }

    private static Wave wave(
            String name, WaveSection section, Map<String, Asked> asked, Deque<Connection> connections) {
        Wave wave = Wave.of(name);
        if (section.atOnce() != null) {
            wave = wave.withAtOnce(section.atOnce());
        }
        if (section.soak() != null) {
            wave = wave.withSoak(section.soak());
        }
        for (String environment : section.environments()) {
            Asked one = asked.get(environment);
            if (one == null) {
                throw new IllegalStateException("expected " + environment + " to be read, found that it is not");
            }
            Connection connection = one.main().connect();
            connections.push(connection);
            wave = wave.with(
                    environment, one.command().session(connection, event -> {}).blueGreen(), one.deployment());
        }
        return wave;
    }

    private int perform(Rollout rollout, ExecutorService threads) {
        Rollouts rollouts = Rollouts.builder(threads)
                .listener(this::tell)
                .takeOver(takeOver.given())
                .again(again)
                .build();
        RolloutPlan plan = plan(rollouts, rollout);
        if (dryRun) {
            main.terminal().out().println(json() ? RolloutJson.plan(plan) : plan.toString());
            return plan.environments().stream().anyMatch(each -> each.refusal() != null)
                    ? ExitCode.REFUSED
                    : ExitCode.DONE;
        }
        prose().println(plan);
        if (!main.options().yes() && !main.terminal().agrees(ConfirmedCommand.CONTINUE, prose())) {
            return refused("expected a yes, found none; run it again to be asked again");
        }
        RolloutResult result = rollouts.run(rollout);
        prose().println(result);
        if (json()) {
            main.terminal().out().println(RolloutJson.result(result));
        }
        return ExitCode.of(result.ending());
    }

    private static RolloutPlan plan(Rollouts rollouts, Rollout rollout) {
        try {
            return rollouts.plan(rollout);
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
    }

    private int refused(String why) {
        main.terminal().err().println("refused; nothing was changed: " + why);
        if (json()) {
            main.terminal().out().println(RolloutJson.refused(id, why));
        }
        return ExitCode.REFUSED;
    }

    private boolean json() {
        return main.options().json();
    }

    private PrintStream prose() {
        return json() ? main.terminal().err() : main.terminal().out();
    }

    private void tell(RolloutEvent event) {
        if (!(event instanceof RolloutEvent.Ended)) {
            prose().println(event.sentence());
        }
    }
}
