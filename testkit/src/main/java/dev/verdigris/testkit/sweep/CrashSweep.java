package dev.verdigris.testkit.sweep;

import dev.verdigris.BlueGreen;
import dev.verdigris.error.RefusedException;
import dev.verdigris.model.Color;
import dev.verdigris.model.GroupSize;
import dev.verdigris.outcome.Outcome;
import dev.verdigris.request.Recovery;
import dev.verdigris.testkit.SimulatedCloud;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Stops, disturbs and pauses what a scenario does at every change it makes, in every way, has it resolved in every way,
 * and looks whether all is clean afterwards: nothing in progress, one color serving in full and recorded, every size as in the
 * undisturbed run or as before, no request lost, and no change sent that must not have been.
 *
 * <pre>{@code
 * Scenario deploy = Scenario.of("deploy", beta, seed -> SimulatedCloud.serving(beta, 3), on -> on.deploy(beta));
 * CrashSweep.of(deploy).run().orThrow();
 * }</pre>
 *
 * <p>Immutable; each run makes its worlds anew.
 */
public final class CrashSweep {
    private static final int KEPT = 1000;
    private static final Duration SETTLING = Duration.ofMinutes(2);
    /** So long after it was made, no move of the world is still going on. */
    private static final Duration PASSING = Duration.ofMinutes(4);

    private final Scenario scenario;
    private final List<Cure> cures;
    private final boolean moves;
    private final boolean pairs;
    private final int every;

    private CrashSweep(Scenario scenario, List<Cure> cures, boolean moves, boolean pairs, int every) {
        this.scenario = scenario;
        this.cures = List.copyOf(cures);
        this.moves = moves;
        this.pairs = pairs;
        this.every = every;
    }

    /** A sweep of single stops in a world that does not move otherwise, resolved in every way. */
    public static CrashSweep of(Scenario scenario) {
        return new CrashSweep(scenario, List.of(Cure.values()), false, false, 1);
    }

    /** The same, resolved only in those ways. */
    public CrashSweep curedBy(Cure... only) {
        return new CrashSweep(scenario, List.of(only), moves, pairs, every);
    }

    /** The same, crossed with each move of the outside world after each read. */
    public CrashSweep withMoves() {
        return new CrashSweep(scenario, cures, true, pairs, every);
    }

    /** The same, with a second stop at every change of the process that resolves the first, and a third that resolves that. */
    public CrashSweep withPairs() {
        return new CrashSweep(scenario, cures, moves, true, every);
    }

    /**
     * The same, trying only each n-th of the pairs and moves: a share of a sweep that is too long for every build. A share
     * of the moves alone leaves out the world that does not move.
     */
    public CrashSweep every(int n) {
        if (n < 1) {
            throw new IllegalArgumentException("every: expected 1 or more, found " + n);
        }
        return new CrashSweep(scenario, cures, moves, pairs, n);
    }

    /** Runs the sweep. */
    public SweepReport run() {
        return new Sweep().run();
    }

    /** One run of a sweep. */
    private final class Sweep {
        private final Set<EndState> allowed = new LinkedHashSet<>();
        private final List<Violation> violations = new ArrayList<>();
        private boolean leasesExpire;
        /** What was resolved while a process stood still may then have been another's, and it went on. */
        private boolean beganInProgress;

        private long counted;
        private long cases;
        private long unclean;
        private Stage.Actor undisturbed = new Stage(scenario, 1).actor("nobody", null);

        SweepReport run() {
            baseline();
            if (!moves || pairs || every == 1) {
                stops(null, 0);
            }
            for (int read = 1; read <= (moves ? undisturbed.reads : 0); read++) {
                for (Motion motion : Motion.swept()) {
                    if (bears(motion)) {
                        stops(motion, read);
                    }
                }
            }
            return new SweepReport(scenario.name(), undisturbed.changes, undisturbed.calls, cases, violations, unclean);
        }

        /** What it may end as: as it does undisturbed, as it was, or as an abort at once leaves it. */
        private void baseline() {
            Stage stage = new Stage(scenario, 1);
            leasesExpire = stage.leasesExpire();
            allowed.add(look(stage));
            beganInProgress = stage.inProgress();
            if (beganInProgress) {
                allowed.add(resolvedBy(Cure.RESUME_TAKING_OVER));
                allowed.add(resolvedBy(Cure.ROLL_BACK_TAKING_OVER));
            }
            undisturbed = stage.actor("first", null);
            String refusal = scenario.refusal();
            Ending ending = stage.run(undisturbed, stage.verb());
            if (refusal != null) {
                refused(stage, ending, refusal);
                stage.reconcile();
                quiesce(stage.cloud());
                allowed.add(look(stage));
                return;
            }
            if (!(ending instanceof Ending.Came came) || !(came.outcome() instanceof Outcome.Succeeded)) {
                throw new IllegalArgumentException(
                        scenario.name() + ": expected it to succeed undisturbed, found " + ending);
            }
            quiesce(stage.cloud());
            allowed.add(look(stage));
            for (int at = 1; at <= undisturbed.changes; at++) {
                Stage aborted = new Stage(scenario, 1);
                aborted.run("first", new Stop(aborted, at, Way.KILLED_AFTER), aborted.verb());
                Ending back = aborted.run("second", null, on -> on.abort(recovery()));
                quiesce(aborted.cloud());
                if (back instanceof Ending.Came came2 && came2.outcome() instanceof Outcome.RolledBack) {
                    EndState state = look(aborted);
                    if (isRest(state)) {
                        allowed.add(state);
                    }
                }
            }
        }

        /** What has to be refused and is not has failed already, undisturbed. */
        private void refused(Stage stage, Ending ending, String naming) {
            boolean refused = ending instanceof Ending.Refused why
                    && why.why() instanceof RefusedException
                    && String.valueOf(why.why().getMessage()).contains(naming);
            cases++;
            if (!refused) {
                List<String> problems = new ArrayList<>();
                problems.add("expected it to be refused, naming '" + naming + "', found " + ending);
                problems.addAll(stage.violations());
                unclean(stage, "undisturbed", problems);
            }
        }

        private void unclean(Stage stage, String trial, List<String> problems) {
            unclean++;
            if (violations.size() < KEPT) {
                List<String> story = new ArrayList<>(stage.story());
                story.addAll(stage.cloud().describe().lines().toList());
                violations.add(new Violation(scenario.name(), trial, problems, story));
            }
        }

        /** Where something is in progress from the beginning, it may end as that does when nobody comes in between. */
        private EndState resolvedBy(Cure cure) {
            Stage resolved = new Stage(scenario, 1);
            resolved.run("first", null, cure(resolved, cure));
            quiesce(resolved.cloud());
            return look(resolved);
        }

        /** A fleet that was being recycled ends at rest, and smaller: nothing else may differ from how it was. */
        private boolean isRest(EndState state) {
            EndState before = allowed.iterator().next();
            Color serving = before.serving();
            if (serving == null || state.open() || state.serving() != serving) {
                return false;
            }
            GroupSize idle = state.size(serving.other());
            return state.size(serving).equals(before.size(serving))
                    && idle.min() == idle.desired()
                    && idle.desired() < before.size(serving.other()).desired();
        }

        /** What moves the idle fleet may take away the reason why something must be refused. */
        private boolean bears(Motion motion) {
            return scenario.refusal() == null || motion.color() == Color.BLUE;
        }

        private void stops(@Nullable Motion motion, int read) {
            for (Way way : Way.values()) {
                int points = way == Way.PAUSED ? undisturbed.calls : undisturbed.changes;
                for (int at = 1; at <= points; at++) {
                    for (Cure cure : cures) {
                        if (applies(way, cure)) {
                            stop(at, way, cure, motion, read);
                        }
                    }
                }
            }
        }

        /**
         * Whether it makes sense to resolve it so. An operator's confirmation is needed where leases do not expire; where they do, it
         * may not be given of a process that only stands still, since that would not notice in time, nor of one whose last
         * change may still be on its way.
         */
        private boolean applies(Way way, Cure cure) {
            if (way == Way.PAUSED) {
                return cure.takesOver() != leasesExpire;
            }
            if (way == Way.KILLED_IN_FLIGHT) {
                return leasesExpire && !cure.takesOver();
            }
            if (!leasesExpire && !cure.takesOver()) {
                return false;
            }
            return way.kills() || cure == Cure.RESUME_TAKING_OVER;
        }

        private void stop(int at, Way way, Cure cure, @Nullable Motion motion, int read) {
            String move = motion == null ? "" : motion.toString();
            int changes = attempt(new Trial(at, way, cure, move, read, null), motion);
            if (pairs && way.kills()) {
                for (int second = 1; second <= changes; second++) {
                    for (Way again : new Way[] {Way.KILLED_BEFORE, Way.KILLED_AFTER, Way.REPLY_LOST}) {
                        attempt(new Trial(at, way, cure, move, read, new Trial.Second(second, again)), motion);
                    }
                }
            }
        }

        /** Tries a case; returns how many changes the process made that resolved it. */
        private int attempt(Trial trial, @Nullable Motion motion) {
            boolean single = trial.second() == null && trial.read() == 0;
            if (!single && counted++ % every != 0) {
                return 0;
            }
            cases++;
            Stage stage = new Stage(scenario, 1);
            List<String> problems = new ArrayList<>();
            int changes = 0;
            try {
                changes = perform(stage, trial, motion, problems);
            } catch (RuntimeException | StackOverflowError e) {
                problems.add("unexpected " + e);
            }
            if (!problems.isEmpty()) {
                unclean(stage, trial.toString(), problems);
            }
            return changes;
        }

        private int perform(Stage stage, Trial trial, @Nullable Motion motion, List<String> problems) {
            Stop stop = new Stop(stage, trial.at(), trial.way(), trial.cure(), motion, trial.read());
            Ending ending = stage.run("first", stop, stage.verb());
            if (trial.way() == Way.PAUSED && stop.resolvedMeanwhile() && ending instanceof Ending.Came came) {
                if (!(came.outcome() instanceof Outcome.Interrupted) && !beganInProgress) {
                    problems.add("the one that woke up should have been interrupted, found " + ending);
                }
            }
            Stage.Disturbance second = trial.second() == null
                    ? null
                    : new Stop(stage, trial.second().at(), trial.second().way());
            Stage.Actor curing = stage.actor("second", second);
            if (stage.inProgress()) {
                Ending cured = stage.run(curing, cure(stage, trial.cure()));
                if (stage.inProgress()) {
                    cured = stage.run("third", null, cure(stage, Cure.RESUME_TAKING_OVER));
                }
                check(cured, problems);
            } else if (!stop.resolvedMeanwhile()) {
                check(ending, problems);
            }
            if (scenario.refusal() != null && stage.worldChanges() > 0) {
                problems.add("it changed the world, and had to be refused before");
            }
            quiesce(stage.cloud());
            if (motion != null || late(trial)) {
                stage.cloud().pass(PASSING);
                boolean reconciled = stage.reconcile();
                quiesce(stage.cloud());
                if (!reconciled) {
                    unreconciled(stage, problems);
                    return curing.changes;
                }
            }
            problems.addAll(look(stage).differences(allowed, motion));
            problems.addAll(stage.violations());
            if (harmless(motion) && !late(trial) && stage.lost() > 0) {
                problems.add("requests were lost: " + stage.cloud().traffic());
            }
            return curing.changes;
        }

        /** Where a deployment must be refused a reconcile may be, too: then all that moved was the world. */
        private void unreconciled(Stage stage, List<String> problems) {
            problems.addAll(stage.violations());
            if (scenario.refusal() == null || stage.inProgress()) {
                problems.add("it could not be reconciled");
            }
        }

        /** A rollback that takes over at once does not wait for what is on its way: that may end what it serves with. */
        private static boolean late(Trial trial) {
            return trial.way() == Way.KILLED_IN_FLIGHT && trial.cure().overtakes();
        }

        private static boolean harmless(@Nullable Motion motion) {
            return motion == null || motion.move().harmless();
        }

        /** However it was disturbed, in the end it was resolved. A cleanup that failed is over, and changed no traffic. */
        private void check(Ending ending, List<String> problems) {
            if (ending instanceof Ending.Came came
                    && (came.outcome() instanceof Outcome.Interrupted
                            || (came.outcome() instanceof Outcome.FailedDirty dirty
                                    && dirty.report().to() != null))) {
                problems.add("it was not resolved: " + ending);
            }
        }

        private Function<BlueGreen, Outcome> cure(Stage stage, Cure cure) {
            return on -> cure.on(on, stage.environment());
        }
    }

    private Recovery recovery() {
        return new Recovery(scenario.environment(), true);
    }

    private static EndState look(Stage stage) {
        return EndState.of(stage.cloud(), stage.environment(), stage.facade("looking"));
    }

    private static void quiesce(SimulatedCloud cloud) {
        cloud.pass(SETTLING);
    }
}
