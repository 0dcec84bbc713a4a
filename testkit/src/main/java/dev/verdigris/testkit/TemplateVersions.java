package dev.verdigris.testkit;

import dev.verdigris.error.PortException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The versions of a group's launch template, and what instances run that are launched from each. */
final class TemplateVersions {
    static final String LATEST = "$Latest";

    private final Launcher launcher;
    private final Map<String, String> running = new HashMap<>();
    private String version = LATEST;

    TemplateVersions(Launcher launcher) {
        this.launcher = launcher;
    }

    /** The version that the group says. */
    String version() {
        return version;
    }

    void create(String number, String runs) {
        running.put(number, runs);
    }

    /** The group says so from now on, and launches that. */
    void set(String number) {
        require("autoscaling:UpdateAutoScalingGroup", number);
        version = number;
        launches(null);
    }

    /** What is launched until further notice; null for what the group says. */
    void launches(@Nullable String number) {
        String runs = running.get(number == null ? version : number);
        if (runs != null) {
            launcher.launches(runs);
        }
    }

    /** @throws PortException.Invalid if there is no such version */
    void require(String operation, String number) {
        if (!running.containsKey(number)) {
            throw new PortException.Invalid(
                    operation,
                    "ValidationError: You must use a valid fully-formed launch template. Could not find the specified"
                            + " version '" + number + "' for the launch template",
                    null);
        }
    }
}
