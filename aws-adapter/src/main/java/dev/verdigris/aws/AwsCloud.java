package dev.verdigris.aws;

import dev.verdigris.port.Alarms;
import dev.verdigris.port.Cloud;
import dev.verdigris.port.InstanceAddresses;
import dev.verdigris.port.Releases;
import dev.verdigris.port.TimeSource;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.ssm.SsmClient;

/**
 * AWS as a cloud to deploy on, made from clients that you have: their region, credentials and HTTP client are used as
 * they are, and they are never closed here. What the credentials must allow is in {@link RequiredPermissions}.
 *
 * <pre>{@code
 * Cloud cloud = AwsCloud.using(AutoScalingClient.create(), ElasticLoadBalancingV2Client.create(), SsmClient.create());
 * BlueGreen blueGreen = BlueGreen.on(cloud);
 * }</pre>
 *
 * <p>Calls are retried here, up to 4 transmissions in all with growing pauses, longer where AWS throttles or asks for
 * it ({@code x-amz-retry-after}), and not by the clients' own retry strategies, so that the permission to change
 * something is checked before each transmission. A clock that is wrong is corrected by what AWS says, as the SDK does
 * it. Whatever a client throws comes out as a {@link dev.verdigris.error.PortException}.
 */
public final class AwsCloud {

    private AwsCloud() {}

    /** A cloud with every default; the clients stay yours to close. */
    public static Cloud using(AutoScalingClient autoScaling, ElasticLoadBalancingV2Client elb, SsmClient ssm) {
        return builder(autoScaling, elb, ssm).build();
    }

    /** Begins a cloud; the clients stay yours to close. */
    public static Builder builder(AutoScalingClient autoScaling, ElasticLoadBalancingV2Client elb, SsmClient ssm) {
        return new Builder(autoScaling, elb, ssm);
    }

    /** Begins a cloud; not thread-safe. */
    public static final class Builder {
        private static final Duration LONGEST_WINDOW = Duration.ofSeconds(2);

        private final AutoScalingClient autoScaling;
        private final ElasticLoadBalancingV2Client elb;
        private final SsmClient ssm;
        private int batchSize = 20;
        private int parallelism = 4;
        private UnaryOperator<Runnable> carrying = UnaryOperator.identity();
        private Duration callTimeout = AwsCalls.TIMEOUT;
        private Duration firstPause = AwsCalls.FIRST_PAUSE;
        private @Nullable Releases releases;
        private @Nullable InstanceAddresses instanceAddresses;
        private @Nullable Alarms alarms;
        private boolean instanceRefreshes = true;
        private Duration window = Duration.ZERO;
        private int callsPerSecond;
        private TimeSource time = TimeSource.system();

        private Builder(AutoScalingClient autoScaling, ElasticLoadBalancingV2Client elb, SsmClient ssm) {
            this.autoScaling = autoScaling;
            this.elb = elb;
            this.ssm = ssm;
        }

        /**
         * How many targets are registered or deregistered in one call; by default 20. AWS documents no limit; its own
         * Kubernetes controller sends 200.
         *
         * @throws IllegalArgumentException if it is less than 1
         */
        public Builder batchSize(int targets) {
            this.batchSize = atLeastOne("batch size", targets);
            return this;
        }

        /**
         * How many batches are under way at once; by default 4.
         *
         * @throws IllegalArgumentException if it is less than 1
         */
        public Builder parallelism(int batches) {
            this.parallelism = atLeastOne("parallelism", batches);
            return this;
        }

        /**
         * What is carried along to the threads that send batches: this is given the sending of each, on the thread that the
         * deployment runs on, and returns what the other thread runs. By default nothing is carried. With OpenTelemetry,
         * {@code task -> Context.current().wrap(task)} has the calls of batches below the step that makes them.
         */
        public Builder carrying(UnaryOperator<Runnable> carrying) {
            this.carrying = carrying;
            return this;
        }

        /**
         * How long one transmission may take before it is given up and retried; by default 15 seconds.
         *
         * @throws IllegalArgumentException if it is zero or negative
         */
        public Builder callTimeout(Duration timeout) {
            this.callTimeout = AwsCalls.positive(timeout);
            return this;
        }

        /**
         * Lets all environments that are deployed on this cloud share reads of their groups: who reads waits for so long
         * whether others do, too, and up to 50 groups are in one call of DescribeAutoScalingGroups, which is as many as it takes
         * by names (API of Auto Scaling). No read begins before everyone has asked whom it answers. By default each reads for
         * itself. It is worth it from some ten environments at once; a fifth of a second is a good window.
         *
         * @throws IllegalArgumentException if it is zero, negative or longer than 2 seconds
         */
        public Builder sharedReads(Duration window) {
            if (window.isZero() || window.isNegative() || window.compareTo(LONGEST_WINDOW) > 0) {
                throw new IllegalArgumentException("shared reads: expected a window of more than 0 and at most "
                        + LONGEST_WINDOW.toSeconds() + " s, found " + window);
            }
            this.window = window;
            return this;
        }

        /**
         * Limits how many calls a second are sent to Auto Scaling, load balancing and the recorded colors, by all environments
         * that are deployed on this cloud together, so that your other tools have their share of what AWS allows the account in the
         * Region. Evenly, and who comes first goes first. Calls to the deployment store are not held up, since the lease rests
         * on them. By default there is no limit.
         *
         * @throws IllegalArgumentException if it is less than 1
         */
        public Builder callsPerSecond(int calls) {
            this.callsPerSecond = atLeastOne("calls per second", calls);
            return this;
        }

        /**
         * Sets the time of the cloud, by which deployments and shared reads wait; by default that of this machine. For tests on
         * virtual time.
         */
        public Builder time(TimeSource time) {
            this.time = time;
            return this;
        }

        /**
         * Sets where the release pointers are; by default in Parameter Store, each in {@code PREFIX/NAME/release}. Nothing
         * is read or written of them until a release is selected or asked for. See {@link AwsReleases}.
         */
        public Builder releases(Releases releases) {
            this.releases = releases;
            return this;
        }

        /**
         * Sets how instances are found that are to be probed; by default they are not, and a deployment that probes them is
         * refused. See {@link AwsInstanceAddresses}.
         */
        public Builder instanceAddresses(InstanceAddresses instanceAddresses) {
            this.instanceAddresses = instanceAddresses;
            return this;
        }

        /** Sets the alarms that a bake may watch; by default there are none. See {@link AwsAlarms}. */
        public Builder alarms(Alarms alarms) {
            this.alarms = alarms;
            return this;
        }

        /**
         * Leaves instance refreshes alone: for a stand-in of AWS that does not know them, as Moto 5.2.5 answers 500 to
         * {@code DescribeInstanceRefreshes}. A deployment then does not see that one is in progress, and a rolling refresh is
         * refused.
         */
        public Builder withoutInstanceRefreshes() {
            this.instanceRefreshes = false;
            return this;
        }

        /** The pause before the first retry, each further one being twice as long; tests make it short. */
        Builder firstPause(Duration pause) {
            this.firstPause = pause;
            return this;
        }

        /** The cloud. */
        public Cloud build() {
            CallRate rate = callsPerSecond == 0 ? CallRate.unlimited() : CallRate.perSecond(callsPerSecond, time);
            AwsCalls calls = new AwsCalls(callTimeout, firstPause, rate);
            AwsCalls ofTheStore = new AwsCalls(callTimeout, firstPause);
            Cloud.Builder cloud = Cloud.builder();
            if (instanceRefreshes) {
                cloud.instanceRefreshes(new AutoScalingRefreshes(autoScaling, calls));
            }
            if (alarms != null) {
                cloud.alarms(alarms);
            }
            if (instanceAddresses != null) {
                cloud.instanceAddresses(instanceAddresses);
            }
            return cloud.http(JdkHttp.trustingAsTheJvmDoes())
                    .fleets(new AutoScalingFleets(autoScaling, calls, window, time))
                    .targetGroups(new ElbTargetGroups(elb, calls, new Batches(batchSize, parallelism, carrying)))
                    .listeners(new ElbListeners(elb, calls))
                    .attachments(new AutoScalingAttachments(autoScaling, calls))
                    .activeColors(new SsmActiveColors(ssm, calls))
                    .releases(releases == null ? new SsmReleases(ssm, calls) : releases)
                    .deployments(new SsmDeploymentStore(ssm, ofTheStore))
                    .callTimeout(callTimeout)
                    .time(time)
                    .build();
        }

        private static int atLeastOne(String what, int value) {
            if (value < 1) {
                throw new IllegalArgumentException(what + ": expected 1 or more, found " + value);
            }
            return value;
        }
    }
}
