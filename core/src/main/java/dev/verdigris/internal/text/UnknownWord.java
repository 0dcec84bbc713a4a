package dev.verdigris.internal.text;

/** A word that a newer version must have written: this one does not know what it stands for. */
public final class UnknownWord extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    /**
     * A word of which only itself is known.
     *
     * @param found the word
     */
    public UnknownWord(String found) {
        super("'" + found + "'");
    }

    /**
     * Names the key as well whose value is not known.
     *
     * @param key the key whose value it is
     * @param found the word
     */
    public UnknownWord(String key, UnknownWord found) {
        super(key + " " + found.getMessage(), found);
    }
}
