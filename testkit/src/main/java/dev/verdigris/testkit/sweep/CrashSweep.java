package dev.verdigris.testkit.sweep;

import dev.verdigris.BlueGreen;
import dev.verdigris.error.PortException;
import dev.verdigris.model.Bounds;
import dev.verdigris.model.Color;
import dev.verdigris.outcome.Outcome;
import dev.verdigris.plan.Recovery;
import dev.verdigris.port.DeploymentStore;
import dev.verdigris.testkit.Call;
import dev.verdigris.testkit.Operations;
import dev.verdigris.testkit.SimulatedCloud;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Stops, disturbs and pauses what a scenario does at every change it makes, in every way, has it settled in every way,
 * and looks whether all is clean afterwards: nothing open, one color serving in full and recorded, every size as in the
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

    /** A sweep of single stops in a world that does not move otherwise, settled in every way. */
    public static CrashSweep of(Scenario scenario) {
        return new CrashSweep(scenario, List.of(Cure.values()), false, false, 1);
    }

    /** The same, settled only in those ways. */
    public CrashSweep curedBy(Cure... only) {
        return new CrashSweep(scenario, List.of(only), moves, pairs, every);
    }

    /** The same, crossed with each move of the outside world after each read. */
    public CrashSweep withMoves() {
        return new CrashSweep(scenario, cures, true, pairs, every);
    }

    /** The same, with a second stop at every change of the process that settles the first, and a third that settles that. */
    public CrashSweep withPairs() {
        return new CrashSweep(scenario, cures, moves, true, every);
    }

    /** The same, trying only each n-th of the pairs and moves: a share of a sweep that is too long for every build. */
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
        private long counted;
        private long cases;
        private long unclean;
        private Stage.Actor undisturbed = new Stage(scenario, 1).actor("nobody", null);

        SweepReport run() {
            baseline();
            for (int read = 0; read <= (moves ? undisturbed.reads : 0); read++) {
                for (Move move : Move.values()) {
                    if ((move == Move.NONE) == (read == 0)) {
                        stops(move, read);
                    }
                }
            }
            return new SweepReport(scenario.name(), undisturbed.changes, undisturbed.calls, cases, violations, unclean);
        }

        /** What it may end as: as it does undisturbed, as it was, or as an abort at once leaves it. */
        private void baseline() {
            Stage stage = new Stage(scenario, 1);
            DeploymentStore store = stage.cloud().ports().deployments();
            leasesExpire = store != null && store.leasesExpire();
            allowed.add(look(stage));
            undisturbed = stage.actor("first", null);
            Ending ending = stage.run(undisturbed, scenario.verb()::on);
            if (!(ending instanceof Ending.Came came) || !(came.outcome() instanceof Outcome.Succeeded)) {
                throw new IllegalArgumentException(
                        scenario.name() + ": expected it to succeed undisturbed, found " + ending);
            }
            settle(stage.cloud());
            allowed.add(look(stage));
            for (int at = 1; at <= undisturbed.changes; at++) {
                Stage aborted = new Stage(scenario, 1);
                aborted.run("first", new Stop(aborted, at, Way.KILLED_AFTER, null, Move.NONE, 0), scenario.verb()::on);
                Ending back = aborted.run("second", null, on -> on.abort(recovery()));
                settle(aborted.cloud());
                if (back instanceof Ending.Came came2 && came2.outcome() instanceof Outcome.RolledBack) {
                    EndState state = look(aborted);
                    if (isRest(state)) {
                        allowed.add(state);
                    }
                }
            }
        }

        /** A fleet that was being recycled ends at rest, and smaller: nothing else may differ from how it was. */
        private boolean isRest(EndState state) {
            EndState before = allowed.iterator().next();
            Color serving = before.serving();
            if (serving == null || state.open() || state.serving() != serving) {
                return false;
            }
            Bounds idle = state.bounds(serving.other());
            return state.bounds(serving).equals(before.bounds(serving))
                    && idle.min() == idle.desired()
                    && idle.desired() < before.bounds(serving.other()).desired();
        }

        private void stops(Move move, int read) {
            for (Way way : Way.values()) {
                int points = way == Way.PAUSED ? undisturbed.calls : undisturbed.changes;
                for (int at = 1; at <= points; at++) {
                    for (Cure cure : cures) {
                        if (applies(way, cure)) {
                            stop(at, way, cure, move, read);
                        }
                    }
                }
            }
        }

        /**
         * Whether it makes sense to settle it so. An operator's word is needed where leases do not expire; where they do, it
         * may not be given of a process that only stands still, since that would not notice in time.
         */
        private boolean applies(Way way, Cure cure) {
            if (way == Way.PAUSED) {
                return cure.takesOver() != leasesExpire;
            }
            if (!leasesExpire && !cure.takesOver()) {
                return false;
            }
            return way.kills() || cure == Cure.RESUME_TAKING_OVER;
        }

        private void stop(int at, Way way, Cure cure, Move move, int read) {
            int changes = attempt(new Trial(at, way, cure, move.toString(), read, null), move);
            if (pairs && way.kills()) {
                for (int second = 1; second <= changes; second++) {
                    for (Way again : new Way[] {Way.KILLED_BEFORE, Way.KILLED_AFTER, Way.REPLY_LOST}) {
                        attempt(new Trial(at, way, cure, move.toString(), read, new Trial.Second(second, again)), move);
                    }
                }
            }
        }

        /** Tries a case; returns how many changes the process made that settled it. */
        private int attempt(Trial trial, Move move) {
            boolean single = trial.second() == null && trial.read() == 0;
            if (!single && counted++ % every != 0) {
                return 0;
            }
            cases++;
            Stage stage = new Stage(scenario, 1);
            List<String> problems = new ArrayList<>();
            int changes = 0;
            try {
                changes = perform(stage, trial, move, problems);
            } catch (RuntimeException | StackOverflowError e) {
                problems.add("unexpected " + e);
            }
            if (!problems.isEmpty()) {
                unclean++;
                if (violations.size() < KEPT) {
                    List<String> story = new ArrayList<>(stage.story());
                    story.addAll(stage.cloud().describe().lines().toList());
                    violations.add(new Violation(scenario.name(), trial.toString(), problems, story));
                }
            }
            return changes;
        }

        private int perform(Stage stage, Trial trial, Move move, List<String> problems) {
            Stop stop = new Stop(stage, trial.at(), trial.way(), trial.cure(), move, trial.read());
            Ending ending = stage.run("first", stop, scenario.verb()::on);
            if (trial.way() == Way.PAUSED && stop.settledMeanwhile && ending instanceof Ending.Came came) {
                if (!(came.outcome() instanceof Outcome.LeftOpen)) {
                    problems.add("the one that woke up should have been left open, found " + ending);
                }
            }
            Stage.Disturbance second = trial.second() == null
                    ? null
                    : new Stop(stage, trial.second().at(), trial.second().way(), null, Move.NONE, 0);
            Stage.Actor curing = stage.actor("second", second);
            if (open(stage)) {
                Ending cured = stage.run(curing, cure(stage, trial.cure()));
                if (open(stage)) {
                    cured = stage.run("third", null, cure(stage, Cure.RESUME_TAKING_OVER));
                }
                check(cured, problems);
            } else if (!stop.settledMeanwhile) {
                check(ending, problems);
            }
            settle(stage.cloud());
            if (move != Move.NONE) {
                stage.reconcile();
                settle(stage.cloud());
            }
            problems.addAll(look(stage).differences(allowed, move));
            problems.addAll(stage.violations());
            boolean served = allowed.iterator().next().serving() != null;
            if (served && move.harmless() && stage.cloud().traffic().failed() > 0) {
                problems.add("requests were lost: " + stage.cloud().traffic());
            }
            return curing.changes;
        }

        /** However it was disturbed, in the end it was settled. */
        private void check(Ending ending, List<String> problems) {
            if (ending instanceof Ending.Came came
                    && (came.outcome() instanceof Outcome.FailedDirty || came.outcome() instanceof Outcome.LeftOpen)) {
                problems.add("it was not settled: " + ending);
            }
        }

        private Function<BlueGreen, Outcome> cure(Stage stage, Cure cure) {
            return on -> cure.on(on, stage.environment());
        }
    }

    private Recovery recovery() {
        return new Recovery(scenario.environment(), true);
    }

    private static boolean open(Stage stage) {
        String record = stage.cloud().record(stage.environment());
        return record != null && record.contains("\nopen.id ");
    }

    private static EndState look(Stage stage) {
        return EndState.of(stage.cloud(), stage.environment(), stage.facade("looking"));
    }

    private static void settle(SimulatedCloud cloud) {
        cloud.pass(SETTLING);
    }

    /** Does to a process what a case says, where it says so. */
    private static final class Stop implements Stage.Disturbance {
        private final Stage stage;
        private final int at;
        private final Way way;
        private final @Nullable Cure meanwhile;
        private final Move move;
        private final int read;
        private boolean settledMeanwhile;

        Stop(Stage stage, int at, Way way, @Nullable Cure meanwhile, Move move, int read) {
            this.stage = stage;
            this.at = at;
            this.way = way;
            this.meanwhile = meanwhile;
            this.move = move;
            this.read = read;
        }

        @Override
        public void before(Stage.Actor actor, Call call) {
            if (actor.changes != at) {
                return;
            }
            switch (way) {
                case KILLED_BEFORE -> kill(call);
                case THROTTLED -> fail(call, new PortException.Throttled(call.operation(), "Rate exceeded", null));
                case DENIED -> fail(call, new PortException.Denied(call.operation(), "not authorized", null));
                default -> {}
            }
        }

        @Override
        public void after(Stage.Actor actor, Call call) {
            if (!call.isChange() && actor.reads == read && read > 0) {
                stage.tell("the world: " + move);
                move.make(stage.cloud(), stage.environment());
            }
            if (way == Way.PAUSED && actor.calls == at && meanwhile != null && open(stage) && !underWay(call)) {
                stage.tell(actor.name + " stands still after " + call);
                stage.run("meanwhile", null, on -> meanwhile.on(on, stage.environment()));
                settledMeanwhile = true;
            }
            if (call.isChange() && actor.changes == at) {
                if (way == Way.KILLED_AFTER) {
                    kill(call);
                } else if (way == Way.REPLY_LOST) {
                    fail(call, new PortException.Unavailable(call.operation(), "connection reset", null));
                }
            }
        }

        /** Where each change is preceded by a look at the record, what has passed that look is under way and may land late. */
        private boolean underWay(Call call) {
            return meanwhile != null
                    && meanwhile.takesOver()
                    && call.operation().equals(Operations.FIND_RECORD);
        }

        private void kill(Call call) {
            stage.tell(way + " at " + call);
            throw new ProcessKilled();
        }

        private void fail(Call call, PortException trouble) {
            stage.tell(way + " at " + call);
            throw trouble;
        }
    }
}
