package com.example;

import dev.verdigris.BlueGreen;
import dev.verdigris.aws.AwsCloud;
import dev.verdigris.model.Environment;
import dev.verdigris.outcome.Outcome;
import dev.verdigris.port.Cloud;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.ssm.SsmClient;

/** A team's own tool: it deploys on whatever cloud it is given. */
public final class Deployer {
    private final BlueGreen blueGreen;

    Deployer(Cloud cloud) {
        blueGreen = BlueGreen.on(cloud);
    }

    /** Takes the names of environments, and deploys them one after another, until one fails. */
    public static void main(String[] environments) {
        try (AutoScalingClient autoScaling = AutoScalingClient.create();
                ElasticLoadBalancingV2Client elb = ElasticLoadBalancingV2Client.create();
                SsmClient ssm = SsmClient.create()) {
            Deployer deployer = new Deployer(AwsCloud.using(autoScaling, elb, ssm));
            for (String environment : environments) {
                System.out.println(deployer.deploy(environment).orThrow());
            }
        }
    }

    Outcome deploy(String environment) {
        return blueGreen.deploy(Environment.of(environment));
    }
}
