package dev.verdigris.request;

import java.time.Duration;

/**
 * How long each kind of waiting may take. When one expires before the point of no return the deployment is rolled back;
 * after it, the step is given up and named in the outcome.
 *
 * @param change for a change to be accepted, retries included; by default 2 minutes
 * @param inService for new instances to be in service; by default 15 minutes
 * @param healthy for new targets to be healthy; by default 300 seconds
 * @param drainMargin for draining, on top of the target group's own deregistration delay; by default 60 seconds
 * @param gone for instances to be terminated; by default 15 minutes
 * @param check for one check to pass; by default 5 minutes
 */
public record Deadlines(
        Duration change, Duration inService, Duration healthy, Duration drainMargin, Duration gone, Duration check) {

    private static final Deadlines DEFAULTS = new Deadlines(
            Duration.ofMinutes(2),
            Duration.ofMinutes(15),
            Duration.ofSeconds(300),
            Duration.ofSeconds(60),
            Duration.ofMinutes(15),
            Duration.ofMinutes(5));

    /** @throws IllegalArgumentException if one of them is zero or negative */
    public Deadlines {
        positive("change", change);
        positive("in service", inService);
        positive("healthy", healthy);
        positive("drain margin", drainMargin);
        positive("gone", gone);
        positive("check", check);
    }

    /** The defaults named at each component. */
    public static Deadlines defaults() {
        return DEFAULTS;
    }

    /** The same with another deadline for changes to be accepted. */
    public Deadlines withChange(Duration change) {
        return new Deadlines(change, inService, healthy, drainMargin, gone, check);
    }

    /** The same with another deadline for instances to be in service. */
    public Deadlines withInService(Duration inService) {
        return new Deadlines(change, inService, healthy, drainMargin, gone, check);
    }

    /** The same with another deadline for targets to be healthy. */
    public Deadlines withHealthy(Duration healthy) {
        return new Deadlines(change, inService, healthy, drainMargin, gone, check);
    }

    /** The same with another margin for draining. */
    public Deadlines withDrainMargin(Duration drainMargin) {
        return new Deadlines(change, inService, healthy, drainMargin, gone, check);
    }

    /** The same with another deadline for instances to be terminated. */
    public Deadlines withGone(Duration gone) {
        return new Deadlines(change, inService, healthy, drainMargin, gone, check);
    }

    /** The same with another deadline for a check to pass. */
    public Deadlines withCheck(Duration check) {
        return new Deadlines(change, inService, healthy, drainMargin, gone, check);
    }

    private static void positive(String what, Duration value) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException("deadline '" + what + "': expected more than 0, found " + value);
        }
    }
}
