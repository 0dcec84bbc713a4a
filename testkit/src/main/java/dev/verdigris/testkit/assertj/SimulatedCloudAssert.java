package dev.verdigris.testkit.assertj;

import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import dev.verdigris.model.GroupSize;
import dev.verdigris.testkit.SimulatedCloud;
import dev.verdigris.testkit.SimulatedGroup;
import dev.verdigris.testkit.SimulatedTargetGroup;
import dev.verdigris.testkit.TrafficReport;
import java.util.Objects;
import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;

/**
 * Assertions about a simulated cloud, as it really is. Those about an environment mean the one that the
 * cloud was built with; where there are several, {@link #in} says which.
 */
@SuppressWarnings("exports") // a module that whoever calls this requires itself; the others need not have it
public final class SimulatedCloudAssert extends AbstractAssert<SimulatedCloudAssert, SimulatedCloud> {
    private @Nullable Environment environment;

    SimulatedCloudAssert(@Nullable SimulatedCloud actual) {
        super(actual, SimulatedCloudAssert.class);
    }

    /** Makes the assertions that follow mean that environment. */
    public SimulatedCloudAssert in(Environment chosen) {
        environment = chosen;
        return this;
    }

    /** Asserts that this color is recorded. */
    public SimulatedCloudAssert hasRecorded(Color color) {
        return hasRecorded(color.label());
    }

    /** Asserts that this text is recorded, verbatim; null if nothing is to be. */
    public SimulatedCloudAssert hasRecorded(@Nullable String text) {
        String found = cloud().recorded(environment());
        if (!Objects.equals(found, text)) {
            complain("Expected '" + text + "' to be recorded, found '" + found + "'");
        }
        return this;
    }

    /**
     * Asserts that traffic reaches that color alone: all its instances in service are registered and healthy, at least
     * one, and no requests are sent to the other color.
     */
    public SimulatedCloudAssert servesOnly(Color color) {
        SimulatedGroup serving = cloud().group(environment(), color);
        int healthy = cloud().targetGroup(environment(), color).healthy(serving);
        if (routed(color) == 0 || healthy == 0 || healthy != serving.inService()) {
            complain("Expected all instances of " + serving.name() + " in service to be healthy targets, found "
                    + healthy + " of " + serving.inService() + ", and requests sent to " + routed(color));
        }
        if (routed(color.other()) > 0) {
            complain("Expected no instance of " + environment().group(color.other()) + " to be registered, found "
                    + routed(color.other()));
        }
        return this;
    }

    /** Asserts that requests are sent to instances of that color, healthy or not, and to none of the other. */
    public SimulatedCloudAssert registersOnly(Color color) {
        int expected = routed(color);
        int others = routed(color.other());
        if (expected == 0 || others > 0) {
            complain("Expected only targets of " + color + ", found " + expected + " of it and " + others
                    + " of the other");
        }
        return this;
    }

    /** The number of instances of a color that are registered where requests are sent. */
    private int routed(Color color) {
        SimulatedTargetGroup targetGroup = cloud().targetGroup(environment(), color);
        boolean shared = cloud().targetGroups(environment()).size() == 1;
        boolean weighs = cloud().listeners(environment()).stream()
                .anyMatch(listener -> listener.weights().getOrDefault(targetGroup, 0) > 0);
        return shared || weighs ? targetGroup.registered(cloud().group(environment(), color)) : 0;
    }

    /** Asserts that no request has failed so far. */
    public SimulatedCloudAssert failedNoRequest() {
        TrafficReport traffic = cloud().traffic();
        if (traffic.failed() > 0) {
            complain("Expected no failed request, found " + traffic);
        }
        return this;
    }

    /** Asserts the size of the group of that color. */
    public SimulatedCloudAssert hasBounds(Color color, int min, int max, int desired) {
        return hasBounds(cloud().group(environment(), color), new GroupSize(min, max, desired));
    }

    /** Asserts the size of the group of that name. */
    public SimulatedCloudAssert hasBounds(String group, int min, int max, int desired) {
        return hasBounds(cloud().group(group), new GroupSize(min, max, desired));
    }

    private SimulatedCloudAssert hasBounds(SimulatedGroup group, GroupSize expected) {
        if (!group.size().equals(expected)) {
            complain("Expected " + group.name() + " at " + expected + ", found " + group.size());
        }
        return this;
    }

    /** Asserts how many members of the group of that color are in service. */
    public SimulatedCloudAssert hasInService(Color color, int count) {
        SimulatedGroup group = cloud().group(environment(), color);
        if (group.inService() != count) {
            complain("Expected " + count + " instances of " + group.name() + " in service, found " + group.inService());
        }
        return this;
    }

    private SimulatedCloud cloud() {
        isNotNull();
        return actual;
    }

    private Environment environment() {
        if (environment == null) {
            if (cloud().environments().size() != 1) {
                throw new IllegalStateException(
                        "expected a cloud of one environment, found " + cloud().environments() + "; say in(…) which");
            }
            environment = cloud().environments().get(0);
        }
        return environment;
    }

    private void complain(String message) {
        throw failure("%s%n%n%s", message, cloud().describe());
    }
}
