package dev.verdigris.testkit.sweep;

import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import dev.verdigris.testkit.SimulatedCloud;
import java.util.ArrayList;
import java.util.List;

/**
 * A move of the world, and whom it is about.
 *
 * @param move the move
 * @param color whose fleet
 */
record ColorMove(Move move, Color color) {

    /** Those that a sweep makes: of each move, of the colors where it bears on what happens. */
    static List<ColorMove> swept() {
        List<ColorMove> swept = new ArrayList<>();
        for (Move move : Move.values()) {
            for (Color color : move.swept()) {
                swept.add(new ColorMove(move, color));
            }
        }
        return swept;
    }

    void happen(SimulatedCloud cloud, Environment environment) {
        move.happen(cloud, environment, color);
    }

    @Override
    public String toString() {
        return move + " (" + color + ")";
    }
}
