package dev.verdigris.testkit.sweep;

import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import dev.verdigris.testkit.SimulatedCloud;
import java.util.List;

/** Moves of the world that bear on an environment whose instances boot with what is selected. */
enum ReleaseMove implements Move {
    /** Somebody selects another release by hand, for good. */
    SELECTED("somebody selects another release") {
        @Override
        public void happen(SimulatedCloud cloud, Environment environment, Color color) {
            cloud.setRelease(environment, selects());
        }

        @Override
        public String selects() {
            return "v9";
        }
    };

    private final String words;

    ReleaseMove(String words) {
        this.words = words;
    }

    @Override
    public List<Color> swept() {
        return List.of(Color.BLUE);
    }

    @Override
    public String toString() {
        return words;
    }
}
