package dev.verdigris.internal.step;

/** How a step stands after one look at the world. */
public sealed interface Progress {

    /** What the step is for is so. */
    record Done() implements Progress {}

    /**
     * Not yet, but it may become so.
     *
     * @param waitingFor how it stands, for the person who watches
     * @param problem what to say if it does not become so in time
     * @param remedy what to do then
     */
    record NotYet(String waitingFor, String problem, String remedy) implements Progress {}

    /**
     * It cannot become so by waiting.
     *
     * @param problem what was expected and what was found
     * @param remedy what to do about it
     */
    record Failed(String problem, String remedy) implements Progress {}

    /** What the step is for is so. */
    static Progress done() {
        return new Done();
    }

    /** Not yet, and the same words do if it does not become so. */
    static Progress notYet(String waitingFor, String remedy) {
        return new NotYet(waitingFor, waitingFor, remedy);
    }

    /** Not yet. */
    static Progress notYet(String waitingFor, String problem, String remedy) {
        return new NotYet(waitingFor, problem, remedy);
    }

    /** It cannot become so by waiting. */
    static Progress failed(String problem, String remedy) {
        return new Failed(problem, remedy);
    }
}
