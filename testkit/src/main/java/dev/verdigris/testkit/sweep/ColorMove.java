package dev.verdigris.testkit.sweep;

import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import dev.verdigris.testkit.SimulatedCloud;

/**
 * A move of the world, and whom it is about.
 *
 * @param move the move
 * @param color whose fleet
 */
record ColorMove(Move move, Color color) {

    void happen(SimulatedCloud cloud, Environment environment) {
        move.happen(cloud, environment, color);
    }

    /** Whether it has an environment serve that is shut down: where each color has a target group, whoever scales a fleet out does. */
    boolean startsService(Environment environment) {
        return move.resizes() && environment.traffic().targetGroups().size() > 1;
    }

    @Override
    public String toString() {
        return move + " (" + color + ")";
    }
}
