package dev.verdigris.examples.comparison;

import dev.verdigris.testkit.SimulatedCloud;
import java.time.Duration;

/** The last moment at which a version answered a request, looked for at every event of the world from now on. */
final class LastAnswer {
    private final String version;
    private long answered;
    private Duration at;

    private LastAnswer(SimulatedCloud cloud, String version) {
        this.version = version;
        this.answered = answeredIn(cloud);
        this.at = cloud.elapsed();
    }

    static LastAnswer of(SimulatedCloud cloud, String version) {
        LastAnswer last = new LastAnswer(cloud, version);
        cloud.watch(last::look);
        return last;
    }

    private void look(SimulatedCloud cloud) {
        long now = answeredIn(cloud);
        if (now > answered) {
            answered = now;
            at = cloud.elapsed();
        }
    }

    private long answeredIn(SimulatedCloud cloud) {
        return cloud.traffic().byVersion().getOrDefault(version, 0L);
    }

    /** The moment, from the beginning of the cloud; that of the beginning of the search if it never answered since. */
    Duration at() {
        return at;
    }
}
