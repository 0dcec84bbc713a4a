package dev.verdigris.outcome;

/**
 * Something that a failed deployment could not put right.
 *
 * @param what what is left, naming the group or parameter
 * @param remedy how a person puts it right
 */
public record Residue(String what, String remedy) {

    @Override
    public String toString() {
        return what + "; " + remedy;
    }
}
