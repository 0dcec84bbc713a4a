package dev.verdigris.request;

import dev.verdigris.internal.text.Words;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The bake of a deployment: once all requests have moved, the new fleet serves on trial for a time before anything of the
 * old one is given up. Whatever goes wrong until then, all requests go back to the old fleet. Immutable.
 *
 * <pre>{@code
 * Deployment.of(beta).withBake(Bake.of(Duration.ofMinutes(10)).withAlarms("errors-{color}", "latency"));
 * }</pre>
 *
 * <p>The time is counted from when it began, also while no process is there: whoever resumes goes on with it. Its alarms are
 * watched while a stage of the {@link Shift} bakes, too. An alarm that cannot be read, that is not evaluated, or that is
 * deleted meanwhile is as bad as a red one; one that is not there is refused before anything is changed. Alarms need
 * {@code Cloud.alarms}.
 */
public final class Bake {
    /** The longest name of an alarm (CloudWatch API, PutMetricAlarm). */
    private static final int LONGEST_NAME = 255;

    private final Duration time;
    private final List<String> alarms;
    private final NoData noData;
    private final RedBefore redBefore;

    private Bake(Duration time, List<String> alarms, NoData noData, RedBefore redBefore) {
        this.time = time;
        this.alarms = alarms;
        this.noData = noData;
        this.redBefore = redBefore;
    }

    /** What it means that an alarm has not enough data to tell ({@code INSUFFICIENT_DATA}). */
    public enum NoData {
        /**
         * It counts as green: many a metric of errors has no data as long as there are none (CloudWatch metrics for your
         * Application Load Balancer).
         */
        GREEN,
        /** It is waited for: the bake fails at its end if there is no data until then. */
        WAIT,
        /** It counts as red. */
        RED
    }

    /** What to do where an alarm is red before anything is changed. */
    public sealed interface RedBefore {

        /** The decision not to deploy. */
        record Refuse() implements RedBefore {}

        /** The decision to deploy, and not to watch the alarms that are red. */
        record Ignore() implements RedBefore {}

        /**
         * The decision that this deployment is to make the red alarms green: they may be red while it bakes, and must not be
         * at its end.
         *
         * @param reason why, for the history; 1 to 200 characters
         */
        record Fix(String reason) implements RedBefore {
            /** Refuses a reason that the history cannot keep with an {@link IllegalArgumentException}. */
            public Fix {
                Reason.require(reason);
            }
        }

        /** Decides not to deploy. */
        static RedBefore refuse() {
            return new Refuse();
        }

        /** Decides to deploy, and not to watch the alarms that are red. */
        static RedBefore ignore() {
            return new Ignore();
        }

        /**
         * Decides that this deployment is to make the red alarms green by the end of its bake.
         *
         * @param reason why, for the history; 1 to 200 characters
         * @throws IllegalArgumentException if the reason is blank or longer
         */
        static RedBefore fix(String reason) {
            return new Fix(reason);
        }
    }

    /**
     * A bake of so long, in which the new fleet must stay healthy; without alarms.
     *
     * @throws IllegalArgumentException if the time is zero or negative
     */
    public static Bake of(Duration time) {
        Positive.require("bake", time);
        return new Bake(time, List.of(), NoData.GREEN, RedBefore.refuse());
    }

    /** This bake with other alarms to watch; see {@link #withAlarms(List)}. */
    public Bake withAlarms(String... names) {
        return withAlarms(List.of(names));
    }

    /**
     * This bake with other alarms to watch, of any type: metric alarms, composite ones and those of logs.
     *
     * @param names their names, in which {@code {color}} stands for the color that traffic goes to, {@code blue} or {@code
     *     green}, and {@code {environment}} for the name of the environment; a name that comes twice counts once
     * @throws IllegalArgumentException if one is blank or longer than 255 characters, or has another word in braces
     */
    public Bake withAlarms(List<String> names) {
        names.forEach(Bake::require);
        return new Bake(time, List.copyOf(new LinkedHashSet<>(names)), noData, redBefore);
    }

    private static void require(String name) {
        String plain = name.replace("{color}", "").replace("{environment}", "");
        if (name.isBlank() || name.length() > LONGEST_NAME || plain.matches("(?s).*\\{[a-z]*}.*")) {
            throw new IllegalArgumentException("alarm: expected a name of 1 to " + LONGEST_NAME
                    + " characters, in which only {color} and {environment} stand for something, found '"
                    + Words.shortened(name, LONGEST_NAME) + "'");
        }
    }

    /** This bake with another meaning of an alarm that has not enough data. */
    public Bake withNoData(NoData noData) {
        return new Bake(time, alarms, noData, redBefore);
    }

    /** This bake with another decision about alarms that are red before. */
    public Bake withRedBefore(RedBefore redBefore) {
        return new Bake(time, alarms, noData, redBefore);
    }

    /** The time for which the new fleet serves on trial. */
    public Duration time() {
        return time;
    }

    /** The names of the alarms, as they were given; by default none. */
    public List<String> alarms() {
        return alarms;
    }

    /** The meaning of an alarm that has not enough data; by default {@link NoData#GREEN}. */
    public NoData noData() {
        return noData;
    }

    /** The decision about alarms that are red before; by default {@link RedBefore#refuse()}. */
    public RedBefore redBefore() {
        return redBefore;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Bake that
                && time.equals(that.time)
                && alarms.equals(that.alarms)
                && noData == that.noData
                && redBefore.equals(that.redBefore);
    }

    @Override
    public int hashCode() {
        return Objects.hash(time, alarms, noData, redBefore);
    }

    @Override
    public String toString() {
        List<String> words = new ArrayList<>(List.of("bake " + Words.duration(time)));
        if (!alarms.isEmpty()) {
            words.add("alarms " + alarms);
        }
        if (noData != NoData.GREEN) {
            words.add("without data " + noData);
        }
        if (!redBefore.equals(RedBefore.refuse())) {
            words.add("red before: " + redBefore);
        }
        return String.join(", ", words);
    }
}
