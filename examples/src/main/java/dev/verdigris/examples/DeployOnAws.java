package dev.verdigris.examples;

import dev.verdigris.BlueGreen;
import dev.verdigris.aws.AwsCloud;
import dev.verdigris.event.ProgressPrinter;
import dev.verdigris.model.Environment;
import dev.verdigris.model.Traffic;
import dev.verdigris.outcome.Outcome;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.ssm.SsmClient;

/** Deploys on AWS, in the region and with the credentials that are configured where it runs. */
public final class DeployOnAws {

    private DeployOnAws() {}

    /** Takes no arguments. */
    public static void main(String[] args) {
        // tag::aws[]
        try (AutoScalingClient autoScaling = AutoScalingClient.create();
                ElasticLoadBalancingV2Client elb = ElasticLoadBalancingV2Client.create();
                SsmClient ssm = SsmClient.create()) {
            BlueGreen blueGreen = BlueGreen.builder(AwsCloud.using(autoScaling, elb, ssm))
                    .listener(ProgressPrinter.to(System.out))
                    .build();
            Environment beta = Environment.named("beta") // beta-blue, beta-green
                    .traffic(Traffic.registration("Beta"))
                    .build();
            Outcome outcome = blueGreen.deploy(beta);
            System.out.println(ending(outcome));
        }
        // end::aws[]
    }

    private static String ending(Outcome outcome) {
        // tag::ending[]
        return outcome.<String>fold()
                .succeeded(done -> "traffic reaches " + done.report().to())
                .rolledBack(back -> "everything is as before: " + back.cause().getMessage())
                .failedDirty(dirty -> "manual cleanup required: " + dirty.residue())
                .interrupted(left -> "to be resumed or aborted: " + left.why())
                .orElse(other -> "in progress: " + other);
        // end::ending[]
    }
}
