package dev.verdigris.aws;

import dev.verdigris.port.Alarms;
import java.time.Duration;
import java.util.Set;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;

/**
 * The alarms of CloudWatch, for {@link AwsCloud.Builder#alarms}: what a bake watches.
 *
 * <pre>{@code
 * Cloud cloud = AwsCloud.builder(autoScaling, elb, ssm).alarms(AwsAlarms.cloudWatch(CloudWatchClient.create())).build();
 * }</pre>
 *
 * <p>It needs an SDK module that does not come with this one, {@code software.amazon.awssdk:cloudwatch}. The client is used as
 * it is and never closed here; calls are made as those of {@link AwsCloud}. Its region and account are those of the alarms.
 * What the credentials must allow besides {@link RequiredPermissions} is in {@link #actions}.
 */
@SuppressWarnings("exports") // a module that whoever calls this requires itself; the others need not have it
public final class AwsAlarms {

    private AwsAlarms() {}

    /**
     * The actions that IAM must allow for it, on every resource: of composite alarms AWS tells only those who are allowed to ask
     * for all (CloudWatch API, DescribeAlarms).
     */
    public static Set<String> actions() {
        return Set.of(CloudWatchAlarms.READ);
    }

    /** The alarms of the client's region and account. */
    public static Alarms cloudWatch(CloudWatchClient client) {
        return cloudWatch(client, AwsCalls.TIMEOUT);
    }

    /**
     * The alarms of the client's region and account, where each call is given up after a time of your own.
     *
     * @throws IllegalArgumentException if the time-out is zero or negative
     */
    public static Alarms cloudWatch(CloudWatchClient client, Duration callTimeout) {
        return new CloudWatchAlarms(client, new AwsCalls(callTimeout, AwsCalls.FIRST_PAUSE));
    }
}
