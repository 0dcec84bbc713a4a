package dev.verdigris.examples;

import dev.verdigris.BlueGreen;
import dev.verdigris.model.Environment;
import dev.verdigris.request.Deployment;
import dev.verdigris.rollout.Rollout;
import dev.verdigris.rollout.RolloutResult;
import dev.verdigris.rollout.Rollouts;
import dev.verdigris.rollout.Wave;
import dev.verdigris.testkit.SimulatedCloud;
import java.time.Duration;
import java.util.concurrent.Executor;

/** Deploys a stage and two regions in waves, on a simulated cloud each, and prints what happens. */
public final class Regions {

    private Regions() {}

    /** Takes no arguments. */
    public static void main(String[] args) {
        Environment beta = Environment.of("beta");
        Environment prod = Environment.of("prod");
        SimulatedCloud europe =
                SimulatedCloud.builder().serving(beta, 2).serving(prod, 3).build();
        SimulatedCloud america = SimulatedCloud.serving(prod, 3);
        BlueGreen eu = BlueGreen.on(europe.ports());
        BlueGreen us = BlueGreen.on(america.ports());
        Executor threads = Runnable::run; // one after the other, since simulated clouds are of one thread
        // tag::rollout[]
        Rollout rollout = Rollout.of("build-4711")
                .withWave(Wave.of("beta").with(eu, Deployment.of(beta)).withSoak(Duration.ofMinutes(30)))
                .withWave(Wave.of("prod")
                        .with("prod@eu", eu, Deployment.of(prod))
                        .with("prod@us", us, Deployment.of(prod))
                        .withAtOnce(2))
                .withGoBack(true);
        Rollouts rollouts = Rollouts.builder(threads) // Executors.newVirtualThreadPerTaskExecutor(), for instance
                .time(europe.ports().time()) // by default that of the machine
                .listener(event -> System.out.println(event.sentence()))
                .build();

        System.out.println(rollouts.plan(rollout)); // changes nothing
        RolloutResult result = rollouts.run(rollout);
        // end::rollout[]
        System.out.println(result);
    }
}
