package dev.verdigris.testkit.sweep;

import dev.verdigris.error.VerdigrisException;
import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import dev.verdigris.model.GroupSize;
import dev.verdigris.model.Traffic;
import dev.verdigris.request.Adoption;
import dev.verdigris.request.Deployment;
import dev.verdigris.request.Request;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Plays one schedule in a world in which one group serves, which is adopted meanwhile, and looks whether all is as it must be.
 * The world moves, and is looked at, with that group in the place of blue.
 */
final class ExploredAdoption {
    private static final int PATIENCE = 6;
    private static final Duration STABILIZATION = Duration.ofMinutes(5);

    private final SplittableRandom random;
    private final Adoption adoption;
    private final Scenario scenario;
    private final Environment seen;
    private final boolean leasesExpire;
    private final ProcessRunner runner;
    private final Incidents incidents;
    private final EndState before;
    private final List<String> problems = new ArrayList<>();
    private int processes;
    private int adoptions;

    private ExploredAdoption(Traffic traffic, Schedule schedule, StateReader states) {
        this.random = new SplittableRandom(schedule.seed() * 61 + 5);
        this.leasesExpire = random.nextInt(4) > 0;
        List<AdoptionScenarios.Adopting> all = new AdoptionScenarios(Scenarios.of(traffic, leasesExpire)).adoptions();
        AdoptionScenarios.Adopting adopting = all.get(random.nextInt(all.size()));
        this.adoption = adopting.adoption();
        this.scenario = adopting.scenario();
        this.seen = scenario.seen();
        this.runner = new ProcessRunner(scenario, schedule.seed(), states);
        this.incidents = new Incidents(runner, seen, schedule, this::run);
        this.before = look();
        runner.tell("it is to ", scenario);
    }

    /** Whether there is an adoption in the worlds of a seed: in every eighth. */
    static boolean played(long seed) {
        return new SplittableRandom(seed * 59 + 3).nextInt(8) == 0;
    }

    static Exploration.Result play(Environment environment, Schedule schedule, StateReader states) {
        ExploredAdoption explored = new ExploredAdoption(environment.traffic(), schedule, states);
        try {
            explored.play();
        } catch (RuntimeException | StackOverflowError e) {
            explored.problems.add(Invariant.IT_ENDS.broken("in no outcome, by " + e));
        }
        return new Exploration.Result(
                explored.problems,
                explored.problems.isEmpty() ? List.of() : explored.runner.storyToTheEnd(),
                explored.adoptions);
    }

    private void play() {
        run(ProcessVerb.DEPLOY);
        for (int i = 0; runner.inProgress() && i < PATIENCE; i++) {
            resolve(i >= PATIENCE - 2);
        }
        runner.cloud().pass(STABILIZATION);
        if (!incidents.moves().isEmpty()) {
            runner.reconcile();
            runner.cloud().pass(STABILIZATION);
        }
        problems.addAll(runner.ended(incidents.moves().isEmpty()));
        judge(look());
    }

    /** A process that begins: where another one would deploy or go back, this one adopts. */
    private void run(ProcessVerb verb) {
        String name = "p" + ++processes;
        switch (verb) {
            case RECONCILE -> runner.reconcile();
            case RESUME, ABORT ->
                incidents.run(
                        name,
                        on -> Resolution.of(verb == ProcessVerb.RESUME, true).on(on, scenario.environment()));
            default -> {
                adoptions++;
                runner.tell(name, " begins to adopt");
                incidents.run(name, runner.verb());
            }
        }
    }

    /** Nobody is at work: the next process may say that the holder is dead. The last ones are left in peace. */
    private void resolve(boolean peace) {
        if (peace) {
            Peace.on(runner.cloud(), seen);
        }
        Resolution resolution = Resolution.of(random.nextBoolean(), leasesExpire && random.nextBoolean());
        incidents.run("p" + ++processes, peace, on -> resolution.on(on, scenario.environment()));
    }

    private EndState look() {
        return EndState.of(runner.cloud(), seen, runner.inProgress());
    }

    private void judge(EndState end) {
        if (end.inProgress()) {
            left("something is still in progress in the deployment state");
        }
        Color serving = end.serving();
        if (serving == null) {
            if (incidents.harmless()) {
                left("neither the old group nor the first color serves alone");
            }
            return;
        }
        if (incidents.harmless()) {
            // What joins the old group while nobody adopts it is registered by whoever registered the others.
            if (!end.complete() && (serving == Color.GREEN || incidents.moves().isEmpty())) {
                left("the serving fleet is not complete");
            }
            if (runner.lost() > 0) {
                problems.add(Invariant.NO_LOST_REQUEST.broken(
                        runner.lost() + " were lost of " + runner.cloud().traffic()));
            }
        }
        if (before.attached() && !end.attached()) {
            left(EndState.DETACHED);
        }
        min(serving, end.size(serving), before.size(Color.BLUE).min());
        if (serving == Color.GREEN) {
            adopted(end);
        } else {
            asBefore(end);
        }
    }

    /** The first color serves for good: it is recorded, and the next deployment is like any other. */
    private void adopted(EndState end) {
        if (!"green".equals(end.recorded())) {
            problems.add(Invariant.TRUTH.broken("recorded is " + end.recorded() + " while traffic reaches green"));
        }
        GroupSize old = end.size(Color.BLUE);
        min(Color.BLUE, old, adoption.keep() ? held(old) : 0);
        planned("the next deployment", Deployment.of(scenario.environment()));
    }

    /** What is kept is held at its size; what somebody adds to it later, or has come back from standby, may leave again. */
    private int held(GroupSize old) {
        return incidents.moves().isEmpty() ? old.desired() : Math.min(old.min(), old.desired());
    }

    /** The old group serves as it did, and can still be adopted. */
    private void asBefore(EndState end) {
        min(Color.GREEN, end.size(Color.GREEN), 0);
        if (incidents.moves().isEmpty()) {
            planned("another adoption", adoption);
        }
    }

    private void planned(String what, Request request) {
        try {
            runner.facade("next").plan(request);
        } catch (VerdigrisException e) {
            left(what + " is refused: " + e.getMessage());
        }
    }

    /** A minimum is that of its role, or what somebody has set it to. */
    private void min(Color color, GroupSize size, int expected) {
        if (size.min() != expected && !incidents.set(size.min())) {
            left("the minimum of " + color + " is " + size.min() + " instead of " + expected);
        }
    }

    private void left(String what) {
        problems.add(Invariant.NOTHING_LEFT_BEHIND.broken(what));
    }
}
