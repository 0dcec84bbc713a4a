package dev.verdigris.aws;

import dev.verdigris.aws.moto.MotoWorld;
import dev.verdigris.port.Cloud;
import java.time.Duration;
import java.util.Objects;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.ssm.SsmClient;

/** The adapter on Moto, as a user would have it, but for the time, which is virtual, and the pauses before retries. */
final class Clouds {

    private Clouds() {}

    static Cloud on(MotoWorld world, ExecutionInterceptor... interceptors) {
        Cloud cloud = AwsCloud.builder(
                        world.connected(AutoScalingClient.builder(), interceptors)
                                .build(),
                        world.connected(ElasticLoadBalancingV2Client.builder(), interceptors)
                                .build(),
                        world.connected(SsmClient.builder(), interceptors).build())
                .firstPause(Duration.ofNanos(1000))
                .build();
        return Cloud.builder()
                .fleets(cloud.fleets())
                .targetGroups(cloud.targetGroups())
                .listeners(Objects.requireNonNull(cloud.listeners()))
                .attachments(Objects.requireNonNull(cloud.attachments()))
                .instanceRefreshes(Objects.requireNonNull(cloud.instanceRefreshes()))
                .activeColors(cloud.activeColors())
                .releases(Objects.requireNonNull(cloud.releases()))
                .deployments(Objects.requireNonNull(cloud.deployments()))
                .callTimeout(cloud.callTimeout())
                .time(new VirtualTime())
                .build();
    }
}
