package dev.verdigris.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.verdigris.error.PermitDeniedException;
import dev.verdigris.error.PortException;
import dev.verdigris.model.InstanceId;
import dev.verdigris.model.Target;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** How targets are registered and deregistered: in batches, each with a permit. */
class ElbRegistrationTest extends ElbTargetGroupsScenario {
    private static long size(Map<String, String> request) {
        return request.keySet().stream().filter(key -> key.endsWith(".Id")).count();
    }

    @Test
    void sets_go_out_in_batches_of_twenty_each_with_a_permit() {
        wire.on(REGISTER, DONE).on(DEREGISTER, DONE);

        targetGroups.register(BETA, targets(45), wire.permit);
        targetGroups.deregister(BETA, targets(45), wire.permit);

        for (String operation : new String[] {REGISTER, DEREGISTER}) {
            assertThat(wire.requests(operation))
                    .extracting(ElbRegistrationTest::size)
                    .containsExactlyInAnyOrder(20L, 20L, 5L);
            assertThat(wire.requests(operation).stream()
                            .flatMap(request -> request.entrySet().stream())
                            .filter(entry -> entry.getKey().endsWith(".Id"))
                            .map(Map.Entry::getValue))
                    .containsExactlyInAnyOrderElementsOf(targets(45).stream()
                            .map(target -> target.instance().value())
                            .toList());
        }
        assertThat(wire.transmissions("permit")).isEqualTo(6);
    }

    @Test
    void each_target_carries_its_port() {
        wire.on(REGISTER, DONE).on(DEREGISTER, DONE);
        Set<Target> targets = Set.of(new Target(new InstanceId("i-0123456789abcdef0"), 9000));

        targetGroups.register(BETA, targets, wire.permit);
        targetGroups.deregister(BETA, targets, wire.permit);

        assertThat(wire.requests(REGISTER).get(0)).containsEntry("Targets.member.1.Port", "9000");
        assertThat(wire.requests(DEREGISTER).get(0)).containsEntry("Targets.member.1.Port", "9000");
    }

    @Test
    void the_size_of_batches_can_be_set() {
        wire.on(REGISTER, DONE);

        wire.builder().batchSize(100).build().targetGroups().register(BETA, targets(45), wire.permit);

        assertThat(wire.requests(REGISTER)).hasSize(1);
    }

    @Test
    void batches_are_under_way_at_once() {
        CountDownLatch both = new CountDownLatch(2);
        wire.on(REGISTER, request -> {
            both.countDown();
            assertThat(awaited(both)).as("the other batch is under way too").isTrue();
            return DONE.to(request);
        });

        targetGroups.register(BETA, targets(40), wire.permit);

        assertThat(wire.transmissions(REGISTER)).isEqualTo(2);
    }

    @Test
    void no_more_batches_are_under_way_at_once_than_may_be() {
        CountDownLatch both = new CountDownLatch(2);
        AtomicInteger underWay = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        wire.on(REGISTER, request -> {
            most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
            both.countDown();
            awaited(both);
            underWay.decrementAndGet();
            return DONE.to(request);
        });

        wire.builder().batchSize(1).parallelism(2).build().targetGroups().register(BETA, targets(30), wire.permit);

        assertThat(wire.transmissions(REGISTER)).isEqualTo(30);
        assertThat(most.get()).isEqualTo(2);
    }

    private static boolean awaited(CountDownLatch latch) {
        try {
            return latch.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Test
    void a_batch_that_fails_keeps_no_other_from_being_sent() {
        wire.on(REGISTER, request -> {
            String first = request.get("Targets.member.1.Id");
            if (first.equals(target(1).instance().value())) {
                return DONE.to(request);
            }
            return Wire.error(400, "InvalidTarget", "not running: " + first).to(request);
        });

        assertThatExceptionOfType(PortException.Invalid.class)
                .isThrownBy(() -> targetGroups.register(BETA, targets(60), wire.permit))
                .withMessageContaining(target(21).instance().value())
                .satisfies(e -> assertThat(e.getSuppressed())
                        .singleElement()
                        .satisfies(other -> assertThat(other)
                                .hasMessageContaining(target(41).instance().value())));

        assertThat(wire.transmissions(REGISTER)).isEqualTo(3);
    }

    @Test
    void a_batch_whose_reply_was_lost_is_sent_again_alone() {
        AtomicInteger lost = new AtomicInteger(1);
        wire.on(REGISTER, request -> {
            boolean second = request.get("Targets.member.1.Id")
                    .equals(target(21).instance().value());
            return second && lost.getAndDecrement() > 0
                    ? Wire.error(500, "InternalFailure", "lost").to(request)
                    : DONE.to(request);
        });

        targetGroups.register(BETA, targets(45), wire.permit);

        assertThat(wire.transmissions(REGISTER)).isEqualTo(4);
        assertThat(wire.transmissions("permit")).isEqualTo(4);
    }

    @Test
    void batches_without_a_permit_are_not_sent() {
        assertThatExceptionOfType(PermitDeniedException.class)
                .isThrownBy(() -> targetGroups.register(BETA, targets(45), () -> {
                    throw new PermitDeniedException("the deployment has ended", "nothing");
                }));

        assertThat(wire.log()).isEmpty();
    }

    @Test
    void one_target_that_is_not_registered_does_not_keep_the_rest_in() {
        wire.on(DEREGISTER, REFUSED, DONE).on(HEALTH, healthy(1, 3));

        targetGroups.deregister(BETA, targets(3), wire.permit);

        assertThat(wire.log()).containsExactly("permit", DEREGISTER, HEALTH, "permit", DEREGISTER);
        assertThat(wire.requests(DEREGISTER).get(1))
                .containsEntry("Targets.member.1.Id", target(1).instance().value())
                .containsEntry("Targets.member.2.Id", target(3).instance().value())
                .doesNotContainKey("Targets.member.3.Id");
    }

    @Test
    void nothing_is_sent_again_when_none_is_registered_any_more() {
        wire.on(DEREGISTER, REFUSED).on(HEALTH, healthy());

        targetGroups.deregister(BETA, targets(3), wire.permit);

        assertThat(wire.transmissions(DEREGISTER)).isEqualTo(1);
    }

    @Test
    void a_refusal_for_another_reason_is_invalid() {
        wire.on(DEREGISTER, REFUSED).on(HEALTH, healthy(1, 2, 3));

        assertThatExceptionOfType(PortException.Invalid.class)
                .isThrownBy(() -> targetGroups.deregister(BETA, targets(3), wire.permit));

        assertThat(wire.transmissions(DEREGISTER)).isEqualTo(1);
    }
}
