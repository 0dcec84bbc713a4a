package dev.verdigris.request;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The tolerance of a deployment for refused launches. An Auto Scaling group tries again by itself, in other zones and
 * with other instance types, so that a refusal for want of capacity is often over after a minute; other reasons stay
 * until a person has changed something. Immutable.
 */
public final class LaunchTolerance {

    private static final LaunchTolerance DEFAULTS = new LaunchTolerance(
            3,
            Duration.ofMinutes(10),
            List.of(
                    "ami id",
                    "image id",
                    "invalidamiid",
                    "is pending, and cannot be run",
                    "not authorized",
                    "unauthorizedoperation",
                    "authfailure",
                    "optinrequired",
                    "launch template",
                    "launchtemplate",
                    "key pair",
                    "security group",
                    "subnet id",
                    "vcpu limit",
                    "vcpu capacity",
                    "vcpulimitexceeded",
                    "instance limit",
                    "instancelimitexceeded",
                    "max spot instance count exceeded",
                    "instance profile",
                    "invalid device name",
                    "block device mapping",
                    "kms key",
                    "placement groups may not be used",
                    "requested configuration is currently not supported",
                    "is invalid for"));

    private final int refusals;
    private final Duration during;
    private final List<String> finalReasons;

    private LaunchTolerance(int refusals, Duration during, List<String> finalReasons) {
        if (refusals < 1) {
            throw new IllegalArgumentException("refused launches: expected 1 or more, found " + refusals);
        }
        if (during.isNegative()) {
            throw new IllegalArgumentException("refused launches during: expected 0 or more, found " + during);
        }
        if (finalReasons.stream().anyMatch(String::isBlank)) {
            throw new IllegalArgumentException("final reasons: expected some text in each, found a blank one");
        }
        this.refusals = refusals;
        this.during = during;
        this.finalReasons = List.copyOf(finalReasons);
    }

    /** The defaults that each fact names. */
    public static LaunchTolerance defaults() {
        return DEFAULTS;
    }

    /**
     * This tolerance with another number of refused launches.
     *
     * @throws IllegalArgumentException if it is less than 1
     */
    public LaunchTolerance withRefusals(int refusals) {
        return new LaunchTolerance(refusals, during, finalReasons);
    }

    /**
     * This tolerance with another time for which launches must have been refused.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public LaunchTolerance withDuring(Duration during) {
        return new LaunchTolerance(refusals, during, finalReasons);
    }

    /**
     * This tolerance with other reasons that end a wait at once; none of the defaults is kept.
     *
     * @throws IllegalArgumentException if one is blank
     */
    public LaunchTolerance withFinalReasons(List<String> finalReasons) {
        return new LaunchTolerance(refusals, during, finalReasons);
    }

    /**
     * The number of launches in a row that must have been refused, with none succeeding in between, before a deployment
     * gives up waiting; by default 3.
     */
    public int refusals() {
        return refusals;
    }

    /**
     * For how long at least launches must have been refused before a deployment gives up; by default 10 minutes. The
     * deadline for instances to be in service ends the wait in any case.
     */
    public Duration during() {
        return during;
    }

    /**
     * What AWS's message says, in any case of letters, where no waiting helps: one such refusal is enough. By default
     * what "Troubleshoot Amazon EC2 Auto Scaling" (Auto Scaling user guide, EC2 instance launch failures) tells a
     * person to correct: an image, a launch template, a key pair, a security group or a subnet that is not there,
     * missing authorization, quotas of instances and of vCPUs, an instance profile or a key that cannot be used.
     */
    public List<String> finalReasons() {
        return finalReasons;
    }

    /** Whether AWS's message about a refused launch names a reason that no waiting cures. */
    public boolean isFinal(String message) {
        String lower = message.toLowerCase(Locale.ROOT);
        return finalReasons.stream().anyMatch(reason -> lower.contains(reason.toLowerCase(Locale.ROOT)));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof LaunchTolerance that
                && refusals == that.refusals
                && during.equals(that.during)
                && finalReasons.equals(that.finalReasons);
    }

    @Override
    public int hashCode() {
        return Objects.hash(refusals, during, finalReasons);
    }

    @Override
    public String toString() {
        return "giving up after " + refusals + " refused launches in " + during
                + (finalReasons.equals(DEFAULTS.finalReasons) ? "" : ", or one for " + finalReasons);
    }
}
