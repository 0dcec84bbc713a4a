package dev.verdigris.hook;

import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import dev.verdigris.model.InstanceId;
import java.util.List;

/**
 * A test of the new fleet that must pass before it gets traffic: yours to write, and registered by name on the facade.
 * It is asked again at every poll until it passes, fails, or its deadline expires.
 */
@FunctionalInterface
public interface Check {

    /**
     * Looks at the new fleet once, and does not wait for it.
     *
     * @throws Exception if it cannot be run, which fails the deployment as {@link Verdict#failed} does
     */
    Verdict run(Subject subject) throws Exception;

    /** The fleet that is checked. Facts may be added in a later version: implement it in tests only. */
    interface Subject {

        /** The environment. */
        Environment environment();

        /** The color of the new fleet. */
        Color color();

        /** The members of the new fleet that are in service. */
        List<InstanceId> instances();
    }

    /** The verdict of a check. */
    sealed interface Verdict {

        /** The verdict that the fleet is fit to serve. */
        record Passed() implements Verdict {}

        /**
         * The verdict that it cannot be said yet; the check is asked again.
         *
         * @param waitingFor what is missing
         */
        record Waiting(String waitingFor) implements Verdict {}

        /**
         * The verdict that the fleet is not fit to serve.
         *
         * @param why what was expected and what was found
         */
        record Failed(String why) implements Verdict {}

        /** Says that the fleet is fit to serve. */
        static Verdict passed() {
            return new Passed();
        }

        /** Says that it cannot be said yet; the check is asked again. */
        static Verdict waiting(String waitingFor) {
            return new Waiting(waitingFor);
        }

        /** Says that the fleet is not fit to serve. */
        static Verdict failed(String why) {
            return new Failed(why);
        }
    }
}
