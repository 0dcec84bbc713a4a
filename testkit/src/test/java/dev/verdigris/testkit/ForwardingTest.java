package dev.verdigris.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdigris.BlueGreen;
import dev.verdigris.model.Environment;
import dev.verdigris.model.Traffic;
import dev.verdigris.outcome.Outcome;
import dev.verdigris.request.Deployment;
import org.junit.jupiter.api.Test;

class ForwardingTest {
    private final Environment beta = Environment.named("beta")
            .traffic(Traffic.forwarding("Beta-Blue", "Beta-Green", "main:80"))
            .build();
    private final SimulatedCloud cloud = SimulatedCloud.serving(beta, 3);

    @Test
    void a_deployment_moves_all_requests_at_once() {
        BlueGreen on = BlueGreen.builder(cloud.ports()).listener(cloud.listener()).build();
        System.out.println(on.plan(Deployment.of(beta)));
        Outcome outcome = on.deploy(beta);
        cloud.log().forEach(System.out::println);
        System.out.println(outcome);
        System.out.println(cloud);
        outcome.orThrow();
    }
}
