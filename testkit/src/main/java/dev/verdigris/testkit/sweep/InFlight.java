package dev.verdigris.testkit.sweep;

import dev.verdigris.error.PortException;
import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import dev.verdigris.model.GroupName;
import dev.verdigris.model.ParameterPath;
import dev.verdigris.model.Target;
import dev.verdigris.model.TargetGroup;
import dev.verdigris.model.TargetGroupRef;
import dev.verdigris.port.Permit;
import dev.verdigris.port.Resize;
import dev.verdigris.port.TargetGroups;
import dev.verdigris.testkit.Call;
import dev.verdigris.testkit.Operations;
import dev.verdigris.testkit.SimulatedCloud;
import java.util.LinkedHashSet;
import java.util.Set;

/** A change that nobody waits for any more, and that takes effect all the same. */
final class InFlight {
    private static final Permit PASSED = () -> {};

    private InFlight() {}

    /** Whether it can land later: a write of the deployment state compares and sets, so that it would be refused then. */
    static boolean mayLandLater(Call call) {
        return Invariants.changesTheWorld(call);
    }

    /** It takes effect now, unless the cloud refuses it now. */
    static void land(Call call, SimulatedCloud cloud, Environment environment) {
        try {
            switch (call.operation()) {
                case Operations.UPDATE_GROUP ->
                    cloud.ports().fleets().resize((GroupName) call.subject(), (Resize) detail(call), PASSED);
                case Operations.REGISTER ->
                    targetGroups(cloud).register(targetGroup(cloud, environment), targets(call), PASSED);
                case Operations.DEREGISTER ->
                    targetGroups(cloud).deregister(targetGroup(cloud, environment), targets(call), PASSED);
                case Operations.PUT_PARAMETER ->
                    cloud.ports().activeColors().write((ParameterPath) call.subject(), (Color) detail(call), PASSED);
                default -> throw new IllegalArgumentException("expected a change that can land later, found " + call);
            }
        } catch (PortException e) {
            // Refused: it has no effect.
        }
    }

    private static Object detail(Call call) {
        Object detail = call.detail();
        if (detail == null) {
            throw new IllegalArgumentException("expected it to say what to change, found " + call);
        }
        return detail;
    }

    private static Set<Target> targets(Call call) {
        Set<Target> targets = new LinkedHashSet<>();
        ((Iterable<?>) detail(call)).forEach(target -> targets.add((Target) target));
        return targets;
    }

    private static TargetGroups targetGroups(SimulatedCloud cloud) {
        return cloud.ports().targetGroups();
    }

    private static TargetGroup targetGroup(SimulatedCloud cloud, Environment environment) {
        return targetGroups(cloud)
                .find(new TargetGroupRef(cloud.targetGroup(environment).arn()));
    }
}
