package dev.verdigris.scenario;

import dev.verdigris.BlueGreen;
import dev.verdigris.event.Event;
import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import dev.verdigris.model.Traffic;
import dev.verdigris.request.Deployment;
import dev.verdigris.request.KeepWarm;
import dev.verdigris.testkit.SimulatedCloud;
import dev.verdigris.testkit.SimulatedGroup;
import dev.verdigris.testkit.SimulatedTargetGroup;
import java.util.function.Consumer;

/** An environment whose target group is attached to the group that serves: the blue one, with three instances. */
final class AttachmentStage {
    final Environment beta =
            Environment.named("beta").traffic(Traffic.attachment("Beta")).build();
    final SimulatedCloud cloud = SimulatedCloud.serving(beta, 3);
    final SimulatedGroup blue = cloud.group(beta, Color.BLUE);
    final SimulatedGroup green = cloud.group(beta, Color.GREEN);
    final SimulatedTargetGroup targets = cloud.targetGroup(beta);

    BlueGreen on() {
        return on(event -> {});
    }

    BlueGreen on(Consumer<Event> listener) {
        return BlueGreen.builder(cloud.ports()).listener(listener::accept).build();
    }

    /** A facade on which something happens as a step begins. */
    BlueGreen as(String step, Runnable happens) {
        return on(event -> {
            if (event instanceof Event.StepStarted started
                    && started.step().id().equals(step)) {
                happens.run();
            }
        });
    }

    /** A deployment that ends the old fleet. */
    Deployment ending() {
        return Deployment.of(beta).withKeepWarm(KeepWarm.none());
    }

    /** The color whose group alone is attached. */
    Color attached() {
        boolean toBlue = blue.isAttached(targets);
        if (toBlue == green.isAttached(targets)) {
            throw new AssertionError("expected one group to be attached, found " + (toBlue ? "both" : "none"));
        }
        return toBlue ? Color.BLUE : Color.GREEN;
    }
}
