package dev.verdigris.request;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * How long a deployment bears with refused launches. An Auto Scaling group tries again by itself, in other zones and
 * with other instance types, so that a refusal for want of capacity is often over after a minute; other reasons stay
 * until a person has changed something.
 *
 * @param refusals how many launches in a row must have been refused, with none succeeding in between, before a deployment
 *     gives up waiting; by default 3
 * @param during for how long at least launches must have been refused before it gives up; by default 10 minutes. The
 *     deadline for instances to be in service ends the wait in any case
 * @param finalReasons what AWS's message says, in any case of letters, where no waiting helps: one such refusal is enough.
 *     By default what "Troubleshoot Amazon EC2 Auto Scaling" (Auto Scaling user guide, EC2 instance launch failures) tells
 *     a person to correct: an image, a launch template, a key pair, a security group or a subnet that is not there,
 *     missing authorization, quotas of instances and of vCPUs, an instance profile or a key that cannot be used
 */
public record LaunchTolerance(int refusals, Duration during, List<String> finalReasons) {

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

    /** @throws IllegalArgumentException if the number is less than 1, or the duration negative, or a reason blank */
    public LaunchTolerance {
        if (refusals < 1) {
            throw new IllegalArgumentException("refused launches: expected 1 or more, found " + refusals);
        }
        if (during.isNegative()) {
            throw new IllegalArgumentException("refused launches during: expected 0 or more, found " + during);
        }
        finalReasons = List.copyOf(finalReasons);
        if (finalReasons.stream().anyMatch(String::isBlank)) {
            throw new IllegalArgumentException("final reasons: expected some text in each, found a blank one");
        }
    }

    /** The defaults named at each component. */
    public static LaunchTolerance defaults() {
        return DEFAULTS;
    }

    /** This patience with another number of refused launches. */
    public LaunchTolerance withRefusals(int refusals) {
        return new LaunchTolerance(refusals, during, finalReasons);
    }

    /** This patience with another time for which launches must have been refused. */
    public LaunchTolerance withDuring(Duration during) {
        return new LaunchTolerance(refusals, during, finalReasons);
    }

    /** This patience with other reasons that end a wait at once; none of the defaults is kept. */
    public LaunchTolerance withFinalReasons(List<String> finalReasons) {
        return new LaunchTolerance(refusals, during, finalReasons);
    }

    /** Whether AWS's message about a refused launch names a reason that no waiting cures. */
    public boolean isFinal(String message) {
        String lower = message.toLowerCase(Locale.ROOT);
        return finalReasons.stream().anyMatch(reason -> lower.contains(reason.toLowerCase(Locale.ROOT)));
    }
}
