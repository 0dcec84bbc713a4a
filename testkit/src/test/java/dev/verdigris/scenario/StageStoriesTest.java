package dev.verdigris.scenario;

import static dev.verdigris.testkit.assertj.VerdigrisAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.verdigris.event.Event;
import dev.verdigris.model.Color;
import dev.verdigris.request.Deployment;
import dev.verdigris.request.Shift;
import dev.verdigris.testkit.TrafficReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What has gone wrong elsewhere with a part of the traffic, by its number in docs/failure-stories.md, and does not here. */
class StageStoriesTest {
    private final ForwardingStage stage = new ForwardingStage();
    private final List<TrafficReport> while25 = new ArrayList<>();

    /** From the second minute on every node of the load balancer forwards by the new weights. */
    private void look(Event event) {
        if (event instanceof Event.StepWaiting waiting
                && waiting.step().id().equals("bake:25")
                && waiting.waited().compareTo(Duration.ofMinutes(2)) > 0) {
            while25.add(stage.cloud.traffic());
        }
    }

    private static double answered(TrafficReport report, String version) {
        return report.byVersion().getOrDefault(version, 0L);
    }

    @Test
    void story_08_a_quarter_of_the_requests_is_a_quarter_of_them() {
        Deployment quarter = stage.ending().withShift(Shift.canary(25, Duration.ofMinutes(12)));

        assertThat(stage.on(this::look).deploy(quarter)).succeeded();

        TrafficReport first = while25.get(0);
        TrafficReport last = while25.get(while25.size() - 1);
        double moved = answered(last, "v2") - answered(first, "v2");
        double stayed = answered(last, "v1") - answered(first, "v1");
        assertThat(moved + stayed).as("ten minutes of them").isGreaterThan(20_000);
        assertThat(moved / (moved + stayed)).isCloseTo(0.25, within(0.001));
        assertThat(stage.cloud).servesOnly(Color.GREEN).failedNoRequest();
    }
}
