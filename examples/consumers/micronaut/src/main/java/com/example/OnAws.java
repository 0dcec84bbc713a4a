package com.example;

import dev.verdigris.aws.AwsCloud;
import dev.verdigris.port.Cloud;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.env.Environment;
import jakarta.inject.Singleton;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.ssm.SsmClient;

/** The clients are beans, so that Micronaut closes them. */
@Factory
@Requires(notEnv = Environment.TEST)
class OnAws {
    @Bean(preDestroy = "close")
    @Singleton
    AutoScalingClient autoScaling() {
        return AutoScalingClient.create();
    }

    @Bean(preDestroy = "close")
    @Singleton
    ElasticLoadBalancingV2Client elb() {
        return ElasticLoadBalancingV2Client.create();
    }

    @Bean(preDestroy = "close")
    @Singleton
    SsmClient ssm() {
        return SsmClient.create();
    }

    @Singleton
    Cloud cloud(AutoScalingClient autoScaling, ElasticLoadBalancingV2Client elb, SsmClient ssm) {
        return AwsCloud.using(autoScaling, elb, ssm);
    }
}
