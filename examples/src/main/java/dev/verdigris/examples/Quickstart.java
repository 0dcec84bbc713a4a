package dev.verdigris.examples;

import dev.verdigris.BlueGreen;
import dev.verdigris.event.ProgressPrinter;
import dev.verdigris.model.Environment;
import dev.verdigris.plan.SwitchPlan;
import dev.verdigris.request.Deployment;
import dev.verdigris.testkit.SimulatedCloud;

/** Deploys on the simulated cloud and prints what happens: the program of the README. */
public final class Quickstart {

    private Quickstart() {}

    /** Takes no arguments. */
    public static void main(String[] args) {
        // tag::quickstart[]
        Environment beta = Environment.of("beta");
        SimulatedCloud cloud = SimulatedCloud.serving(beta, 3);
        BlueGreen blueGreen = BlueGreen.builder(cloud.ports())
                .listener(ProgressPrinter.to(System.out))
                .build();

        SwitchPlan plan = blueGreen.plan(Deployment.of(beta)); // changes nothing
        System.out.println(plan);
        blueGreen.execute(plan).orThrow();

        System.out.println(blueGreen.status(beta));
        System.out.println(cloud.traffic());
        // end::quickstart[]
    }
}
