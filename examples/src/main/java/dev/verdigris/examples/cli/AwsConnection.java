package dev.verdigris.examples.cli;

import dev.verdigris.aws.AwsCloud;
import dev.verdigris.port.Cloud;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.ssm.SsmClient;

/** Connects to AWS, or to what stands at another endpoint, with the region and the credentials of the usual chains. */
final class AwsConnection {

    private AwsConnection() {}

    /**
     * Connects.
     *
     * @throws UsageException if no region or no credentials are configured
     */
    static Connection connect(Options options) {
        Region region = region(options.region());
        AwsCredentialsProvider credentials = credentials();
        SdkHttpClient http = UrlConnectionHttpClient.create();
        AutoScalingClient autoScaling = at(options, AutoScalingClient.builder())
                .region(region)
                .credentialsProvider(credentials)
                .httpClient(http)
                .build();
        ElasticLoadBalancingV2Client elb = at(options, ElasticLoadBalancingV2Client.builder())
                .region(region)
                .credentialsProvider(credentials)
                .httpClient(http)
                .build();
        SsmClient ssm = at(options, SsmClient.builder())
                .region(region)
                .credentialsProvider(credentials)
                .httpClient(http)
                .build();
        Cloud cloud = AwsCloud.builder(autoScaling, elb, ssm)
                .callTimeout(options.callTimeout())
                .build();
        return new Connection(cloud, () -> {
            autoScaling.close();
            elb.close();
            ssm.close();
            http.close();
        });
    }

    private static Region region(@Nullable String given) {
        if (given != null) {
            return Region.of(given);
        }
        try {
            return DefaultAwsRegionProviderChain.builder().build().getRegion();
        } catch (SdkClientException e) {
            throw new UsageException("expected an AWS region, found none; name one with --region, set AWS_REGION, or "
                    + "configure one with 'aws configure' (a Moto server takes any, such as us-east-1)");
        }
    }

    /** Looks once whether there are any; a deployment may outlive them, so they go on being looked up. */
    private static AwsCredentialsProvider credentials() {
        AwsCredentialsProvider chain = DefaultCredentialsProvider.builder().build();
        try {
            chain.resolveCredentials();
            return chain;
        } catch (SdkClientException e) {
            throw new UsageException("expected AWS credentials, found none that can be used; set AWS_ACCESS_KEY_ID and "
                    + "AWS_SECRET_ACCESS_KEY, set AWS_PROFILE, or configure them with 'aws configure' (a Moto server "
                    + "takes any)");
        }
    }

    private static <B extends AwsClientBuilder<B, ?>> B at(Options options, B client) {
        return options.endpoint() == null ? client : client.endpointOverride(options.endpoint());
    }
}
