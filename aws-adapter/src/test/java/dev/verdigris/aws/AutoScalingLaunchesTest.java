package dev.verdigris.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.verdigris.error.PortException;
import dev.verdigris.model.Launch;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What is read of a group's scaling activities: its launches, the newest first. */
class AutoScalingLaunchesTest extends AutoScalingScenario {
    private static final Instant STARTED = Instant.parse("2026-11-28T00:00:00Z");
    private static final String ACTIVITIES = "DescribeScalingActivities";

    @Test
    void launches_are_told_from_other_activities_newest_first() {
        wire.on(
                ACTIVITIES,
                Wire.result("<Activities>"
                        + activity("5", "Launching a new EC2 instance: i-5", "InProgress", "")
                        + activity("4", "Terminating EC2 instance: i-1", "Successful", "")
                        + activity(
                                "3",
                                "Launching a new EC2 instance",
                                "Failed",
                                "<StatusMessage>We currently do not have sufficient capacity</StatusMessage>")
                        + activity("2", "Launching a new EC2 instance: i-2", "Cancelled", "")
                        + activity("1", "Launching a new EC2 instance: i-1", "Successful", "")
                        + activity("0", "Launching a new EC2 instance: i-0", "WaitingForSomethingNew", "")
                        + "</Activities>"));

        assertThat(fleets.recentLaunches(BLUE))
                .containsExactly(
                        new Launch("5", Launch.State.RUNNING, "", STARTED),
                        new Launch("3", Launch.State.FAILED, "We currently do not have sufficient capacity", STARTED),
                        new Launch("2", Launch.State.FAILED, "", STARTED),
                        new Launch("1", Launch.State.SUCCEEDED, "", STARTED),
                        new Launch("0", Launch.State.RUNNING, "", STARTED));
        assertThat(wire.requests(ACTIVITIES))
                .singleElement()
                .satisfies(request -> assertThat(request)
                        .containsEntry("AutoScalingGroupName", "beta-blue")
                        .containsEntry("MaxRecords", "100"));
    }

    @Test
    void an_empty_page_of_activities_is_not_the_end() {
        wire.on(
                ACTIVITIES,
                Wire.result("<Activities/><NextToken>more</NextToken>"),
                Wire.result("<Activities>" + activity("2", "Terminating EC2 instance: i-1", "Successful", "")
                        + "</Activities><NextToken>and more</NextToken>"),
                Wire.result("<Activities>" + activity("1", "Launching a new EC2 instance: i-1", "Failed", "")
                        + "</Activities>"));

        assertThat(fleets.recentLaunches(BLUE)).extracting(Launch::activity).containsExactly("1");
        assertThat(wire.requests(ACTIVITIES))
                .extracting(request -> request.get("NextToken"))
                .containsExactly(null, "more", "and more");
    }

    @Test
    void as_many_activities_as_a_page_may_hold_are_enough_if_a_launch_is_among_them() {
        String launches = launches(100, 60);
        wire.on(
                ACTIVITIES,
                Wire.result("<Activities>" + launches + "</Activities><NextToken>more</NextToken>"),
                Wire.result("<Activities>" + launches(40, 40) + "</Activities><NextToken>and more</NextToken>"));

        assertThat(fleets.recentLaunches(BLUE)).hasSize(100);
        assertThat(wire.transmissions(ACTIVITIES)).isEqualTo(2);
    }

    @Test
    void no_more_than_a_hundred_launches_are_given_the_newest() {
        wire.on(
                ACTIVITIES,
                Wire.result("<Activities>" + launches(200, 70) + "</Activities><NextToken>more</NextToken>"),
                Wire.result("<Activities>" + launches(130, 70) + "</Activities><NextToken>and more</NextToken>"));

        assertThat(fleets.recentLaunches(BLUE))
                .hasSize(100)
                .extracting(Launch::activity)
                .startsWith("200")
                .endsWith("101");
    }

    @Test
    void activities_that_never_end_are_an_error_and_no_evidence() {
        wire.on(ACTIVITIES, Wire.result("<Activities/><NextToken>more</NextToken>"));

        assertThatExceptionOfType(PortException.Unavailable.class)
                .isThrownBy(() -> fleets.recentLaunches(BLUE))
                .withMessageContaining("activities of beta-blue");
    }

    /** The descriptions of launches, newest first. */
    private static String launches(int newest, int count) {
        StringBuilder all = new StringBuilder();
        for (int id = newest; id > newest - count; id--) {
            all.append(activity(String.valueOf(id), "Launching a new EC2 instance", "Successful", ""));
        }
        return all.toString();
    }

    private static String activity(String id, String description, String status, String more) {
        return "<member><ActivityId>" + id + "</ActivityId><Description>" + description + "</Description><StartTime>"
                + STARTED + "</StartTime><StatusCode>" + status + "</StatusCode>" + more + "</member>";
    }
}
