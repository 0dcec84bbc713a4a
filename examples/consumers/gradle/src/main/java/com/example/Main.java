package com.example;

import dev.verdigris.BlueGreen;
import dev.verdigris.model.Environment;
import dev.verdigris.outcome.Outcome;
import dev.verdigris.testkit.SimulatedCloud;

/** Deploys on a simulated cloud. */
public final class Main {
    private Main() {}

    /** Takes no arguments; ends with an exception where the deployment did not succeed. */
    public static void main(String[] args) {
        Environment beta = Environment.of("beta");
        SimulatedCloud cloud = SimulatedCloud.serving(beta, 3);

        Outcome outcome = BlueGreen.on(cloud.ports()).deploy(beta);
        System.out.println(outcome + ": " + cloud.traffic());
        outcome.orThrow();
    }
}
