package com.example;

import dev.verdigris.aws.AwsCloud;
import dev.verdigris.port.Cloud;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.ssm.SsmClient;

/** The clients are beans, so that Spring closes them. */
@Configuration
@Profile("!test")
class OnAws {
    @Bean
    AutoScalingClient autoScaling() {
        return AutoScalingClient.create();
    }

    @Bean
    ElasticLoadBalancingV2Client elb() {
        return ElasticLoadBalancingV2Client.create();
    }

    @Bean
    SsmClient ssm() {
        return SsmClient.create();
    }

    @Bean
    Cloud cloud(AutoScalingClient autoScaling, ElasticLoadBalancingV2Client elb, SsmClient ssm) {
        return AwsCloud.using(autoScaling, elb, ssm);
    }
}
