package dev.verdigris.testkit.sweep;

import dev.verdigris.model.Color;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * One exploration: the seed that its world and its first process come from, and what happens meanwhile.
 *
 * @param seed the seed
 * @param happenings what happens, in order
 */
record Schedule(long seed, List<Happening> happenings) {
    private static final int LATEST = 90;
    private static final List<Way> STRIKES =
            List.of(Way.KILLED_BEFORE, Way.KILLED_AFTER, Way.REPLY_LOST, Way.LATE, Way.THROTTLED, Way.DENIED);

    Schedule {
        happenings = List.copyOf(happenings);
    }

    /** The schedule of a seed. */
    static Schedule of(long seed) {
        SplittableRandom random = new SplittableRandom(seed * 0x9E3779B97F4A7C15L + 1);
        List<Happening> happenings = new ArrayList<>();
        int count = random.nextInt(5);
        for (int i = 0; i < count; i++) {
            happenings.add(happening(random));
        }
        happenings.sort((one, other) -> Integer.compare(one.at(), other.at()));
        return new Schedule(seed, happenings);
    }

    private static Happening happening(SplittableRandom random) {
        int at = 1 + random.nextInt(LATEST);
        return switch (random.nextInt(4)) {
            case 0, 1 -> new Happening.Struck(at, oneOf(STRIKES, random));
            case 2 -> new Happening.Visited(at, oneOf(List.of(Visitor.values()), random));
            default ->
                new Happening.Moved(
                        at, new Motion(oneOf(List.of(Move.values()), random), oneOf(List.of(Color.values()), random)));
        };
    }

    private static <T> T oneOf(List<T> choices, SplittableRandom random) {
        return choices.get(random.nextInt(choices.size()));
    }

    Schedule without(int index) {
        List<Happening> fewer = new ArrayList<>(happenings);
        fewer.remove(index);
        return new Schedule(seed, fewer);
    }

    @Override
    public String toString() {
        return "seed " + seed + ", " + happenings;
    }
}
