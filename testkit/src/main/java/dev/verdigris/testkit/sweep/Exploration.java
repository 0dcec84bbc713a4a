package dev.verdigris.testkit.sweep;

import dev.verdigris.BlueGreen;
import dev.verdigris.error.PortException;
import dev.verdigris.error.VerdigrisException;
import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import dev.verdigris.model.GroupSize;
import dev.verdigris.outcome.Outcome;
import dev.verdigris.request.Cleanup;
import dev.verdigris.request.Deployment;
import dev.verdigris.request.KeepWarm;
import dev.verdigris.request.Policy;
import dev.verdigris.request.Recovery;
import dev.verdigris.request.Rollback;
import dev.verdigris.testkit.Call;
import dev.verdigris.testkit.HealthCheck;
import dev.verdigris.testkit.Latencies;
import dev.verdigris.testkit.Latency;
import dev.verdigris.testkit.SimulatedCloud;
import dev.verdigris.testkit.SimulatedGroup;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Plays one schedule, and looks whether all is as it must be. */
final class Exploration implements Stage.Disturbance {
    static final Environment BETA = Environment.of("beta");

    private static final Policy POLICY = Policy.defaults().withPollInterval(Duration.ofSeconds(15));
    private static final List<Visitor> BEGINNING = List.of(Visitor.DEPLOY, Visitor.ROLLBACK, Visitor.CLEANUP);
    private static final int SERVING_MIN = 2;
    private static final Duration STALEST = Duration.ofSeconds(5);
    private static final int PATIENCE = 6;
    private static final int DEEPEST = 2;

    private final boolean leasesExpire;
    private final boolean stale;
    /** What the account holds besides the environment; null if nothing. */
    private final @Nullable Account account;

    private final SplittableRandom random;
    private final Stage stage;
    private final EndState before;
    private final List<Happening> ahead;
    private final List<String> problems = new ArrayList<>();
    private final List<Motion> motions = new ArrayList<>();
    private boolean reconciled;
    private int deployments;
    private int depth;
    private int processes;
    private int calls;
    private int struck;

    private Exploration(Schedule schedule) {
        this.random = new SplittableRandom(schedule.seed());
        this.leasesExpire = random.nextInt(4) > 0;
        this.stale = random.nextInt(8) == 0;
        this.account =
                random.nextInt(3) > 0 ? null : List.of(Account.values()).get(random.nextInt(Account.values().length));
        Scenario scenario = Scenario.of("exploration", BETA, this::world, on -> on.deploy(deployment()));
        this.stage = new Stage(scenario, schedule.seed());
        this.ahead = new ArrayList<>(schedule.happenings());
        this.before = EndState.of(stage.cloud(), BETA, stage.facade("before"));
        if (account != null) {
            stage.tell("there is " + account);
        }
    }

    /** What it found; empty if all is as it must be. */
    record Result(List<String> problems, List<String> story, int deployments) {}

    static Result play(Schedule schedule) {
        Exploration exploration = new Exploration(schedule);
        try {
            exploration.play();
        } catch (RuntimeException | StackOverflowError e) {
            exploration.problems.add("unexpected " + e);
        }
        List<String> story = new ArrayList<>();
        if (!exploration.problems.isEmpty()) {
            story.addAll(exploration.stage.story());
            story.addAll(exploration.stage.cloud().describe().lines().toList());
        }
        return new Result(exploration.problems, story, exploration.deployments);
    }

    private SimulatedCloud world(long seed) {
        int instances = SERVING_MIN + random.nextInt(3);
        SimulatedCloud cloud = SimulatedCloud.builder()
                .seed(seed)
                .staleReads(stale ? STALEST : Duration.ZERO)
                .latencies(Latencies.instant()
                        .withLaunch(Latency.between(Duration.ofSeconds(5), Duration.ofSeconds(40)))
                        .withTermination(Latency.between(Duration.ofSeconds(1), Duration.ofSeconds(20)))
                        .withNotice(Latency.exactly(Duration.ofSeconds(10)))
                        .withForgetting(Latency.exactly(Duration.ofSeconds(10))))
                .healthCheck(HealthCheck.every(Duration.ofSeconds(10)))
                .deregistrationDelay(Duration.ofSeconds(20))
                .leasesExpire(leasesExpire)
                .batchSize(2)
                .serving(BETA, new GroupSize(SERVING_MIN, 10, instances))
                .build();
        if (account != null) {
            account.hold(cloud, BETA);
        }
        cloud.pass(STALEST);
        return cloud;
    }

    private Deployment deployment() {
        Deployment deployment = Deployment.of(BETA).withPolicy(POLICY);
        if (random.nextInt(4) == 0) {
            deployment = deployment.keepWarm(KeepWarm.NONE);
        }
        return random.nextInt(4) == 0 ? deployment.withCapacity(1 + random.nextInt(5)) : deployment;
    }

    private void play() {
        int verbs = 1 + random.nextInt(2);
        for (int i = 0; i < verbs; i++) {
            run(i == 0 ? Visitor.DEPLOY : BEGINNING.get(random.nextInt(BEGINNING.size())));
            resolve();
        }
        stage.cloud().pass(Duration.ofMinutes(6));
        stage.reconcile();
        stage.cloud().pass(Duration.ofMinutes(2));
        look();
    }

    private void run(Visitor visitor) {
        String name = "p" + ++processes;
        depth++;
        deployments += BEGINNING.contains(visitor) ? 1 : 0;
        if (visitor == Visitor.RECONCILE) {
            reconciled |= stage.reconcile();
        } else {
            stage.tell(name + " begins to " + visitor);
            boolean refused = visitor == Visitor.DEPLOY && refused();
            Ending ending = stage.run(name, this, on -> act(visitor, on));
            if (refused && motions.isEmpty() && !reconciled && ending instanceof Ending.Came) {
                problems.add("with " + account + " it had to be refused, found " + ending);
            }
        }
        depth--;
        becomesSeen();
    }

    /** What began before the end of another one can be seen would take its last changes for how it was. */
    private void becomesSeen() {
        stage.cloud().pass(stale ? STALEST : Duration.ZERO);
    }

    /** Whether a deployment must be refused now. Once traffic has moved, or somebody has reconciled, the reason may be gone. */
    private boolean refused() {
        return account != null
                && account.refusal() != null
                && Invariants.serving(stage.cloud(), BETA) == before.serving();
    }

    private Outcome act(Visitor visitor, BlueGreen on) {
        return switch (visitor) {
            case DEPLOY, RECONCILE -> on.deploy(deployment());
            case ROLLBACK -> on.rollback(Rollback.of(BETA).withPolicy(POLICY).scalingUp());
            case CLEANUP -> on.cleanup(Cleanup.of(BETA).withPolicy(POLICY));
            case RESUME -> on.resume(Recovery.of(BETA));
            case ABORT -> Cure.ABORT.on(on, BETA);
        };
    }

    /** Nobody is at work: the next process may say that the holder is dead. The last ones are left in peace. */
    private void resolve() {
        for (int i = 0; stage.inProgress() && i < PATIENCE; i++) {
            boolean peace = i >= PATIENCE - 2;
            if (peace) {
                for (Color color : Color.values()) {
                    heal(stage.cloud().group(BETA, color));
                }
            }
            boolean waits = leasesExpire && random.nextBoolean();
            boolean forward = random.nextBoolean();
            Cure cure = forward
                    ? waits ? Cure.RESUME : Cure.RESUME_TAKING_OVER
                    : waits ? Cure.ABORT : Cure.ABORT_TAKING_OVER;
            String name = "p" + ++processes;
            depth++;
            stage.run(name, peace ? null : this, on -> cure.on(on, BETA));
            depth--;
            becomesSeen();
        }
    }

    private static void heal(SimulatedGroup group) {
        group.allowLaunches();
        group.instances().forEach(instance -> instance.heal());
    }

    private void look() {
        problems.addAll(stage.violations());
        EndState end = EndState.of(stage.cloud(), BETA, stage.facade("looking"));
        Color serving = end.serving();
        if (end.open()) {
            problems.add("something is still in progress in the deployment state");
        }
        if (serving == null) {
            // Where fate ends every registered instance, Auto Scaling's replacements wait for the next deployment.
            if (harmless() && before.serving() != null) {
                problems.add("not one color serves");
            }
            return;
        }
        if (!serving.label().equals(end.recorded())) {
            problems.add("recorded is " + end.recorded() + " while traffic reaches " + serving);
        }
        if (!end.complete() && harmless()) {
            problems.add("the serving fleet is not complete");
        }
        min("serving", before.size(Color.BLUE).min(), end.size(serving).min());
        if (harmless() && stage.lost() > 0) {
            problems.add("requests were lost: " + stage.cloud().traffic());
        }
        if (account == null || account.refusal() == null) {
            next();
        }
    }

    private boolean harmless() {
        return motions.stream().allMatch(motion -> motion.move().harmless());
    }

    /** Nothing stands in the way of the next deployment, which finds the idle role's minimum as it was. */
    private void next() {
        try {
            min("idle", 0, stage.facade("next").plan(deployment()).preimage().idleMin());
        } catch (VerdigrisException e) {
            problems.add("the next deployment is refused: " + e.getMessage());
        }
    }

    /** A minimum is that of its role, or what somebody has set it to. */
    private void min(String role, int expected, int found) {
        boolean set = motions.stream()
                .anyMatch(motion -> Integer.valueOf(found).equals(motion.move().min()));
        if (found != expected && !set) {
            problems.add("the " + role + " role has minimum " + found + " instead of " + expected);
        }
    }

    @Override
    public void before(Stage.Actor actor, Call call) {
        count();
        Happening next = due();
        if (next instanceof Happening.Struck strike) {
            switch (strike.way()) {
                case KILLED_BEFORE -> {
                    ahead.remove(0);
                    stage.kill("killed", call);
                }
                case LATE -> {
                    if (!Invariants.changesTheWorld(call)) {
                        fail(call, new PortException.Unavailable(call.operation(), "timed out", null));
                    }
                }
                case THROTTLED -> fail(call, new PortException.Throttled(call.operation(), "Rate exceeded", null));
                case DENIED -> fail(call, new PortException.Denied(call.operation(), "not authorized", null));
                default -> struck = call.number();
            }
        }
    }

    @Override
    public @Nullable Duration late(Stage.Actor actor, Call call) {
        if (due() instanceof Happening.Struck strike && strike.way() == Way.LATE) {
            ahead.remove(0);
            stage.tell(strike + " at " + call);
            return Stage.LATENESS;
        }
        return null;
    }

    @Override
    public void after(Stage.Actor actor, Call call) {
        if (!call.isChange()) {
            count();
        }
        Happening next = due();
        if (next instanceof Happening.Moved move) {
            ahead.remove(0);
            motions.add(move.motion());
            stage.tell("the world: " + move);
            move.motion().happen(stage.cloud(), BETA);
        } else if (next instanceof Happening.Visited visit) {
            ahead.remove(0);
            if (depth <= DEEPEST && !stage.underWay(call)) {
                stage.tell(actor.name + " stands still after " + call);
                run(visit.visitor());
            }
        } else if (next instanceof Happening.Struck strike && (struck == call.number() || !call.isChange())) {
            if (strike.way().kills()) {
                ahead.remove(0);
                stage.kill("killed", call);
            }
            fail(call, new PortException.Unavailable(call.operation(), "connection reset", null));
        }
    }

    private void count() {
        calls++;
    }

    private @Nullable Happening due() {
        return ahead.isEmpty() || ahead.get(0).at() > calls ? null : ahead.get(0);
    }

    private void fail(Call call, PortException trouble) {
        ahead.remove(0);
        stage.fail(String.valueOf(trouble.getMessage()), call, trouble);
    }
}
