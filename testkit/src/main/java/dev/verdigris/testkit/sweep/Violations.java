package dev.verdigris.testkit.sweep;

import dev.verdigris.testkit.Call;
import dev.verdigris.testkit.SimulatedCloud;
import java.util.ArrayList;
import java.util.List;

/** What must not have been, in words, in the order in which it was. */
final class Violations {
    private final SimulatedCloud cloud;
    private final List<String> found = new ArrayList<>();

    Violations(SimulatedCloud cloud) {
        this.cloud = cloud;
    }

    void add(Invariant invariant, String why) {
        found.add(cloud.elapsed() + " " + invariant.broken(why));
    }

    void add(Invariant invariant, Call call, String why) {
        add(invariant, call + ": " + why);
    }

    List<String> found() {
        return List.copyOf(found);
    }
}
