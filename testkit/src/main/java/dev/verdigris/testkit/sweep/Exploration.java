package dev.verdigris.testkit.sweep;

import dev.verdigris.BlueGreen;
import dev.verdigris.model.Environment;
import dev.verdigris.model.GroupSize;
import dev.verdigris.outcome.Outcome;
import dev.verdigris.request.Cleanup;
import dev.verdigris.request.Deployment;
import dev.verdigris.request.KeepWarm;
import dev.verdigris.request.Policy;
import dev.verdigris.request.Rollback;
import dev.verdigris.request.Shift;
import dev.verdigris.request.Shutdown;
import dev.verdigris.request.Start;
import dev.verdigris.testkit.HealthCheck;
import dev.verdigris.testkit.Latencies;
import dev.verdigris.testkit.Latency;
import dev.verdigris.testkit.SimulatedCloud;
import dev.verdigris.testkit.SimulatedInstance;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Plays one schedule, and looks whether all is as it must be. */
final class Exploration {
    private static final Policy POLICY = Policy.defaults().withShortestPoll(Duration.ofSeconds(15));
    private static final List<ProcessVerb> BEGINNING = List.of(
            ProcessVerb.DEPLOY, ProcessVerb.ROLLBACK, ProcessVerb.CLEANUP, ProcessVerb.SHUTDOWN, ProcessVerb.START);
    private static final Latencies LATENCIES = Latencies.instant()
            .withLaunch(Latency.between(Duration.ofSeconds(5), Duration.ofSeconds(40)))
            .withTermination(Latency.between(Duration.ofSeconds(1), Duration.ofSeconds(20)))
            .withNotice(Latency.exactly(Duration.ofSeconds(10)))
            .withForgetting(Latency.exactly(Duration.ofSeconds(10)))
            .withPropagation(Latency.between(Duration.ofSeconds(1), Duration.ofSeconds(20)))
            .withAttachment(Latency.between(Duration.ofSeconds(1), Duration.ofSeconds(40)));
    private static final HealthCheck CHECKS = HealthCheck.every(Duration.ofSeconds(10));
    private static final int SERVING_MIN = 2;
    private static final Duration STALEST = Duration.ofSeconds(5);
    private static final int PATIENCE = 6;

    private final Environment environment;
    private final boolean leasesExpire;
    private final boolean stale;
    /** Whether instances boot with what is selected. */
    private final boolean selects;
    /** Followers that act on the active color, and hooks that deployments call; each in some worlds. */
    private final List<Account> takingPart = new ArrayList<>();
    /** What the account holds besides the environment; null if nothing. */
    private final @Nullable Account account;

    private final SplittableRandom random;
    /** Of its own, so that it makes no other story of all that is drawn besides. */
    private final SplittableRandom shifts;

    private final ExploredGates gates;
    private final ExploredWarmth warmth;
    private final ExploredTrouble trouble;
    /** Draws whether a new fleet bakes; null in a world where none does. */
    private final @Nullable SplittableRandom bakes;
    /** Whether requests can move in stages. */
    private final boolean staged;

    private final ExploredRefresh refreshes;

    private final ProcessRunner runner;
    private final EndState before;
    private final Incidents incidents;
    private final List<String> problems = new ArrayList<>();
    private boolean reconciled;
    /** How many processes have ended with traffic elsewhere than when all began. */
    private int moved;

    private int deployments;
    private int processes;

    private Exploration(Environment environment, Schedule schedule, StateReader states) {
        this.environment = environment;
        this.random = new SplittableRandom(schedule.seed());
        this.shifts = new SplittableRandom(~schedule.seed());
        this.gates = new ExploredGates(schedule.seed());
        this.warmth = new ExploredWarmth(environment, schedule.seed());
        this.trouble = new ExploredTrouble(schedule.seed());
        this.bakes = BakeRules.played(schedule.seed()) ? new SplittableRandom(37 * schedule.seed()) : null;
        this.leasesExpire = random.nextInt(4) > 0;
        this.stale = random.nextInt(8) == 0;
        this.refreshes = new ExploredRefresh(environment, schedule.seed());
        SweptTraffic traffic = SweptTraffic.of(environment.traffic());
        this.staged = traffic.stages();
        Account usual = random.nextInt(3) > 0 ? null : oneOf(traffic.accounts(), random);
        SplittableRandom setups = new SplittableRandom(-schedule.seed());
        boolean setUp = !traffic.setups().isEmpty() && setups.nextInt(3) == 0;
        this.account = setUp ? oneOf(traffic.setups(), setups) : usual;
        this.selects = ReleaseRules.followed(schedule.seed());
        if (new SplittableRandom(schedule.seed() * 17).nextInt(4) == 0) {
            takingPart.add(FollowersAccount.MOODY);
        }
        if (new SplittableRandom(schedule.seed() * 43 + 2).nextInt(4) == 0) {
            takingPart.add(HooksAccount.MOODY);
        }
        Scenario scenario = Scenario.of("exploration", environment, this::world, on -> on.deploy(deployment()))
                .withFacade(trouble::facade);
        this.runner = new ProcessRunner(scenario, schedule.seed(), states);
        this.incidents = new Incidents(runner, environment, schedule, this::run);
        this.before = EndState.of(runner.cloud(), environment, runner.inProgress());
        if (account != null) {
            runner.tell("there is ", account);
        }
    }

    private static Account oneOf(List<Account> accounts, SplittableRandom random) {
        return accounts.get(random.nextInt(accounts.size()));
    }

    /** What it found; empty if all is as it must be. */
    record Result(List<String> problems, List<String> story, int deployments) {

        /** What was found in both of two worlds. */
        Result and(Result other) {
            return new Result(
                    both(problems, other.problems), both(story, other.story), deployments + other.deployments);
        }

        private static List<String> both(List<String> one, List<String> other) {
            List<String> all = new ArrayList<>(one);
            all.addAll(other);
            return all;
        }
    }

    static Result play(Environment environment, Schedule schedule, StateReader states) {
        Exploration played = played(environment, schedule, states);
        return new Result(
                played.problems,
                played.problems.isEmpty() ? List.of() : played.runner.storyToTheEnd(),
                played.deployments);
    }

    /** What became of a schedule, with all that happened in the world. */
    static List<String> story(Environment environment, Schedule schedule) {
        Exploration played = played(environment, schedule, new StateReader(environment));
        List<String> story = new ArrayList<>(played.problems);
        story.addAll(played.runner.storyToTheEnd());
        SimulatedCloud cloud = played.runner.cloud();
        cloud.log().forEach(entry -> story.add(entry.toString()));
        story.add(cloud.changes() + " changes, " + cloud.reads() + " reads");
        return story;
    }

    private static Exploration played(Environment environment, Schedule schedule, StateReader states) {
        Exploration exploration = new Exploration(environment, schedule, states);
        try {
            exploration.play();
        } catch (RuntimeException | StackOverflowError e) {
            exploration.problems.add(Invariant.IT_ENDS.broken("in no outcome, by " + e));
        }
        return exploration;
    }

    private SimulatedCloud world(long seed) {
        int instances = SERVING_MIN + random.nextInt(3);
        SimulatedCloud cloud = SimulatedCloud.builder()
                .seed(seed)
                .staleReads(stale ? STALEST : Duration.ZERO)
                .latencies(LATENCIES)
                .healthCheck(CHECKS)
                .deregistrationDelay(Duration.ofSeconds(20))
                .leasesExpire(leasesExpire)
                .batchSize(2)
                .serving(environment, new GroupSize(SERVING_MIN, 10, instances))
                .build();
        takingPart.forEach(each -> each.hold(cloud, environment));
        if (account != null) {
            account.hold(cloud, environment);
        }
        if (selects) {
            cloud.setRelease(environment, "v1");
        }
        if (bakes != null) {
            BakeScenarios.watched(cloud, environment);
        }
        trouble.befall(cloud, environment);
        cloud.pass(STALEST);
        return cloud;
    }

    private Deployment deployment() {
        Deployment deployment = Deployment.of(environment).withPolicy(trouble.policy(POLICY));
        if (selects) {
            deployment = deployment.withRelease("r" + processes);
        }
        deployment = deployment.withKeepWarm(random.nextInt(4) == 0 ? KeepWarm.none() : warmth.keepWarm());
        deployment = deployment.withShift(shift());
        if (bakes != null && bakes.nextInt(4) > 0) {
            deployment = deployment.withBake(bakes.nextInt(3) > 0 ? BakeScenarios.WATCHED : BakeScenarios.BAKE);
        }
        deployment = gates.with(deployment);
        return random.nextInt(4) == 0 ? deployment.withCapacity(1 + random.nextInt(5)) : deployment;
    }

    /** One in five deployments moves its requests in stages. */
    private Shift shift() {
        if (!staged || shifts.nextInt(5) > 0) {
            return Shift.allAtOnce();
        }
        Duration bake = Duration.ofSeconds(20L * shifts.nextInt(6));
        return shifts.nextBoolean()
                ? Shift.canary(1 + shifts.nextInt(99), bake)
                : Shift.linear(25 + shifts.nextInt(50), bake);
    }

    private void play() {
        int verbs = 1 + random.nextInt(2);
        for (int i = 0; i < verbs; i++) {
            run(i == 0 ? ProcessVerb.DEPLOY : BEGINNING.get(random.nextInt(BEGINNING.size())));
            resolve();
            warmth.timePasses(runner);
        }
        if (shutDown() && random.nextBoolean()) {
            run(ProcessVerb.START);
            resolve();
        }
        if (trouble.passes(runner.cloud())) {
            resolve(); // What nobody could finish while those were not well that serve.
        }
        if (warmth.overdue(runner) && incidents.moves().isEmpty() && account == null) {
            problems.add(Invariant.KEPT_WARM.broken("a fleet is kept warm past its time"));
        }
        boolean refused = account != null && account.refusal() != null;
        problems.addAll(
                new ExploredEnd(runner, before, incidents, refused, selects).problems(this::deployment, POLICY));
    }

    private boolean shutDown() {
        return runner.facade("looking").status(environment).shutDown();
    }

    private void run(ProcessVerb drawn) {
        ProcessVerb rival = trouble.sickens() ? drawn : refreshes.instead(drawn);
        String name = "p" + ++processes;
        deployments += BEGINNING.contains(drawn) ? 1 : 0;
        if (rival == ProcessVerb.RECONCILE) {
            reconciled |= runner.reconcile();
        } else {
            runner.tell(name, " begins to ", rival);
            boolean refused = rival == ProcessVerb.DEPLOY && refused();
            int movedBefore = moved;
            List<SimulatedInstance> served = refreshes.serving(runner.cloud());
            ProcessEnd end = incidents.run(name, on -> act(rival, on));
            String wrong = rival == ProcessVerb.REFRESH ? refreshes.problem(runner.cloud(), served, end) : null;
            // What somebody puts on standby meanwhile is passed over, and comes back.
            // And another fleet serves where somebody has moved traffic before it began.
            if (wrong != null && incidents.moves().isEmpty() && moved == movedBefore) {
                problems.add(name + " " + wrong);
            }
            boolean still = incidents.moves().isEmpty() && !reconciled && moved == movedBefore;
            if (refused && still && end instanceof ProcessEnd.Completed) {
                problems.add("with " + account + " it had to be refused, found " + end);
            }
        }
        moved += asBefore() ? 0 : 1;
        becomesSeen();
    }

    /** What began before the end of another one can be seen would take its last changes for how it was. */
    private void becomesSeen() {
        runner.cloud().pass(stale ? STALEST : Duration.ZERO);
    }

    /** Whether a deployment must be refused now. Once traffic has moved, or somebody has reconciled, the reason may be gone. */
    private boolean refused() {
        return account != null && account.refusal() != null && asBefore();
    }

    /** Whether traffic reaches what it did when all began. */
    private boolean asBefore() {
        return Invariants.serving(runner.cloud(), environment) == before.serving();
    }

    private Outcome act(ProcessVerb rival, BlueGreen on) {
        return switch (rival) {
            case DEPLOY, RECONCILE -> on.deploy(deployment());
            case ROLLBACK ->
                on.rollback(Rollback.of(environment)
                        .withPolicy(POLICY.withKeepWarm(warmth.keepWarm()))
                        .withScaleUp(true));
            case REFRESH -> on.refresh(refreshes.request(runner.cloud(), POLICY));
            case CLEANUP ->
                on.cleanup(Cleanup.of(environment).withPolicy(POLICY).withDueOnly(warmth.dueOnly()));
            case SHUTDOWN -> on.shutdown(Shutdown.of(environment).withPolicy(POLICY));
            case START -> on.start(Start.of(environment).withPolicy(POLICY));
            case RESUME -> gates.resume(on, environment);
            case ABORT -> Resolution.ABORT.on(on, environment);
        };
    }

    /** Nobody is at work: the next process may say that the holder is dead. The last ones are left in peace. */
    private void resolve() {
        for (int i = 0; runner.inProgress() && i < PATIENCE; i++) {
            reconciled |= gates.wait(runner);
            boolean peace = i >= PATIENCE - 2;
            if (peace) {
                Peace.on(runner.cloud(), environment);
            }
            boolean waits = leasesExpire && random.nextBoolean();
            boolean forward = random.nextBoolean();
            Resolution resolution = Resolution.of(forward, waits);
            String name = "p" + ++processes;
            incidents.run(name, peace, on -> resolution.on(on, environment));
            becomesSeen();
        }
    }
}
