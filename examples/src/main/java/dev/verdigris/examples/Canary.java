package dev.verdigris.examples;

import dev.verdigris.BlueGreen;
import dev.verdigris.event.ProgressPrinter;
import dev.verdigris.model.Environment;
import dev.verdigris.model.Traffic;
import dev.verdigris.request.Deployment;
import dev.verdigris.request.Shift;
import dev.verdigris.testkit.SimulatedCloud;
import java.time.Duration;

/** Deploys in stages on the simulated cloud, and prints what happens. */
public final class Canary {

    private Canary() {}

    /** Takes no arguments. */
    public static void main(String[] args) {
        Environment beta = Environment.named("beta")
                .traffic(Traffic.forwarding("Beta-Blue", "Beta-Green", "main:80"))
                .build();
        SimulatedCloud cloud = SimulatedCloud.serving(beta, 3);
        BlueGreen blueGreen = BlueGreen.builder(cloud.ports())
                .listener(ProgressPrinter.to(System.out))
                .build();
        // tag::canary[]
        Deployment staged = Deployment.of(beta)
                .withShift(Shift.of(
                        new Shift.Stage(10, Duration.ofMinutes(5)),
                        new Shift.Stage(50, Duration.ofMinutes(15)),
                        new Shift.Stage(100, Duration.ZERO)));

        System.out.println(blueGreen.plan(staged)); // changes nothing
        blueGreen.deploy(staged).orThrow();
        // end::canary[]
        System.out.println(cloud.traffic());
    }
}
