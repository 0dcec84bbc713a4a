package dev.verdigris.report;

/**
 * Something that stands in the way of what was asked or, as a warning, that one should know before it is done.
 *
 * @param problem what was expected and what was found
 * @param remedy what to do about it
 * @param warning whether it is only to be known: nothing is refused because of it
 */
public record Finding(String problem, String remedy, boolean warning) {

    /** Something that stands in the way. */
    public Finding(String problem, String remedy) {
        this(problem, remedy, false);
    }

    @Override
    public String toString() {
        return (warning ? "warning: " : "") + problem + "; " + remedy;
    }
}
