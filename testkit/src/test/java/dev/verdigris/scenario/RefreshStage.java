package dev.verdigris.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.verdigris.BlueGreen;
import dev.verdigris.event.Event;
import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import dev.verdigris.model.GroupSize;
import dev.verdigris.model.InstanceRefresh;
import dev.verdigris.model.Lifecycle;
import dev.verdigris.model.RefreshPreferences;
import dev.verdigris.outcome.Outcome;
import dev.verdigris.request.Recovery;
import dev.verdigris.request.RollingRefresh;
import dev.verdigris.testkit.Call;
import dev.verdigris.testkit.CallHook;
import dev.verdigris.testkit.HealthCheck;
import dev.verdigris.testkit.SimulatedCloud;
import dev.verdigris.testkit.SimulatedGroup;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** An environment whose blue fleet of ten serves v1 by an attached target group; version 2 of its template runs v2. */
final class RefreshStage {
    static final RefreshPreferences TO_2 = RefreshPreferences.defaults()
            .withMinHealthyPercent(70)
            .withWarmup(Duration.ofMinutes(3))
            .withTemplateVersion("2");

    final Environment beta =
            Environment.named("beta").traffic(ForwardingStage.TWO).build();
    final SimulatedCloud cloud = SimulatedCloud.builder()
            .healthCheck(HealthCheck.every(Duration.ofSeconds(10)))
            .serving(beta, new GroupSize(2, 20, 10))
            .build();
    final SimulatedGroup blue = cloud.group(beta, Color.BLUE);
    final List<Event> events = new ArrayList<>();

    RefreshStage() {
        blue.createTemplateVersion("1", "v1");
        blue.createTemplateVersion("2", "v2");
        blue.setTemplateVersion("1");
    }

    /** What a killed process dies of. */
    private static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    BlueGreen by(String holder) {
        return BlueGreen.builder(cloud.ports())
                .holder(holder)
                .listener(events::add)
                .build();
    }

    RollingRefresh to2() {
        return RollingRefresh.of(beta).withPreferences(TO_2);
    }

    Outcome refresh() {
        return by("ann").refresh(to2());
    }

    /** A refresh that AWS cannot roll back: it names no version. */
    RollingRefresh irreversible() {
        blue.setTemplateVersion("2");
        return RollingRefresh.of(beta).withPreferences(TO_2.withTemplateVersion(null));
    }

    Recovery takingOver() {
        return Recovery.of(beta).withTakeOver(true);
    }

    InstanceRefresh newest() {
        return blue.instanceRefreshes().get(0);
    }

    long running(String version) {
        return blue.instances().stream()
                .filter(instance -> instance.version().equals(version))
                .filter(instance -> instance.lifecycle() == Lifecycle.IN_SERVICE)
                .count();
    }

    /** The process is killed directly before, or after, the n-th call of an operation. */
    void killed(String operation, boolean after, int nth, ThrowingCallable verb) {
        CallHook hook = new CallHook() {
            private int calls;

            @Override
            public void before(Call call) {
                if (!after && call.operation().equals(operation) && ++calls == nth) {
                    throw new Killed();
                }
            }

            @Override
            public void after(Call call) {
                if (after && call.operation().equals(operation) && ++calls == nth) {
                    throw new Killed();
                }
            }
        };
        cloud.install(hook);
        assertThatThrownBy(verb).isInstanceOf(Killed.class);
        cloud.remove(hook);
    }

    void neverFewerInService(int floor) {
        cloud.watch(world -> assertThat(blue.inService()).isGreaterThanOrEqualTo(floor));
    }
}
