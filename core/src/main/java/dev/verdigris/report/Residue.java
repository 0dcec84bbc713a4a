package dev.verdigris.report;

/**
 * Something that a failed deployment could not restore.
 *
 * @param what what is left, naming the group or parameter
 * @param remedy how a person fixes it
 */
public record Residue(String what, String remedy) {

    @Override
    public String toString() {
        return what + "; " + remedy;
    }
}
