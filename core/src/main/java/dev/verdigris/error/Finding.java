package dev.verdigris.error;

/**
 * Something that stands in the way of what was asked.
 *
 * @param problem what was expected and what was found
 * @param remedy what to do about it
 */
public record Finding(String problem, String remedy) {

    @Override
    public String toString() {
        return problem + "; " + remedy;
    }
}
