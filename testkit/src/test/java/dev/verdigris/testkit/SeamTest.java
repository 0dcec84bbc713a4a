package dev.verdigris.testkit;

import static dev.verdigris.testkit.assertj.VerdigrisAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.verdigris.BlueGreen;
import dev.verdigris.error.PermitDeniedException;
import dev.verdigris.error.PortException;
import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import dev.verdigris.model.GroupName;
import dev.verdigris.model.GroupSize;
import dev.verdigris.model.ParameterPath;
import dev.verdigris.model.Target;
import dev.verdigris.model.TargetGroup;
import dev.verdigris.model.TargetGroupRef;
import dev.verdigris.port.Cloud;
import dev.verdigris.port.Fleets.Resize;
import dev.verdigris.port.Permit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SeamTest {
    private static final Permit PERMIT = () -> {};
    private static final GroupName WEB = new GroupName("web");

    private final SimulatedCloud cloud =
            SimulatedCloud.builder().latencies(Latencies.instant()).build();
    private final SimulatedGroup web = cloud.createGroup("web", new GroupSize(0, 100, 45));
    private final SimulatedTargetGroup targets = cloud.createTargetGroup("Web");
    private final Cloud ports = cloud.ports();
    private final TargetGroup found = ports.targetGroups().find(new TargetGroupRef("Web"));
    private final List<String> seen = new ArrayList<>();

    private Set<Target> all() {
        Set<Target> all = new LinkedHashSet<>();
        web.instances().forEach(instance -> all.add(new Target(instance.id(), 80)));
        return all;
    }

    @Test
    void a_change_asks_the_permit_then_the_hooks_then_takes_effect_then_tells_the_hooks() {
        cloud.install(new CallHook() {
            @Override
            public void before(Call call) {
                seen.add("before " + web.size().min());
            }

            @Override
            public void after(Call call) {
                seen.add("after " + web.size().min());
            }
        });
        ports.fleets().resize(WEB, Resize.min(7), () -> seen.add("permit"));

        assertThat(seen).containsExactly("permit", "before 0", "after 7");
    }

    @Test
    void calls_are_numbered_together_and_by_kind() {
        List<Call> calls = new ArrayList<>();
        cloud.install(new CallHook() {
            @Override
            public void before(Call call) {
                calls.add(call);
            }
        });
        ports.fleets().describe(Set.of(WEB));
        ports.fleets().resize(WEB, Resize.min(1), PERMIT);
        ports.activeColors().read(new ParameterPath("/a"));

        assertThat(calls)
                .extracting(Call::number, Call::changes, Call::reads, Call::isChange)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(2, 0, 2, false),
                        org.assertj.core.groups.Tuple.tuple(3, 1, 2, true),
                        org.assertj.core.groups.Tuple.tuple(4, 1, 3, false));
        assertThat(calls.get(1).toString()).startsWith("#3 autoscaling:UpdateAutoScalingGroup web Resize[min=1");
        assertThat(cloud.changes()).isEqualTo(1);
        assertThat(cloud.reads()).isEqualTo(3);
    }

    @Test
    void a_change_without_permit_is_not_sent() {
        cloud.install(new CallHook() {
            @Override
            public void before(Call call) {
                seen.add(call.operation());
            }
        });
        Permit denied = () -> {
            throw new PermitDeniedException("expected to be permitted", "ask");
        };

        assertThatThrownBy(() -> ports.fleets().resize(WEB, Resize.min(1), denied))
                .isInstanceOf(PermitDeniedException.class);
        assertThat(seen).isEmpty();
        assertThat(cloud.changes()).isZero();
        assertThat(web.size().min()).isZero();
    }

    @Test
    void a_fault_before_has_no_effect_and_a_fault_after_loses_the_reply() {
        cloud.install(CallFault.throttled(Operations.UPDATE_GROUP).times(1));
        assertThatThrownBy(() -> ports.fleets().resize(WEB, Resize.min(1), PERMIT))
                .isInstanceOf(PortException.Throttled.class);
        assertThat(web.size().min()).isZero();

        cloud.install(CallFault.lostReply(Operations.UPDATE_GROUP).times(1));
        assertThatThrownBy(() -> ports.fleets().resize(WEB, Resize.min(2), PERMIT))
                .isInstanceOf(PortException.Unavailable.class);
        assertThat(web.size().min()).isEqualTo(2);
        ports.fleets().resize(WEB, Resize.min(3), PERMIT);
        assertThat(web.size().min()).isEqualTo(3);
    }

    @Test
    void faults_strike_only_their_operation_and_only_the_calls_they_are_meant_for() {
        cloud.install(CallFault.denied(Operations.PUT_PARAMETER).skipping(1).times(1));
        ParameterPath path = new ParameterPath("/color");

        ports.fleets().resize(WEB, Resize.min(1), PERMIT);
        ports.activeColors().write(path, Color.BLUE, PERMIT);
        assertThatThrownBy(() -> ports.activeColors().write(path, Color.GREEN, PERMIT))
                .isInstanceOf(PortException.Denied.class);
        assertThat(cloud.parameter(path)).isEqualTo("blue");
        ports.activeColors().write(path, Color.GREEN, PERMIT);
        assertThat(ports.activeColors().read(path)).isEqualTo("green");
    }

    @Test
    void the_other_faults_are_of_their_kind() {
        cloud.install(CallFault.unavailable(Operations.GET_PARAMETER).times(1));
        cloud.install(CallFault.invalid(Operations.DESCRIBE_HEALTH, "no such thing"));

        assertThatThrownBy(() -> ports.activeColors().read(new ParameterPath("/a")))
                .isInstanceOf(PortException.Unavailable.class);
        assertThatThrownBy(() -> ports.targetGroups().health(found))
                .isInstanceOf(PortException.Invalid.class)
                .hasMessageContaining("no such thing");
    }

    @Test
    void forty_five_targets_go_in_three_batches_in_an_order_of_the_seed() {
        List<List<Object>> batches = new ArrayList<>();
        cloud.install(new CallHook() {
            @Override
            public void before(Call call) {
                batches.add(List.copyOf((List<?>) call.detail()));
            }
        });
        ports.targetGroups().register(found, all(), PERMIT);

        assertThat(batches).extracting(List::size).containsExactly(20, 20, 5);
        assertThat(batches.stream().flatMap(List::stream).toList())
                .as("permuted")
                .isNotEqualTo(List.copyOf(all()))
                .containsExactlyInAnyOrderElementsOf(all());
        assertThat(targets.healthy(web)).isEqualTo(45);
    }

    @Test
    void a_batch_that_fails_does_not_keep_the_others_back() {
        cloud.install(CallFault.throttled(Operations.REGISTER).skipping(1).times(1));

        assertThatThrownBy(() -> ports.targetGroups().register(found, all(), PERMIT))
                .isInstanceOf(PortException.Throttled.class);
        assertThat(targets.registered(web)).isEqualTo(25);
    }

    @Test
    void a_process_killed_between_two_batches_leaves_the_rest_undone() {
        cloud.install(new CallHook() {
            @Override
            public void after(Call call) {
                throw new AssertionError("killed");
            }
        });

        assertThatThrownBy(() -> ports.targetGroups().deregister(found, all(), PERMIT))
                .hasMessage("killed");
        targets.place(web);
        assertThatThrownBy(() -> ports.targetGroups().deregister(found, all(), PERMIT))
                .hasMessage("killed");
        assertThat(targets.registered(web)).isEqualTo(25);
    }

    @Test
    void the_permit_is_asked_before_each_batch() {
        AtomicInteger left = new AtomicInteger(2);
        Permit two = () -> {
            if (left.getAndDecrement() == 0) {
                throw new PermitDeniedException("expected the lease, found it lost", "stop");
            }
        };

        assertThatThrownBy(() -> ports.targetGroups().register(found, all(), two))
                .isInstanceOf(PermitDeniedException.class);
        assertThat(targets.registered(web)).isEqualTo(40);
    }

    @Test
    void a_hook_may_let_time_pass_and_the_call_hangs() {
        cloud.install(new CallHook() {
            @Override
            public void before(Call call) {
                cloud.pass(Duration.ofMinutes(2));
            }
        });
        cloud.after(Duration.ofMinutes(1), () -> web.setMax(50));
        ports.fleets().describe(Set.of(WEB));

        assertThat(cloud.elapsed()).isEqualTo(Duration.ofMinutes(2));
        assertThat(web.size().max()).isEqualTo(50);
    }

    @Test
    void a_hook_may_run_a_whole_deployment_while_a_call_is_paused() {
        Environment beta = Environment.of("beta");
        SimulatedCloud two = SimulatedCloud.builder()
                .latencies(Latencies.instant())
                .serving(beta, 3)
                .serving(Environment.of("prod"), 2)
                .build();
        two.install(new CallHook() {
            private boolean once;

            @Override
            public void before(Call call) {
                if (call.operation().equals(Operations.DEREGISTER) && !once) {
                    once = true;
                    assertThat(BlueGreen.on(two.ports()).deploy(Environment.of("prod")))
                            .succeeded();
                }
            }
        });

        assertThat(BlueGreen.on(two.ports()).deploy(beta)).succeeded();
        assertThat(two).in(beta).servesOnly(Color.GREEN).hasRecorded(Color.GREEN);
        assertThat(two).in(Environment.of("prod")).servesOnly(Color.GREEN).hasRecorded(Color.GREEN);
    }

    @Test
    void a_removed_hook_sees_nothing_more() {
        CallHook hook = CallFault.throttled(Operations.DESCRIBE_GROUPS);
        cloud.install(hook);
        cloud.remove(hook);
        cloud.remove(hook);

        assertThat(ports.fleets().describe(Set.of(WEB))).hasSize(1);
    }
}
