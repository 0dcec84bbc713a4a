package dev.verdigris.aws.moto;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.verdigris.model.Environment;
import dev.verdigris.model.GroupName;
import dev.verdigris.model.GroupSize;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.autoscaling.model.LaunchTemplateOverrides;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.InstanceType;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ProtocolEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetTypeEnum;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.ssm.SsmClient;

/**
 * An AWS account of a test's own on the Moto server, empty at first. Its credentials are those of a role assumed in it,
 * by which Moto tells accounts apart; so another process that is given them lands in the same account.
 */
public final class MotoWorld {
    private static final Region REGION = Region.US_EAST_1;

    /** The role that the server holds to its policy. */
    private static final String LIMITED = "limited";

    private static final SdkHttpClient HTTP = UrlConnectionHttpClient.create();

    private final URI endpoint;
    private final String account;
    private final AwsSessionCredentials credentials;
    private final AutoScalingClient autoScaling;
    private final ElasticLoadBalancingV2Client elb;
    private final SsmClient ssm;
    private final Ec2Client ec2;
    private @Nullable Network network;

    private MotoWorld(URI endpoint, String account, AwsSessionCredentials credentials) {
        this.endpoint = endpoint;
        this.account = account;
        this.credentials = credentials;
        this.autoScaling = connected(AutoScalingClient.builder()).build();
        this.elb = connected(ElasticLoadBalancingV2Client.builder()).build();
        this.ssm = connected(SsmClient.builder()).build();
        this.ec2 = connected(Ec2Client.builder()).build();
    }

    /** A world in an account that nobody has used. */
    public static MotoWorld fresh() {
        URI endpoint = MotoServer.endpoint();
        // Not from a seed: a server that outlives this JVM has seen that seed's accounts before.
        String account = "%012d".formatted(ThreadLocalRandom.current().nextLong(1_000_000_000_000L));
        return new MotoWorld(endpoint, account, assumeRoleIn(account, endpoint, "test"));
    }

    /**
     * The same account for somebody whom IAM allows these actions and nothing else. Moto knows no resources for most of them,
     * so it is told that they are allowed on all.
     */
    public MotoWorld limitedTo(Collection<String> actions) {
        String listed = actions.stream().collect(Collectors.joining("\",\"", "[\"", "\"]"));
        try (IamClient iam =
                connected(IamClient.builder()).region(Region.AWS_GLOBAL).build()) {
            iam.createRole(request -> request.roleName(LIMITED)
                    .assumeRolePolicyDocument("{\"Version\":\"2012-10-17\",\"Statement\":[]}"));
            iam.putRolePolicy(request -> request.roleName(LIMITED)
                    .policyName(LIMITED)
                    .policyDocument("{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":"
                            + listed + ",\"Resource\":\"*\"}]}"));
        }
        return new MotoWorld(endpoint, account, assumeRoleIn(account, endpoint, LIMITED));
    }

    /** Begins an environment of that name in this account. */
    public MotoEnvironment.Builder environment(String name) {
        return environment(Environment.of(name));
    }

    /** Begins an environment in this account. */
    public MotoEnvironment.Builder environment(Environment environment) {
        return new MotoEnvironment.Builder(this, environment);
    }

    /** Creates a group of instances, which are in service when this returns. */
    public void createGroup(GroupName name, GroupSize bounds) {
        Network place = network();
        autoScaling.createAutoScalingGroup(request -> request.autoScalingGroupName(name.value())
                .launchTemplate(
                        chosen -> chosen.launchTemplateId(place.template()).version("$Latest"))
                .vpcZoneIdentifier(String.join(",", place.subnets()))
                .minSize(bounds.min())
                .maxSize(bounds.max())
                .desiredCapacity(bounds.desired()));
    }

    /** Creates an empty group that launches a version of a launch template. */
    public void createGroup(GroupName name, String template, String version) {
        Network place = network();
        autoScaling.createAutoScalingGroup(request -> request.autoScalingGroupName(name.value())
                .launchTemplate(chosen -> chosen.launchTemplateName(template).version(version))
                .vpcZoneIdentifier(String.join(",", place.subnets()))
                .minSize(0)
                .maxSize(10)
                .desiredCapacity(0));
    }

    /** Creates a launch template of so many versions, of which the first is the default one. */
    public String createLaunchTemplate(String name, int versions) {
        String id = ec2.createLaunchTemplate(request -> request.launchTemplateName(name)
                        .versionDescription("version 1")
                        .launchTemplateData(data -> data.imageId("ami-12c6146b").instanceType(InstanceType.T3_MICRO)))
                .launchTemplate()
                .launchTemplateId();
        for (int i = 2; i <= versions; i++) {
            String description = "version " + i;
            ec2.createLaunchTemplateVersion(request -> request.launchTemplateId(id)
                    .versionDescription(description)
                    .launchTemplateData(data -> data.imageId("ami-12c6146b").instanceType(InstanceType.T3_SMALL)));
        }
        return id;
    }

    /** Creates a group whose mixed-instances policy gives its only instance type a weight; its sizes are in that unit. */
    public void createWeightedGroup(GroupName name, GroupSize bounds, String instanceType, int weight) {
        Network place = network();
        autoScaling.createAutoScalingGroup(request -> request.autoScalingGroupName(name.value())
                .mixedInstancesPolicy(policy -> policy.launchTemplate(template -> template.launchTemplateSpecification(
                                chosen -> chosen.launchTemplateId(place.template())
                                        .version("$Latest"))
                        .overrides(LaunchTemplateOverrides.builder()
                                .instanceType(instanceType)
                                .weightedCapacity(String.valueOf(weight))
                                .build())))
                .vpcZoneIdentifier(String.join(",", place.subnets()))
                .minSize(bounds.min())
                .maxSize(bounds.max())
                .desiredCapacity(bounds.desired()));
    }

    /**
     * Creates a target group, and for one in use a load balancer of the same name whose listener forwards to it.
     *
     * @return its ARN
     */
    public String createTargetGroup(String name, int port, boolean inUse) {
        return createTargetGroup(name, port, inUse, TargetTypeEnum.INSTANCE);
    }

    /** The same for targets of another kind. */
    public String createTargetGroup(String name, int port, boolean inUse, TargetTypeEnum kind) {
        Network place = network();
        String targetGroup = elb.createTargetGroup(request -> request.name(name)
                        .protocol(ProtocolEnum.HTTP)
                        .port(port)
                        .vpcId(place.vpc())
                        .targetType(kind))
                .targetGroups()
                .get(0)
                .targetGroupArn();
        if (inUse) {
            createLoadBalancer(name).listen(80, MotoBalancer.alone(targetGroup));
        }
        return targetGroup;
    }

    /** Creates a load balancer without listeners. */
    public MotoBalancer createLoadBalancer(String name) {
        Network place = network();
        String arn = elb.createLoadBalancer(request -> request.name(name).subnets(place.subnets()))
                .loadBalancers()
                .get(0)
                .loadBalancerArn();
        return new MotoBalancer(elb, name, arn);
    }

    /** Creates a table of DynamoDB for the deployment states of deployments. */
    public void createDeploymentsTable(String name) {
        try (DynamoDbClient dynamoDb = connected(DynamoDbClient.builder()).build()) {
            dynamoDb.createTable(request -> request.tableName(name)
                    .keySchema(KeySchemaElement.builder()
                            .attributeName("environment")
                            .keyType(KeyType.HASH)
                            .build())
                    .attributeDefinitions(AttributeDefinition.builder()
                            .attributeName("environment")
                            .attributeType(ScalarAttributeType.S)
                            .build())
                    .billingMode(BillingMode.PAY_PER_REQUEST));
        }
    }

    /** Creates a bucket of S3. The names of buckets are those of all accounts. */
    public void createBucket(String name) {
        try (S3Client s3 = connected(S3Client.builder().forcePathStyle(true)).build()) {
            s3.createBucket(request -> request.bucket(name));
        }
    }

    /** Where instances are launched, made when it is first needed. */
    public Network network() {
        if (network == null) {
            String vpc = ec2.createVpc(request -> request.cidrBlock("10.0.0.0/16"))
                    .vpc()
                    .vpcId();
            List<String> subnets = new ArrayList<>();
            for (String zone : List.of("us-east-1a", "us-east-1b")) {
                String range = "10.0." + subnets.size() * 16 + ".0/20";
                subnets.add(ec2.createSubnet(
                                request -> request.vpcId(vpc).cidrBlock(range).availabilityZone(zone))
                        .subnet()
                        .subnetId());
            }
            String template = ec2.createLaunchTemplate(request -> request.launchTemplateName("fleet")
                            .launchTemplateData(
                                    data -> data.imageId("ami-12c6146b").instanceType(InstanceType.T3_MICRO)))
                    .launchTemplate()
                    .launchTemplateId();
            network = new Network(vpc, subnets, template);
        }
        return network;
    }

    /**
     * Where instances are launched, and from what.
     *
     * @param vpc the id of the VPC
     * @param subnets the ids of two subnets
     * @param template the id of the launch template
     */
    public record Network(String vpc, List<String> subnets, String template) {}

    /** The account's id, of 12 digits. */
    public String account() {
        return account;
    }

    /** Where the server listens. */
    public URI endpoint() {
        return endpoint;
    }

    /** What a process must find in its environment to act in this account; the endpoint must be told apart. */
    public Map<String, String> processEnvironment() {
        return Map.of(
                "AWS_ACCESS_KEY_ID", credentials.accessKeyId(),
                "AWS_SECRET_ACCESS_KEY", credentials.secretAccessKey(),
                "AWS_SESSION_TOKEN", credentials.sessionToken(),
                "AWS_REGION", REGION.id());
    }

    /** A client for looking and for arranging; a test's subject gets one of its own. */
    public AutoScalingClient autoScaling() {
        return autoScaling;
    }

    /** A client for looking and for arranging. */
    public ElasticLoadBalancingV2Client elb() {
        return elb;
    }

    /** A client for looking and for arranging. */
    public SsmClient ssm() {
        return ssm;
    }

    /** A client for looking and for arranging. */
    public Ec2Client ec2() {
        return ec2;
    }

    /** Directs a client that is being built to this account, with interceptors of the test's. */
    public <B extends AwsClientBuilder<B, ?> & AwsSyncClientBuilder<B, ?>> B connected(
            B client, ExecutionInterceptor... interceptors) {
        return client.endpointOverride(endpoint)
                .region(REGION)
                .credentialsProvider(StaticCredentialsProvider.create(credentials))
                .httpClient(HTTP)
                .overrideConfiguration(override -> {
                    for (ExecutionInterceptor interceptor : interceptors) {
                        override.addExecutionInterceptor(interceptor);
                    }
                });
    }

    /** Asks for keys with the one STS call that needs no signature. */
    private static AwsSessionCredentials assumeRoleIn(String account, URI endpoint, String role) {
        String form = "Action=AssumeRoleWithWebIdentity&Version=2011-06-15&RoleSessionName=test&WebIdentityToken=test"
                + "&RoleArn=" + URLEncoder.encode("arn:aws:iam::" + account + ":role/" + role, UTF_8);
        try {
            HttpURLConnection connection = (HttpURLConnection) endpoint.toURL().openConnection();
            connection.setDoOutput(true);
            connection.setRequestProperty("Content-Type", "application/x-www-form-urlencoded");
            connection.getOutputStream().write(form.getBytes(UTF_8));
            String answer = new String(connection.getInputStream().readAllBytes(), UTF_8);
            return AwsSessionCredentials.create(
                    element("AccessKeyId", answer),
                    element("SecretAccessKey", answer),
                    element("SessionToken", answer));
        } catch (IOException e) {
            throw new UncheckedIOException("no role could be assumed in Moto's account " + account, e);
        }
    }

    private static String element(String name, String xml) {
        Matcher found = Pattern.compile("<" + name + ">([^<]+)</" + name + ">").matcher(xml);
        if (!found.find()) {
            throw new IllegalStateException("expected <" + name + ">, found " + xml);
        }
        return found.group(1);
    }
}
