package dev.verdigris.examples;

import dev.verdigris.BlueGreen;
import dev.verdigris.event.ProgressPrinter;
import dev.verdigris.hook.Follower;
import dev.verdigris.hook.Hook;
import dev.verdigris.hook.HttpProbe;
import dev.verdigris.model.Environment;
import dev.verdigris.outcome.Outcome;
import dev.verdigris.request.Bake;
import dev.verdigris.request.Deployment;
import dev.verdigris.request.Gate;
import dev.verdigris.request.Promotion;
import dev.verdigris.testkit.SimulatedCloud;
import java.time.Duration;

/** Deploys on the simulated cloud with a probe, a hook, a follower, a bake and a gate, which a second process promotes. */
public final class AroundTheSwitch {

    private AroundTheSwitch() {}

    /** Takes no arguments. */
    public static void main(String[] args) {
        Environment beta = Environment.of("beta");
        SimulatedCloud cloud = SimulatedCloud.serving(beta, 3);
        cloud.alarms().create("5xx-green");
        Hook scheduler = cloud.createHook("scheduler", Hook.Point.BEFORE_SWITCH);
        Follower router = cloud.createFollower(beta, "router");
        // tag::ask[]
        Deployment careful = Deployment.of(beta)
                .withBake(Bake.of(Duration.ofMinutes(10)).withAlarms("5xx-{color}"))
                .withGate(Gate.afterBake().abortedAfter(Duration.ofHours(4)));

        Outcome waiting = process(cloud, scheduler, router).deploy(careful);
        System.out.println(waiting); // and this process may end
        // end::ask[]
        cloud.pass(Duration.ofHours(1));
        // tag::promote[]
        BlueGreen another = process(cloud, scheduler, router);
        System.out.println(another.status(beta));
        another.promote(Promotion.of(beta).withReason("looks good")).orThrow();
        another.history(beta).forEach(System.out::println);
        // end::promote[]
        System.out.println(cloud.traffic());
    }

    // tag::process[]
    private static BlueGreen process(SimulatedCloud cloud, Hook scheduler, Follower router) {
        return BlueGreen.builder(cloud.ports())
                .probe("health", HttpProbe.http(8080, "/health"))
                .hook("scheduler", Hook.Point.BEFORE_SWITCH, scheduler)
                .follower("router", router)
                .listener(ProgressPrinter.to(System.out))
                .build();
    }
    // end::process[]
}
