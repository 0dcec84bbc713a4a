package com.example.deployer;

import dev.verdigris.BlueGreen;
import dev.verdigris.aws.AwsCloud;
import dev.verdigris.model.Environment;
import dev.verdigris.outcome.Outcome;
import dev.verdigris.testkit.SimulatedCloud;
import java.util.stream.Stream;

/** Deploys on a simulated cloud, and says of which modules it is made. */
public final class Main {
    private Main() {}

    /** Takes no arguments; ends with an exception where something went wrong. */
    public static void main(String[] args) {
        Environment beta = Environment.of("beta");
        SimulatedCloud cloud = SimulatedCloud.serving(beta, 3);

        Outcome outcome = BlueGreen.on(cloud.ports()).deploy(beta);
        System.out.println(outcome + ": " + cloud.traffic());
        System.out.println(Stream.of(Main.class, BlueGreen.class, AwsCloud.class, SimulatedCloud.class)
                .map(Class::getModule)
                .toList());
        outcome.orThrow();
        if (!BlueGreen.class.getModule().isNamed() || cloud.traffic().failed() > 0) {
            throw new IllegalStateException("expected modules with names and no failed request, found otherwise");
        }
    }
}
