package dev.verdigris.internal.world;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The answers to one probe, of all who were asked: how many right ones in a row, and what was wrong with the last one.
 *
 * @param <T> who is asked
 */
final class ProbeTally<T> {
    private final Map<T, Last> answers = new HashMap<>();
    private int asked;

    /**
     * The last answer of somebody.
     *
     * @param successes how many right ones in a row
     * @param complaint what was wrong with the last one; null if nothing was
     * @param number when it was asked, among all
     */
    private record Last(int successes, @Nullable String complaint, int number) {
        static final Last NONE = new Last(0, "not asked yet", 0);
    }

    private Last last(T who) {
        return answers.getOrDefault(who, Last.NONE);
    }

    /** Those who have not given so many right answers in a row, whoever was asked longest ago first. */
    List<T> left(Collection<T> all, int successes) {
        List<T> left = new ArrayList<>();
        for (T who : all) {
            if (last(who).successes < successes) {
                left.add(who);
            }
        }
        left.sort(Comparator.comparingInt(who -> last(who).number));
        return left;
    }

    /** Somebody has answered. */
    void answered(T who, @Nullable String complaint) {
        int successes = complaint == null ? last(who).successes + 1 : 0;
        answers.put(who, new Last(successes, complaint, ++asked));
    }

    /** What is missing of somebody who has not passed, in words. */
    String missing(T who) {
        String complaint = last(who).complaint;
        return complaint == null ? "answered rightly, and not often enough yet" : complaint;
    }
}
