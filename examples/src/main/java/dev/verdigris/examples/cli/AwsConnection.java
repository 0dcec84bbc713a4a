package dev.verdigris.examples.cli;

import dev.verdigris.aws.AwsCloud;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.ssm.SsmClient;

/** Connects to AWS, or to what stands at another endpoint, with the credentials of the usual chain. */
final class AwsConnection {

    private AwsConnection() {}

    static Connection connect(Options options) {
        SdkHttpClient http = UrlConnectionHttpClient.create();
        AutoScalingClient autoScaling =
                at(options, AutoScalingClient.builder()).httpClient(http).build();
        ElasticLoadBalancingV2Client elb =
                at(options, ElasticLoadBalancingV2Client.builder()).httpClient(http).build();
        SsmClient ssm = at(options, SsmClient.builder()).httpClient(http).build();
        return new Connection(AwsCloud.using(autoScaling, elb, ssm), () -> {
            autoScaling.close();
            elb.close();
            ssm.close();
            http.close();
        });
    }

    private static <B extends AwsClientBuilder<B, ?>> B at(Options options, B client) {
        if (options.region() != null) {
            client.region(Region.of(options.region()));
        }
        if (options.endpoint() != null) {
            client.endpointOverride(options.endpoint());
        }
        return client;
    }
}
