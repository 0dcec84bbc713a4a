package dev.verdigris.examples.cli;

import dev.verdigris.Status;
import dev.verdigris.aws.AwsAlarms;
import dev.verdigris.aws.AwsCloud;
import dev.verdigris.aws.AwsInstanceAddresses;
import dev.verdigris.aws.AwsQueueFollower;
import dev.verdigris.aws.AwsReleases;
import dev.verdigris.aws.AwsRequestFollower;
import dev.verdigris.aws.AwsStores;
import dev.verdigris.aws.CloudWatchPublisher;
import dev.verdigris.aws.EnvironmentWatch;
import dev.verdigris.event.Listener;
import dev.verdigris.hook.Follower;
import dev.verdigris.model.Environment;
import dev.verdigris.port.Cloud;
import dev.verdigris.port.DeploymentStore;
import dev.verdigris.port.Releases;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/** Connects to AWS, or to what stands at another endpoint, with the region and the credentials of the usual chains. */
final class AwsConnection implements Surroundings {
    private final Options options;
    private final Region region;
    private final AwsCredentialsProvider credentials;
    private final SdkHttpClient http = UrlConnectionHttpClient.create();
    private final Deque<SdkAutoCloseable> closing = new ArrayDeque<>(List.of(http));

    private AwsConnection(Options options) {
        this.options = options;
        this.region = region(options.region());
        this.credentials = Credentials.find();
    }

    /**
     * Connects.
     *
     * @throws UsageException if no region or no credentials are configured, or nothing can be kept under the store's
     *     name
     */
    static Connection connect(Options options) {
        return new AwsConnection(options).connect();
    }

    private Connection connect() {
        SsmClient ssm = client(SsmClient.builder());
        AutoScalingClient autoScaling = client(AutoScalingClient.builder());
        AwsCloud.Builder aws = AwsCloud.builder(autoScaling, client(ElasticLoadBalancingV2Client.builder()), ssm);
        if (!options.instanceRefreshes()) {
            aws.withoutInstanceRefreshes();
        }
        aws.alarms(AwsAlarms.cloudWatch(cloudWatch(), options.callTimeout()));
        if (options.probes().stream().anyMatch(probe -> probe.probe().ofInstances())) {
            aws.instanceAddresses(AwsInstanceAddresses.ofPrivateIpv4(client(Ec2Client.builder())));
        }
        Cloud cloud = aws.releases(releases(options.release(), ssm, autoScaling))
                .callTimeout(options.callTimeout())
                .build();
        try {
            return new Connection(
                    cloud, store(options.store(), ssm), this, () -> closing.forEach(SdkAutoCloseable::close));
        } catch (IllegalArgumentException e) {
            throw new UsageException("--store: " + e.getMessage());
        }
    }

    @Override
    public List<Listener> publishers() {
        return List.copyOf(metrics());
    }

    @Override
    public void publish(Status status) {
        metrics().forEach(publisher -> publisher.publish(status));
    }

    private List<CloudWatchPublisher> metrics() {
        return options.publishers().stream()
                .map(typed -> CloudWatchPublisher.to(cloudWatch()).withNamespace(typed.where()))
                .toList();
    }

    @Override
    public EnvironmentWatch watch(Environment environment) {
        return EnvironmentWatch.find(environment, client(ElasticLoadBalancingV2Client.builder()));
    }

    @Override
    public Follower follower(TypedFollower typed) {
        if (typed instanceof TypedFollower.OfQueues queues) {
            AwsQueueFollower follower = AwsQueueFollower.of(client(SqsClient.builder()), queues.blue(), queues.green())
                    .withCallTimeout(options.callTimeout());
            return queues.emptyFor() == null ? follower : follower.withEmptyFor(queues.emptyFor());
        }
        if (typed instanceof TypedFollower.OfRequests requests) {
            AwsRequestFollower follower = AwsRequestFollower.of(
                            cloudWatch(), client(ElasticLoadBalancingV2Client.builder()))
                    .withCallTimeout(options.callTimeout());
            return requests.quietFor() == null ? follower : follower.withQuietFor(requests.quietFor());
        }
        return ((TypedFollower.AtAddresses) typed).follower();
    }

    private Releases releases(ReleasePlace place, SsmClient ssm, AutoScalingClient autoScaling) {
        if (place instanceof ReleasePlace.S3 s3) {
            try {
                return AwsReleases.s3(s3(), s3.bucket(), s3.key(), options.callTimeout());
            } catch (IllegalArgumentException e) {
                throw new UsageException("--release: " + e.getMessage());
            }
        }
        return place instanceof ReleasePlace.LaunchTemplate
                ? AwsReleases.launchTemplates(autoScaling, client(Ec2Client.builder()), options.callTimeout())
                : AwsReleases.parameterStore(ssm, options.callTimeout());
    }

    /** A stand-in of AWS may not speak the protocol of CloudWatch, as Moto does not: the SDK's own setting says who does. */
    private CloudWatchClient cloudWatch() {
        boolean elsewhere = System.getenv("AWS_ENDPOINT_URL_CLOUDWATCH") != null;
        return client(CloudWatchClient.builder(), elsewhere ? null : options.endpoint());
    }

    private S3Client s3() {
        return client(S3Client.builder().forcePathStyle(options.endpoint() != null));
    }

    private DeploymentStore store(Store store, SsmClient ssm) {
        if (store instanceof Store.DynamoDb dynamoDb) {
            return AwsStores.dynamoDb(client(DynamoDbClient.builder()), dynamoDb.table(), options.callTimeout());
        }
        if (store instanceof Store.S3 s3) {
            return AwsStores.s3(s3(), s3.bucket(), s3.prefix(), options.callTimeout());
        }
        return AwsStores.parameterStore(ssm, options.callTimeout());
    }

    private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C extends SdkAutoCloseable> C client(
            B builder) {
        return client(builder, options.endpoint());
    }

    private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C extends SdkAutoCloseable> C client(
            B builder, @Nullable URI endpoint) {
        builder.region(region).credentialsProvider(credentials).httpClient(http);
        if (endpoint != null) {
            builder.endpointOverride(endpoint);
        }
        C client = builder.build();
        closing.push(client);
        return client;
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
}
