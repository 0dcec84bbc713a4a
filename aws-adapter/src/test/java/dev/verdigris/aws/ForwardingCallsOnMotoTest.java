package dev.verdigris.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdigris.BlueGreen;
import dev.verdigris.aws.moto.MotoForwarding;
import dev.verdigris.aws.moto.MotoWorld;
import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import dev.verdigris.model.Traffic;
import dev.verdigris.request.Deployment;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/** What goes over the wire when traffic is forwarded by two routes: it is told here, and does not depend on the instances. */
class ForwardingCallsOnMotoTest {
    private static final Environment BETA = Environment.named("beta")
            .traffic(Traffic.forwarding("Beta-Blue", "Beta-Green", "web:80", "web:8080")
                    .hold(Duration.ZERO))
            .build();

    /** Counts requests, each transmission of them. */
    private static final class Counted implements ExecutionInterceptor {
        private final Map<String, Integer> sent = new TreeMap<>();

        @Override
        public synchronized void beforeTransmission(
                Context.BeforeTransmission context, ExecutionAttributes attributes) {
            sent.merge(Operations.name(attributes), 1, Integer::sum);
        }

        int all() {
            return sent.values().stream().mapToInt(Integer::intValue).sum();
        }
    }

    private final MotoWorld moto = MotoWorld.fresh();
    private final Counted counted = new Counted();
    private final BlueGreen blueGreen = BlueGreen.on(Clouds.on(moto, counted));

    private Counted with(int instances) {
        MotoForwarding beta = MotoForwarding.create(moto, BETA);
        moto.autoScaling()
                .setDesiredCapacity(request -> request.autoScalingGroupName(
                                BETA.group(Color.BLUE).value())
                        .desiredCapacity(instances));
        beta.balancer().listen(80, beta.forward(100, 0, null));
        beta.balancer().listen(8080, beta.forward(100, 0, null));
        return counted;
    }

    @Test
    void a_plan_reads_no_target_group_twice() {
        with(3);

        blueGreen.plan(Deployment.of(BETA));

        System.out.println("a plan by forwarding through two routes: " + counted.all() + " calls, " + counted.sent);
        assertThat(counted.sent)
                .containsEntry(ElbTargetGroups.ATTRIBUTES, 2)
                .as("one for both colors, one for those of the load balancer")
                .containsEntry(ElbTargetGroups.FIND, 2);
    }

    @Test
    void three_instances_and_45_take_the_same_calls() {
        int few = deploying(3);
        int many = deploying(45);

        assertThat(many).isEqualTo(few);
    }

    private int deploying(int instances) {
        ForwardingCallsOnMotoTest test = new ForwardingCallsOnMotoTest();
        test.with(instances);
        test.blueGreen.deploy(Deployment.of(BETA)).orThrow();
        System.out.println("a deployment of " + instances + " by forwarding through two routes: " + test.counted.all()
                + " calls, " + test.counted.sent);
        return test.counted.all();
    }
}
