package dev.verdigris.scenario;

import dev.verdigris.BlueGreen;
import dev.verdigris.event.Event;
import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import dev.verdigris.model.GroupSize;
import dev.verdigris.model.TargetGroupRef;
import dev.verdigris.model.Traffic;
import dev.verdigris.request.Adoption;
import dev.verdigris.testkit.ForwardAction;
import dev.verdigris.testkit.SimulatedCloud;
import dev.verdigris.testkit.SimulatedGroup;
import dev.verdigris.testkit.SimulatedListener;
import dev.verdigris.testkit.SimulatedTargetGroup;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** An environment that one group of three instances serves, which is to be adopted; both color groups are empty. */
final class AdoptionStage {
    static final GroupSize SERVING = new GroupSize(2, 10, 3);

    final Environment beta;
    final SimulatedCloud cloud;
    final SimulatedGroup old;
    final SimulatedGroup blue;
    final SimulatedGroup green;
    final List<Event> events = new ArrayList<>();

    private AdoptionStage(Environment beta, Environment before) {
        this.beta = beta;
        this.cloud = Stage.builder().serving(before, SERVING).build();
        this.old = cloud.group("beta");
        this.blue = cloud.createGroup("beta-blue", new GroupSize(0, 10, 0));
        this.green = cloud.group("beta-green");
        blue.setLaunchVersion("v2");
        cloud.removeParameter(beta.activeColorParameter());
    }

    /** All in one target group, where members are registered one by one. */
    static AdoptionStage registration() {
        return one(Traffic.registration("Beta"));
    }

    /** All in one target group, which is attached to the old group, and members of colors are registered one by one. */
    static AdoptionStage attached() {
        AdoptionStage stage = registration();
        stage.old.attach(stage.targets());
        stage.cloud.pass(Duration.ofMinutes(1));
        return stage;
    }

    /** All in one target group, which is attached to the group that serves. */
    static AdoptionStage attachment() {
        return one(Traffic.attachment("Beta"));
    }

    /** Two listeners forward to the target group that is attached to the old group; each color has another one. */
    static AdoptionStage forwarding() {
        Traffic.Forwarding colors = Traffic.forwarding("Beta-Blue", "Beta-Green", "main:80", "main:443");
        Environment.Builder beta = Environment.named("beta").traffic(colors);
        Environment adopted = beta.build();
        Traffic before = colors.withTargetGroup(Color.BLUE, new TargetGroupRef("Beta"));
        AdoptionStage stage = new AdoptionStage(
                adopted, beta.blueGroup("beta").traffic(before).build());
        SimulatedTargetGroup blue = stage.cloud.createTargetGroup("Beta-Blue");
        blue.setInUse(false);
        stage.blue.attach(blue);
        for (int port : List.of(80, 443)) {
            stage.listener(port).forward(ForwardAction.to(stage.targets()));
        }
        stage.cloud.pass(Duration.ofMinutes(2));
        return stage;
    }

    SimulatedListener listener(int port) {
        return cloud.loadBalancer("main").listener(port);
    }

    /** What both listeners do. */
    List<String> actions() {
        return List.of(
                String.valueOf(listener(80).action()),
                String.valueOf(listener(443).action()));
    }

    private static AdoptionStage one(Traffic traffic) {
        Environment.Builder beta = Environment.named("beta").traffic(traffic);
        return new AdoptionStage(beta.build(), beta.blueGroup("beta").build());
    }

    SimulatedTargetGroup targets() {
        return cloud.targetGroup("Beta");
    }

    Adoption adoption() {
        return Adoption.of(beta, "beta");
    }

    BlueGreen on() {
        return builder().build();
    }

    BlueGreen.Builder builder() {
        return BlueGreen.builder(cloud.ports()).listener(cloud.listener()).listener(events::add);
    }

    /** A facade on which something happens as a step begins. */
    BlueGreen as(String step, Runnable happens) {
        return builder()
                .listener(event -> {
                    if (event instanceof Event.StepStarted started
                            && started.step().id().equals(step)) {
                        happens.run();
                    }
                })
                .build();
    }
}
