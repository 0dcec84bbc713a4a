package dev.verdigris.testkit.sweep;

import dev.verdigris.model.Color;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * One exploration: the seed that its world and its first process come from, and what happens meanwhile.
 *
 * @param seed the seed
 * @param incidents what happens, in order
 */
record Schedule(long seed, List<Incident> incidents) {
    private static final int LATEST = 90;
    private static final List<Fault> STRIKES = List.of(
            Fault.KILLED_BEFORE, Fault.KILLED_AFTER, Fault.REPLY_LOST, Fault.LATE, Fault.THROTTLED, Fault.DENIED);

    Schedule {
        incidents = List.copyOf(incidents);
    }

    /** The schedule of a seed, with moves of the world among these. */
    static Schedule of(long seed, List<Move> moves) {
        SplittableRandom random = new SplittableRandom(seed * 0x9E3779B97F4A7C15L + 1);
        List<Incident> incidents = new ArrayList<>();
        int count = random.nextInt(5);
        for (int i = 0; i < count; i++) {
            incidents.add(incident(random, moves));
        }
        incidents.sort((one, other) -> Integer.compare(one.at(), other.at()));
        return new Schedule(seed, incidents);
    }

    private static Incident incident(SplittableRandom random, List<Move> moves) {
        int at = 1 + random.nextInt(LATEST);
        return switch (random.nextInt(4)) {
            case 0, 1 -> new Incident.Faulted(at, oneOf(STRIKES, random));
            case 2 -> new Incident.RivalCame(at, oneOf(ProcessVerb.DRAWN, random));
            default ->
                new Incident.Moved(at, new ColorMove(oneOf(moves, random), oneOf(List.of(Color.values()), random)));
        };
    }

    private static <T> T oneOf(List<T> choices, SplittableRandom random) {
        return choices.get(random.nextInt(choices.size()));
    }

    Schedule without(int index) {
        List<Incident> fewer = new ArrayList<>(incidents);
        fewer.remove(index);
        return new Schedule(seed, fewer);
    }

    @Override
    public String toString() {
        return "seed " + seed + ", " + incidents;
    }
}
