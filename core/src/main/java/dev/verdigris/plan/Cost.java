package dev.verdigris.plan;

import java.time.Duration;

/**
 * An estimate of what a plan costs in instance-hours: what the hour of an instance costs is between you and AWS. Immutable;
 * printed, it says how it was computed.
 *
 * <p>{@code BlueGreen} makes it. Facts may be added in a later version: implement it in tests only.
 */
public interface Cost {

    /**
     * The time for which both fleets run, as far as the plan knows it: three minutes for new instances to start, the bakes, and the
     * draining of the old fleet. The time at gates, in checks and in hooks comes on top, and a slow start.
     */
    Duration bothFor();

    /** The instance-hours that both fleets take together in that time. */
    double together();

    /** How many of these the new fleet takes, which there would be none of without the deployment. */
    double more();

    /** The instance-hours that the old fleet takes in each day that it is kept warm; zero if it is not. */
    double warmADay();

    /** The unit that is counted for hours, in a word: {@code instance}, or what the groups' sizes count instead. */
    String unit();
}
