package dev.verdigris.testkit.sweep;

import dev.verdigris.model.Environment;
import dev.verdigris.model.Traffic;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Plays deployments at random, several deployers and their recoveries among them, each from a seed: killed, throttled and
 * denied at any call, replies lost, paused while others come, in a world that scales, dies, sickens and refuses to
 * launch; and looks whether the invariants held and all is clean in the end. What fails is shrunk to the fewest
 * incidents that still fail, and comes again from its seed.
 */
public final class Explorer {
    private static final int KEPT = 20;

    private static final Traffic REGISTRATION = Traffic.registration("Beta");

    private final Environment environment;
    private final List<Move> moves;
    private final StateReader states;

    /** Of an environment whose traffic moves so. */
    Explorer(Traffic traffic) {
        this.environment = Environment.named("beta").traffic(traffic).build();
        this.moves = SweptTraffic.of(traffic).moves();
        this.states = new StateReader(environment);
    }

    /**
     * What an exploration found.
     *
     * @param seeds how many seeds were played
     * @param deployments how many deployments, rolling refreshes, rollbacks, cleanups, shutdowns and starts were begun in them
     * @param violations those that were not as they must be, at most twenty
     * @param failed how many were not
     */
    public record Report(long seeds, long deployments, List<Violation> violations, long failed) {

        /** Copies the violations. */
        public Report {
            violations = List.copyOf(violations);
        }

        /**
         * Does nothing if all was as it must be.
         *
         * @throws AssertionError with the first violations otherwise
         */
        public void orThrow() {
            if (failed > 0) {
                StringBuilder text = new StringBuilder(toString());
                violations.stream()
                        .limit(3)
                        .forEach(violation -> text.append("\n\n").append(violation));
                throw new AssertionError(text.toString());
            }
        }

        @Override
        public String toString() {
            return String.format(Locale.ROOT, "%,d seeds, %,d deployments: %,d violations", seeds, deployments, failed);
        }
    }

    /**
     * Plays so many seeds, beginning with that one, in an environment whose traffic moves by registration.
     *
     * @throws IllegalArgumentException if the number is negative
     */
    public static Report explore(long firstSeed, long seeds) {
        return explore(REGISTRATION, firstSeed, seeds);
    }

    /**
     * Plays so many seeds, beginning with that one.
     *
     * @param traffic how traffic moves in the environment
     * @throws IllegalArgumentException if the number is negative, or the sweeps do not know that strategy
     */
    public static Report explore(Traffic traffic, long firstSeed, long seeds) {
        if (seeds < 0) {
            throw new IllegalArgumentException("seeds: expected 0 or more, found " + seeds);
        }
        return new Explorer(traffic).report(firstSeed, seeds);
    }

    /**
     * What became of one seed, to the last event of its world: what was done to it, how each process ended, what there was in
     * the end, and all that happened. Always the same, until the simulator or the deployments behave differently.
     */
    public static List<String> story(long seed) {
        Explorer explorer = new Explorer(REGISTRATION);
        return List.copyOf(Exploration.story(explorer.environment, explorer.schedule(seed)));
    }

    private Report report(long firstSeed, long seeds) {
        List<Violation> violations = new ArrayList<>();
        long deployments = 0;
        long failed = 0;
        for (long seed = firstSeed; seed < firstSeed + seeds; seed++) {
            Schedule schedule = schedule(seed);
            Exploration.Result result = play(schedule);
            deployments += result.deployments();
            if (!result.problems().isEmpty()) {
                failed++;
                if (violations.size() < KEPT) {
                    violations.add(shrunk(schedule, result));
                }
            }
        }
        return new Report(seeds, deployments, violations, failed);
    }

    /** The schedule of a seed. */
    Schedule schedule(long seed) {
        List<Move> all = new ArrayList<>(moves);
        all.addAll(ReleaseRules.followed(seed) ? List.of(ReleaseMove.values()) : List.of());
        all.addAll(BakeRules.played(seed) ? List.of(AlarmMove.values()) : List.of());
        return Schedule.of(seed, all);
    }

    /** Plays a schedule. */
    Exploration.Result play(Schedule schedule) {
        Exploration.Result played = Exploration.play(environment, schedule, states);
        return ExploredAdoption.played(schedule.seed())
                ? played.and(ExploredAdoption.play(environment, schedule, states))
                : played;
    }

    /** The schedule with as few incidents as still fail. */
    private Violation shrunk(Schedule schedule, Exploration.Result result) {
        Schedule shortest = schedule;
        Exploration.Result least = result;
        for (int i = shortest.incidents().size() - 1; i >= 0; i--) {
            Schedule shorter = shortest.without(i);
            Exploration.Result still = play(shorter);
            if (!still.problems().isEmpty()) {
                shortest = shorter;
                least = still;
            }
        }
        return new Violation("exploration", shortest.toString(), least.problems(), least.story());
    }
}
