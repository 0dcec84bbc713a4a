package dev.verdigris.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdigris.model.Fleet;
import dev.verdigris.model.GroupName;
import dev.verdigris.port.Fleets;
import dev.verdigris.port.TimeSource;
import dev.verdigris.testkit.SimulatedCloud;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.DescribeAutoScalingGroupsRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeAutoScalingGroupsResponse;
import software.amazon.awssdk.services.autoscaling.model.Instance;

/** A thousand environments of five instances that are waited for at the same time, in virtual time and on canned answers of the SDK. */
class ManyFleetsTest {
    private static final int ENVIRONMENTS = 1_000;
    private static final Duration POLL = Duration.ofSeconds(5);
    private static final int POLLS = 24;
    private static final Duration CALL = Duration.ofMillis(100);
    private static final Duration WINDOW = Duration.ofMillis(200);

    private final SimulatedCloud world = SimulatedCloud.builder().build();
    private final TimeSource time = world.ports().time();
    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicLong slowest = new AtomicLong();

    /** Answers what AWS would, in the time that it takes, and refuses more names than it takes. */
    private final class Canned implements AutoScalingClient {
        @Override
        public DescribeAutoScalingGroupsResponse describeAutoScalingGroups(DescribeAutoScalingGroupsRequest request) {
            assertThat(request.autoScalingGroupNames()).hasSizeBetween(1, 50);
            calls.incrementAndGet();
            pass(CALL);
            List<AutoScalingGroup> groups = request.autoScalingGroupNames().stream()
                    .map(ManyFleetsTest::group)
                    .toList();
            return DescribeAutoScalingGroupsResponse.builder()
                    .autoScalingGroups(groups)
                    .build();
        }

        @Override
        public String serviceName() {
            return "autoscaling";
        }

        @Override
        public void close() {}
    }

    private static AutoScalingGroup group(String name) {
        List<Instance> instances = IntStream.range(0, 5)
                .mapToObj(i -> Instance.builder()
                        .instanceId("i-0000000000000000" + i)
                        .lifecycleState("InService")
                        .healthStatus("Healthy")
                        .availabilityZone("a")
                        .protectedFromScaleIn(false)
                        .build())
                .toList();
        return AutoScalingGroup.builder()
                .autoScalingGroupName(name)
                .minSize(5)
                .maxSize(10)
                .desiredCapacity(5)
                .instances(instances)
                .build();
    }

    private void pass(Duration duration) {
        try {
            time.sleep(duration);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Each environment looks at its two groups, again and again; returns how many calls that took. */
    private int callsWith(Fleets fleets) throws InterruptedException {
        CountDownLatch ended = new CountDownLatch(ENVIRONMENTS);
        world.threads()
                .execute(() -> IntStream.range(0, ENVIRONMENTS)
                        .forEach(i -> world.threads().execute(() -> {
                            try {
                                pass(POLL.multipliedBy(i).dividedBy(ENVIRONMENTS));
                                poll(
                                        fleets,
                                        Set.of(new GroupName("e" + i + "-blue"), new GroupName("e" + i + "-green")));
                            } finally {
                                ended.countDown();
                            }
                        })));
        ended.await();
        return calls.getAndSet(0);
    }

    private void poll(Fleets fleets, Set<GroupName> groups) {
        for (int poll = 0; poll < POLLS; poll++) {
            long asked = time.nanoTime();
            Map<GroupName, Fleet> found = fleets.describe(groups);
            slowest.accumulateAndGet(time.nanoTime() - asked, Math::max);
            assertThat(found.keySet()).isEqualTo(groups);
            pass(POLL);
        }
    }

    @Test
    void they_make_a_tenth_of_the_calls_of_separate_ones_and_none_waits_too_long() throws InterruptedException {
        AwsCalls plain = new AwsCalls(AwsCalls.TIMEOUT, AwsCalls.FIRST_PAUSE);
        int separate = callsWith(new AutoScalingFleets(new Canned(), plain));
        slowest.set(0);
        int shared = callsWith(new AutoScalingFleets(new Canned(), plain, WINDOW, time));

        assertThat(separate).isEqualTo(ENVIRONMENTS * POLLS);
        assertThat(shared).isPositive().isLessThanOrEqualTo(separate / 10);
        assertThat(Duration.ofNanos(slowest.get()))
                .isLessThanOrEqualTo(WINDOW.plus(CALL).plusMillis(20));
    }
}
