package dev.verdigris.examples.cli;

import dev.verdigris.BlueGreen;
import dev.verdigris.error.RefusedException;
import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import dev.verdigris.outcome.Outcome;
import dev.verdigris.request.Bake;
import dev.verdigris.request.Deployment;
import dev.verdigris.request.Recovery;
import dev.verdigris.request.Request;
import dev.verdigris.request.Shift;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Deploys an environment. */
@Command(
        name = "refresh",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        abbreviateSynopsis = true,
        optionListHeading = "%n",
        description =
                "Deploys: starts new instances in the idle fleet and moves traffic to them; or replaces those of the"
                        + " fleet that serves, some at a time.")
final class RefreshCommand extends PlannedCommand {
    static final String BLUE_GREEN = "blue-green";
    private static final String ROLLING = "rolling";
    private static final List<String> OF_BLUE_GREEN =
            List.of("--capacity", "--to", "--keep-warm", "--build", "--shift", "--gate");

    @Option(
            names = "--strategy",
            paramLabel = "blue-green|rolling",
            defaultValue = BLUE_GREEN,
            description =
                    "How to deploy: 'blue-green' (the default) to the other fleet; 'rolling' by an instance refresh of the fleet"
                            + " that serves, while both versions serve side by side.")
    private String strategy = BLUE_GREEN;

    @Option(
            names = "--capacity",
            paramLabel = "N",
            description = "How many instances must serve at least; by default as many as the live fleet has.")
    private @Nullable Integer capacity;

    @Option(
            names = "--to",
            paramLabel = "blue|green",
            description =
                    "The color to go to; by default the one that does not serve or, where nobody serves, the one that is"
                            + " not recorded. The color that serves is refused.")
    private @Nullable Color to;

    @Mixin
    private final KeepWarmOption old = new KeepWarmOption();

    @Option(
            names = "--shift",
            paramLabel = "all-at-once|LIST",
            defaultValue = "all-at-once",
            converter = ShiftReader.class,
            description =
                    "How requests move: all at once (the default), or in stages: percentages, each with the time that"
                            + " it bakes for, comma separated: 10%%/5m,50%%/5m,100%%.")
    private Shift shift = Shift.allAtOnce();

    @Mixin
    private final GateOptions gates = new GateOptions();

    @Mixin
    private final BakeOptions trial = new BakeOptions();

    @Option(
            names = "--build",
            paramLabel = "VERSION",
            description =
                    "The release to deploy: it is selected where --release says before the first new instance is started,"
                            + " and what serves is selected again on every way back. By default what is selected already,"
                            + " if a build ever was.")
    private @Nullable String build;

    @Option(
            names = "--resolve",
            paramLabel = "resume|abort",
            description =
                    "First resume or abort what is in progress, if anything is; if that does not resolve it, nothing is"
                            + " deployed, and the exit code is that of the attempt.")
    private @Nullable Resolve resolve;

    @Mixin
    private final RollingOptions rolling = new RollingOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private final TakeOver takeOver = new TakeOver();

    /** The ways to resolve what is in progress. */
    private enum Resolve {
        RESUME,
        ABORT
    }

    RefreshCommand(Main main) {
        super(main);
    }

    @Override
    Request request(Environment environment) {
        return rolls(strategy) ? rolling(environment) : deployment(environment);
    }

    /**
     * Whether a strategy as it is typed is the rolling one.
     *
     * @throws IllegalArgumentException if there is none of that name
     */
    static boolean rolls(String strategy) {
        return switch (strategy) {
            case BLUE_GREEN -> false;
            case ROLLING -> true;
            default ->
                throw new IllegalArgumentException(
                        "--strategy: expected " + BLUE_GREEN + " or " + ROLLING + ", found '" + strategy + "'");
        };
    }

    private Request rolling(Environment environment) {
        refuse(OF_BLUE_GREEN, BLUE_GREEN);
        refuse(BakeOptions.NAMES, BLUE_GREEN);
        refuse(NewFleetOptions.NAMES, BLUE_GREEN);
        return rolling.refresh(environment, options().policy(), trial.time());
    }

    /** Refuses what belongs to the other strategy. */
    private void refuse(List<String> names, String whose) {
        for (String name : names) {
            if (spec.commandLine().getParseResult().hasMatchedOption(name)) {
                throw new IllegalArgumentException(
                        name + ": expected --strategy " + whose + " with it, found " + strategy);
            }
        }
    }

    /**
     * What is asked for, as it is asked of an environment of a rollout.
     *
     * @throws IllegalArgumentException if it makes no sense, or is no blue-green deployment
     */
    Deployment deployment() {
        if (rolls(strategy)) {
            throw new IllegalArgumentException(
                    "--strategy: expected " + BLUE_GREEN + " in a rollout, found " + strategy);
        }
        return deployment(options().environment());
    }

    private Deployment deployment(Environment environment) {
        refuse(RollingOptions.NAMES, ROLLING);
        Deployment deployment = Deployment.of(environment)
                .withPolicy(options().policy())
                .withKeepWarm(old.keepWarm())
                .withShift(shift);
        Bake bake = trial.bake();
        if (bake != null) {
            deployment = deployment.withBake(bake);
        }
        if (to != null) {
            deployment = deployment.withTo(to);
        }
        if (build != null) {
            deployment = deployment.withRelease(build);
        }
        return gates.in(capacity == null ? deployment : deployment.withCapacity(capacity));
    }

    @Override
    Work prepare(Environment environment) {
        Work deploying = super.prepare(environment);
        Resolve how = resolve;
        if (how == null) {
            if (takeOver.given()) {
                throw new IllegalArgumentException("--take-over: expected --resolve with it, found none");
            }
            return deploying;
        }
        if (dryRun()) {
            throw new IllegalArgumentException("--resolve: expected no --dry-run with it, which changes nothing");
        }
        return session -> {
            OptionalInt undecided = resolve(how, environment, session);
            return undecided.isPresent() ? undecided.getAsInt() : deploying.in(session);
        };
    }

    /** Resolves what is in progress. Returns the exit code if that did not work. */
    private OptionalInt resolve(Resolve how, Environment environment, Session session) {
        BlueGreen blueGreen = session.blueGreen();
        if (blueGreen.status(environment).deployment() == null) {
            return OptionalInt.empty();
        }
        askAboutWhatIsInProgress(environment, session);
        Recovery recovery = takeOver.recovery(environment);
        Outcome outcome = how == Resolve.RESUME ? blueGreen.resume(recovery) : blueGreen.abort(recovery);
        boolean resolved = outcome instanceof Outcome.Succeeded || outcome instanceof Outcome.RolledBack;
        if (!resolved) {
            return OptionalInt.of(ended(outcome, session));
        }
        prose().println("resolved: " + outcome);
        if (Thread.currentThread().isInterrupted()) {
            throw new RefusedException(
                    "interrupted after what was in progress had been resolved, and before anything new was begun",
                    "run it again when nothing interrupts it");
        }
        return OptionalInt.empty();
    }
}
