package dev.verdigris.model;

/** One of the two fleets of an environment. Which of them serves changes with each deployment; the colors do not. */
public enum Color {
    /** The fleet whose group is named {@code NAME-blue} by convention. */
    BLUE("blue"),
    /** The fleet whose group is named {@code NAME-green} by convention. */
    GREEN("green");

    private final String label;

    Color(String label) {
        this.label = label;
    }

    /** The fleet on the other side. */
    public Color other() {
        return this == BLUE ? GREEN : BLUE;
    }

    /** The color as it is written in group names, tags and the parameter: {@code blue} or {@code green}. */
    public String label() {
        return label;
    }

    /**
     * The color that a label names.
     *
     * @param label {@code blue} or {@code green}, surrounding white space aside
     * @throws IllegalArgumentException if it is neither
     */
    public static Color parse(String label) {
        return switch (label.strip()) {
            case "blue" -> BLUE;
            case "green" -> GREEN;
            default -> throw new IllegalArgumentException("color: expected 'blue' or 'green', found '" + label + "'");
        };
    }

    @Override
    public String toString() {
        return label;
    }
}
