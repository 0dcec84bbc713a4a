package dev.verdigris.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.verdigris.error.PortException;
import dev.verdigris.port.TimeSource;
import dev.verdigris.testkit.SimulatedCloud;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.ssm.SsmClient;

/** Many who ask at about the same time, in virtual time. */
class SharedReadsTest {
    private static final Duration WINDOW = Duration.ofMillis(200);

    private final SimulatedCloud world = SimulatedCloud.builder().build();
    private final TimeSource time = world.ports().time();
    private final List<Set<String>> reads = Collections.synchronizedList(new ArrayList<>());
    private final SharedReads<String, Long> shared = new SharedReads<>(50, WINDOW, time, "read", this::read);
    private int failing;

    /** A read of 100 ms; each answer is the moment at which it began. */
    private Map<String, Long> read(Set<String> keys) {
        long began = time.nanoTime();
        reads.add(new TreeSet<>(keys));
        sleep(Duration.ofMillis(100));
        if (failing-- > 0) {
            throw new PortException.Throttled("read", "Rate exceeded", null);
        }
        Map<String, Long> answer = new HashMap<>();
        keys.forEach(key -> answer.put(key, began));
        return answer;
    }

    private void sleep(Duration duration) {
        try {
            time.sleep(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PortException.Unavailable("read", "broken off", e);
        }
    }

    /** Runs so many tasks at once, each on a thread of its own, until all have ended. */
    private void atOnce(int count, java.util.function.IntConsumer task) throws InterruptedException {
        CountDownLatch ended = new CountDownLatch(count);
        world.threads()
                .execute(() -> IntStream.range(0, count)
                        .forEach(i -> world.threads().execute(() -> {
                            try {
                                task.accept(i);
                            } finally {
                                ended.countDown();
                            }
                        })));
        ended.await();
    }

    @Test
    void up_to_fifty_groups_are_in_one_read() throws InterruptedException {
        List<Map<String, Long>> answers = Collections.synchronizedList(new ArrayList<>());
        atOnce(60, i -> answers.add(shared.ask(Set.of(i + "-blue", i + "-green"))));

        assertThat(reads).hasSize(3).allSatisfy(keys -> assertThat(keys).hasSizeLessThanOrEqualTo(50));
        assertThat(answers).hasSize(60).allSatisfy(answer -> assertThat(answer).hasSize(2));
    }

    @Test
    void no_answer_is_older_than_its_question() throws InterruptedException {
        SplittableRandom random = new SplittableRandom(7);
        long[] pauses = random.longs(40L * 25, 0, 900).toArray();
        List<String> older = Collections.synchronizedList(new ArrayList<>());
        atOnce(40, i -> {
            for (int round = 0; round < 25; round++) {
                sleep(Duration.ofMillis(pauses[i * 25 + round]));
                long asked = time.nanoTime();
                long began = shared.ask(Set.of("g" + i)).get("g" + i);
                if (began < asked) {
                    older.add("asked at " + asked + ", answered as of " + began);
                }
            }
        });

        assertThat(older).isEmpty();
        assertThat(reads.size()).isLessThan(40 * 25 / 5);
    }

    @Test
    void who_asks_alone_waits_for_the_window_and_no_longer() {
        Map<String, Long> answer = shared.ask(Set.of("beta-blue"));

        assertThat(answer).containsExactly(Map.entry("beta-blue", WINDOW.toNanos() + since(world)));
        assertThat(world.elapsed()).isEqualTo(WINDOW.plusMillis(100));
    }

    private static long since(SimulatedCloud world) {
        return world.ports().time().nanoTime() - world.elapsed().toNanos();
    }

    @Test
    void a_failure_is_everybodys() throws InterruptedException {
        failing = 1;
        List<String> failures = Collections.synchronizedList(new ArrayList<>());
        atOnce(3, i -> {
            try {
                shared.ask(Set.of("g" + i));
            } catch (PortException e) {
                failures.add(e.problem());
            }
        });

        assertThat(failures).hasSize(3);
        assertThat(reads).hasSize(1);
        assertThat(shared.ask(Set.of("g0"))).as("the next one").containsKey("g0");
    }

    @Test
    void who_is_interrupted_leaves_the_others_alone() throws InterruptedException {
        List<String> interrupted = Collections.synchronizedList(new ArrayList<>());
        List<Map<String, Long>> answers = Collections.synchronizedList(new ArrayList<>());
        atOnce(10, i -> {
            if (i % 2 == 0) {
                Thread.currentThread().interrupt();
            }
            try {
                answers.add(shared.ask(Set.of("g" + i)));
            } catch (PortException e) {
                interrupted.add(e.problem());
            }
        });

        assertThat(interrupted).hasSize(5);
        assertThat(answers).hasSize(5);
    }

    @Test
    void a_reader_that_is_interrupted_in_its_read_leaves_it_to_the_others() throws InterruptedException {
        List<Thread> first = Collections.synchronizedList(new ArrayList<>());
        List<Map<String, Long>> answers = Collections.synchronizedList(new ArrayList<>());
        world.at(WINDOW.plusMillis(50), () -> first.get(0).interrupt());
        atOnce(4, i -> {
            first.add(Thread.currentThread());
            try {
                answers.add(shared.ask(Set.of("g" + i)));
            } catch (PortException e) {
                assertThat(Thread.currentThread()).isEqualTo(first.get(0));
            }
        });

        assertThat(answers).hasSize(3);
        assertThat(reads).hasSize(2);
    }

    @Test
    void who_asks_about_more_than_a_read_takes_reads_alone() {
        Set<String> many = IntStream.range(0, 51).mapToObj(i -> "g" + i).collect(Collectors.toSet());

        assertThat(shared.ask(many)).hasSize(51);
        assertThat(reads).hasSize(1);
    }

    @Test
    void what_there_is_not_is_not_answered() {
        SharedReads<String, Long> none = new SharedReads<>(50, WINDOW, time, "read", keys -> Map.of());

        assertThat(none.ask(Set.of("nothing"))).isEmpty();
    }

    @Test
    void a_window_is_short_and_a_rate_is_at_least_one() {
        AwsCloud.Builder builder = AwsCloud.builder(
                new AutoScalingClient() {
                    @Override
                    public String serviceName() {
                        return "autoscaling";
                    }

                    @Override
                    public void close() {}
                },
                new ElasticLoadBalancingV2Client() {
                    @Override
                    public String serviceName() {
                        return "elasticloadbalancing";
                    }

                    @Override
                    public void close() {}
                },
                new SsmClient() {
                    @Override
                    public String serviceName() {
                        return "ssm";
                    }

                    @Override
                    public void close() {}
                });

        assertThatIllegalArgumentException().isThrownBy(() -> builder.sharedReads(Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.sharedReads(Duration.ofSeconds(3)));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.callsPerSecond(0));
    }
}
