package dev.verdigris.aws;

import dev.verdigris.port.Releases;
import java.time.Duration;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.ssm.SsmClient;

/**
 * The places on AWS in which a release pointer can be kept, for {@link AwsCloud.Builder#releases}. Whatever instances run at
 * boot must read it there; a launch template is read by Auto Scaling itself.
 *
 * <pre>{@code
 * Releases releases = AwsReleases.s3(S3Client.create(), "builds", "beta/version");
 * Cloud cloud = AwsCloud.builder(autoScaling, elb, ssm).releases(releases).build();
 * }</pre>
 *
 * <p>S3 and launch templates need an SDK module that does not come with this one: {@code software.amazon.awssdk:s3} or
 * {@code software.amazon.awssdk:ec2}. The clients are used as they are and never closed here; calls are made as those of
 * {@link AwsCloud}. What the credentials must allow is in {@link ReleasePermissions}.
 */
@SuppressWarnings("exports") // a module that whoever calls this requires itself; the others need not have it
public final class AwsReleases {
    private AwsReleases() {}

    /**
     * Pointers in Parameter Store, each in the parameter {@code PREFIX/NAME/release} of its environment: the default of
     * {@link AwsCloud}. Parameter Store does not compare and set: what somebody else selects between a read and a write is
     * overwritten, which is found by the version of the parameter and named.
     */
    public static Releases parameterStore(SsmClient client) {
        return parameterStore(client, AwsCalls.TIMEOUT);
    }

    /**
     * Pointers in Parameter Store, where each call is given up after a time of your own.
     *
     * @throws IllegalArgumentException if the time-out is zero or negative
     */
    public static Releases parameterStore(SsmClient client, Duration callTimeout) {
        return new SsmReleases(client, calls(callTimeout));
    }

    /**
     * The pointer of one environment, in an object of S3 that holds the release and nothing else. S3 compares and sets.
     * Every environment that is deployed with it has this same pointer.
     *
     * @param bucket 3 to 63 lower-case letters, digits, {@code .} and {@code -}
     * @param key the key of the object, without a {@code /} at its beginning or end
     * @throws IllegalArgumentException if the bucket's name or the key is malformed
     */
    public static Releases s3(S3Client client, String bucket, String key) {
        return s3(client, bucket, key, AwsCalls.TIMEOUT);
    }

    /**
     * The pointer of one environment in an object of S3, where each call is given up after a time of your own.
     *
     * @throws IllegalArgumentException if the bucket's name or the key is malformed, or the time-out is zero or negative
     */
    public static Releases s3(S3Client client, String bucket, String key, Duration callTimeout) {
        return new S3Releases(client, bucket, key, calls(callTimeout));
    }

    /**
     * Pointers that are the default versions of launch templates. Both groups of an environment must launch from the same
     * launch template, and name its version {@code $Default}; a release is the number of a version. EC2 does not compare and
     * set: what somebody else selects between a read and a write is overwritten.
     */
    public static Releases launchTemplates(AutoScalingClient autoScaling, Ec2Client ec2) {
        return launchTemplates(autoScaling, ec2, AwsCalls.TIMEOUT);
    }

    /**
     * Pointers that are the default versions of launch templates, where each call is given up after a time of your own.
     *
     * @throws IllegalArgumentException if the time-out is zero or negative
     */
    public static Releases launchTemplates(AutoScalingClient autoScaling, Ec2Client ec2, Duration callTimeout) {
        return new TemplateReleases(autoScaling, ec2, calls(callTimeout));
    }

    private static AwsCalls calls(Duration callTimeout) {
        return new AwsCalls(callTimeout, AwsCalls.FIRST_PAUSE);
    }
}
