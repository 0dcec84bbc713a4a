package dev.verdigris.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.verdigris.error.PortException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BatchesTest {

    private static Batches batches(int size, int parallelism) {
        return new Batches(size, parallelism, UnaryOperator.identity());
    }

    private static List<Integer> items(int count) {
        return IntStream.range(0, count).boxed().toList();
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 1", "19, 1", "20, 1", "21, 2", "40, 2", "41, 3"})
    void every_item_is_sent_once_in_as_few_batches_as_may_be(int count, int batches) {
        List<List<Integer>> sent = Collections.synchronizedList(new ArrayList<>());

        batches(20, 4).each(items(count), sent::add);

        assertThat(sent).hasSize(batches).allMatch(batch -> batch.size() <= 20);
        assertThat(sent.stream().flatMap(List::stream)).containsExactlyInAnyOrderElementsOf(items(count));
    }

    @Test
    void a_single_batch_is_sent_by_the_caller() {
        List<Thread> threads = new ArrayList<>();

        batches(20, 4).each(items(20), batch -> threads.add(Thread.currentThread()));

        assertThat(threads).containsExactly(Thread.currentThread());
    }

    @Test
    void the_caller_gives_each_batch_along_what_the_sending_thread_needs() {
        ThreadLocal<String> trace = new ThreadLocal<>();
        trace.set("the step");
        UnaryOperator<Runnable> carrying = task -> {
            String current = trace.get();
            return () -> {
                trace.set(current);
                task.run();
            };
        };
        List<String> seen = Collections.synchronizedList(new ArrayList<>());

        new Batches(1, 2, carrying).each(items(5), batch -> seen.add(trace.get()));

        assertThat(seen).hasSize(5).containsOnly("the step");
    }

    @Test
    void an_error_of_the_machine_is_thrown_as_it_is() {
        assertThatExceptionOfType(StackOverflowError.class)
                .isThrownBy(() -> batches(1, 2).each(items(3), item -> {
                    throw new StackOverflowError();
                }));
    }

    @Test
    void an_interrupt_while_batches_are_under_way_is_kept_and_ends_the_wait() {
        CountDownLatch never = new CountDownLatch(1);
        Thread.currentThread().interrupt();

        assertThatExceptionOfType(PortException.Unavailable.class)
                .isThrownBy(() -> batches(1, 2).each(items(2), item -> {
                    try {
                        never.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                }))
                .withMessageContaining("interrupted")
                .matches(PortException::isTransient);

        assertThat(Thread.interrupted()).isTrue();
    }
}
