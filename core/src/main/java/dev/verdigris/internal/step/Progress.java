package dev.verdigris.internal.step;

/** The progress of a step after one look at the world. */
public sealed interface Progress {

    /** The step is done. */
    record Done() implements Progress {}

    /**
     * The step is not done yet, but may become so.
     *
     * @param waitingFor how it stands, for the person who watches
     * @param problem what to say if it does not become so in time
     * @param remedy what to do then
     * @param outlook what is known of when it will be
     */
    record NotYet(String waitingFor, String problem, String remedy, Outlook outlook) implements Progress {

        /** The same, where more is known of when it will be done. */
        public NotYet expecting(Outlook known) {
            return new NotYet(waitingFor, problem, remedy, known);
        }
    }

    /**
     * The step failed: no waiting will do it.
     *
     * @param problem what was expected and what was found
     * @param remedy what to do about it
     */
    record Failed(String problem, String remedy) implements Progress {}

    /**
     * The step failed, and it is no use to do it again: what is left is told, and the deployment has ended with that.
     *
     * @param problem what was expected and what was found
     * @param remedy what to do about it
     */
    record Left(String problem, String remedy) implements Progress {}

    /** Says that the step is done. */
    static Progress done() {
        return new Done();
    }

    /** Says that the step is not done yet; the same words do if it never is. */
    static NotYet notYet(String waitingFor, String remedy) {
        return new NotYet(waitingFor, waitingFor, remedy, Outlook.open());
    }

    /** Says that the step is not done yet. */
    static NotYet notYet(String waitingFor, String problem, String remedy) {
        return new NotYet(waitingFor, problem, remedy, Outlook.open());
    }

    /** Says that the step failed, and that it is no use to do it again. */
    static Progress left(String problem, String remedy) {
        return new Left(problem, remedy);
    }

    /** Says that the step failed: no waiting will do it. */
    static Progress failed(String problem, String remedy) {
        return new Failed(problem, remedy);
    }
}
