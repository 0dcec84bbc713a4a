package dev.verdigris.scenario;

import dev.verdigris.BlueGreen;
import dev.verdigris.event.Event;
import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import dev.verdigris.model.Traffic;
import dev.verdigris.request.Deployment;
import dev.verdigris.request.KeepWarm;
import dev.verdigris.testkit.ForwardAction;
import dev.verdigris.testkit.Latencies;
import dev.verdigris.testkit.Latency;
import dev.verdigris.testkit.SimulatedCloud;
import dev.verdigris.testkit.SimulatedListener;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** An environment whose traffic is forwarded by two listeners, with three blue instances that serve. */
final class ForwardingStage {
    static final Traffic.Forwarding TWO = Traffic.forwarding("Beta-Blue", "Beta-Green", "main:80", "main:443");

    /** As on AWS, but that no node of the load balancer learns of a change later than the hold waits. */
    private static final Latencies WITHIN_THE_HOLD =
            Latencies.likeAws().withPropagation(Latency.between(Duration.ofSeconds(1), Duration.ofSeconds(25)));

    final Environment beta;
    final SimulatedCloud cloud;

    ForwardingStage() {
        this(TWO);
    }

    ForwardingStage(Traffic.Forwarding traffic) {
        this.beta = Environment.named("beta").traffic(traffic).build();
        this.cloud = SimulatedCloud.builder()
                .latencies(WITHIN_THE_HOLD)
                .serving(beta, 3)
                .build();
    }

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

    SimulatedListener listener(int port) {
        return cloud.loadBalancer("main").listener(port);
    }

    /** Somebody writes the default actions of both listeners. */
    void rewrite(UnaryOperator<ForwardAction> to) {
        for (int port : List.of(80, 443)) {
            listener(port)
                    .forward(to.apply(Objects.requireNonNull(listener(port).action())));
        }
    }

    /** The actions of both listeners. */
    List<String> actions() {
        return List.of(
                String.valueOf(listener(80).action()),
                String.valueOf(listener(443).action()));
    }

    ForwardAction to(Color color) {
        return ForwardAction.to(cloud.targetGroup(beta, Color.BLUE), color == Color.BLUE ? 100 : 0)
                .and(cloud.targetGroup(beta, Color.GREEN), color == Color.GREEN ? 100 : 0);
    }
}
