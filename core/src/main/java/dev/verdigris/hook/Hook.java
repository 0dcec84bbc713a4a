package dev.verdigris.hook;

import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import dev.verdigris.plan.Phase;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Something of yours that is done at a named point of a deployment, such as pausing a scheduler before the switch: yours to
 * write, and registered by name on the facade. A {@code deploy}, a {@code start} and an {@code adopt} perform
 * the hooks of every point, a {@code
 * cleanup} those of the clean-up; other verbs perform none. What must hear of every move of traffic is a {@link Follower}.
 *
 * <pre>{@code
 * BlueGreen.builder(cloud).hook("scheduler", Hook.Point.BEFORE_SWITCH, new Hook() {
 *     public Answer perform(Call call) throws Exception {
 *         return scheduler.pause(call.idempotenceKey()) ? Answer.done() : Answer.notYet("3 jobs still run");
 *     }
 *     public Answer undo(Call call) throws Exception {
 *         scheduler.goOn(call.idempotenceKey());
 *         return Answer.done();
 *     }
 * });
 * }</pre>
 *
 * <p>It is called until it says that it is done, fails, or its time-out has passed ({@code Deadlines.withHook}). It does
 * not wait: what takes time is answered with {@link Answer#notYet}, and then it is called again at the next poll, by whatever
 * process goes on with the deployment. An exception is no answer, and it is called again as well. So each call has an {@link
 * Call#idempotenceKey idempotence key}: calls with the same key are one, and doing that twice must be as doing it once.
 *
 * <p>Before the point of no return a hook that fails, or is not done in time, rolls the deployment back, and then every hook
 * that may have begun is undone, the last one first. Past it nothing is undone, and a hook that fails is left to be {@code
 * resumed}.
 */
@FunctionalInterface
public interface Hook {

    /**
     * Does what it is for, or goes on with it, and returns at once.
     *
     * @throws Exception if nobody knows whether it was done, which is tried again until the time-out
     */
    Answer perform(Call call) throws Exception;

    /**
     * Undoes what {@link #perform} has done, or may have: also where that has not said that it was done, since it took too
     * long, failed, or its process was killed. Undoing what never began changes nothing. By default there is nothing to undo.
     *
     * @throws Exception if nobody knows whether it was undone, which is tried again until the time-out
     */
    default Answer undo(Call call) throws Exception {
        return Answer.done();
    }

    /** The points of a deployment that may have hooks, in their order. */
    enum Point {
        /** The idle fleet has ended, if anything was left of it; no new instance is started yet. */
        BEFORE_SCALE_UP(Phase.PREPARE),
        /** The new instances are in service with Auto Scaling. */
        AFTER_SCALE_UP(Phase.PREPARE),
        /** The checks and the probes of instances come next, if there are any. */
        BEFORE_TEST(Phase.PREPARE),
        /** All checks and probes of instances have passed. */
        AFTER_TEST(Phase.PREPARE),
        /** The gate before the switch has been promoted, if there is one; no request has moved yet. */
        BEFORE_SWITCH(Phase.PREPARE),
        /** All requests go to the new fleet, that is recorded, and followers have confirmed it. */
        AFTER_SWITCH(Phase.BAKE),
        /** The bake comes next, if there is one. Probes of URLs have passed. */
        BEFORE_BAKE(Phase.BAKE),
        /** The bake is over; the gate after it comes next, if there is one. */
        AFTER_BAKE(Phase.BAKE),
        /** The old fleet is to be scaled down. Until every hook here is done it is kept. None where it is kept warm. */
        BEFORE_CLEAN_UP(Phase.FINALIZE),
        /** The old fleet has been scaled down. None where it is kept warm. */
        AFTER_CLEAN_UP(Phase.FINALIZE);

        private final Phase phase;

        Point(Phase phase) {
            this.phase = phase;
        }

        /** The phase that its hooks are performed in: with {@link Phase#FINALIZE}, past the point of no return. */
        public Phase phase() {
            return phase;
        }

        /** The point as it is typed and shown, such as {@code before-switch}. A stable string. */
        public String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /**
         * The point that is called so.
         *
         * @throws IllegalArgumentException if none is
         */
        public static Point parse(String label) {
            return Arrays.stream(values())
                    .filter(point -> point.label().equals(label))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("hook: expected one of "
                            + Arrays.stream(values()).map(Point::label).toList() + ", found '" + label + "'"));
        }
    }

    /** What a hook is called for. Facts may be added in a later version: implement it in tests only. */
    interface Call {

        /** The environment. */
        Environment environment();

        /** The id of the deployment. */
        String deployment();

        /** What is done, in a word: {@code deploy}, {@code start}, {@code adopt} or {@code cleanup}. */
        String verb();

        /** The point that the hook is performed at, also when it is undone. */
        Point point();

        /** The color that serves until the switch, and whose fleet is cleaned up; null if none did. */
        @Nullable
        Color from();

        /** The color that serves from the switch on; null if none does. */
        @Nullable
        Color to();

        /** The release that the new fleet boots with; null if nobody has selected one. */
        @Nullable
        String release();

        /**
         * The idempotence key: the same in every call to do the same, by whatever process, and another one in each
         * deployment, at each point, for each hook, and to undo it. Up to 150 letters, digits, hyphens and slashes.
         */
        String idempotenceKey();

        /** Why the deployment is rolled back; null when the hook is performed. */
        @Nullable
        String cause();
    }

    /** The answer of a hook. */
    sealed interface Answer {

        /** The answer that it is done. */
        record Done() implements Answer {}

        /**
         * The answer that it is not done yet; the hook is called again.
         *
         * @param waitingFor what is missing
         */
        record NotYet(String waitingFor) implements Answer {}

        /**
         * The answer that it cannot be done, so that no further call is of use.
         *
         * @param why what was expected and what was found
         */
        record Failed(String why) implements Answer {}

        /** Says that it is done. */
        static Answer done() {
            return new Done();
        }

        /** Says that it is not done yet; the hook is called again. */
        static Answer notYet(String waitingFor) {
            return new NotYet(waitingFor);
        }

        /** Says that it cannot be done, so that no further call is of use. */
        static Answer failed(String why) {
            return new Failed(why);
        }
    }
}
