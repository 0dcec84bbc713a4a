package com.example;

import dev.verdigris.BlueGreen;
import dev.verdigris.model.Environment;
import dev.verdigris.port.Cloud;
import dev.verdigris.testkit.Call;
import dev.verdigris.testkit.CallHook;
import dev.verdigris.testkit.Operations;
import dev.verdigris.testkit.SimulatedCloud;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Three environments, each on a simulated cloud of its own, as regions are. */
final class World {
    static final List<String> NAMES = List.of("beta", "eu", "us");

    private final Map<String, SimulatedCloud> clouds = Stream.of("beta", "eu", "us")
            .collect(Collectors.toMap(Function.identity(), name -> SimulatedCloud.serving(Environment.of(name), 2)));

    private final AtomicInteger changes = new AtomicInteger();

    World() {
        clouds.values()
                .forEach(cloud -> cloud.install(new CallHook() {
                    @Override
                    public void before(Call call) {
                        boolean ofTheState = call.operation().equals(Operations.CLAIM_STATE)
                                || call.operation().equals(Operations.REPLACE_STATE);
                        changes.addAndGet(call.isChange() && !ofTheState ? 1 : 0);
                    }
                }));
    }

    /** How many changes were sent to all clouds, those of deployment states aside. */
    int changes() {
        return changes.get();
    }

    SimulatedCloud cloud(String name) {
        return clouds.get(name);
    }

    DeploymentsImpl deployments() {
        return new DeploymentsImpl(Environment::of, this::ports);
    }

    private Cloud ports(String name, Heartbeat heartbeat) {
        Cloud ports = cloud(name).ports();
        return ports.withTime(heartbeat.in(ports.time()));
    }

    BlueGreen looking(String name) {
        return BlueGreen.on(cloud(name).ports());
    }

    /** Nothing is in progress, the recorded color is the one that serves, in full, and no request was lost. */
    boolean clean(String name) {
        Environment environment = Environment.of(name);
        var status = looking(name).status(environment);
        return status.deployment() == null
                && status.activeColor() != null
                && status.activeColor() == status.recordedColor()
                && looking(name).validate(environment).stream().allMatch(finding -> finding.warning())
                && cloud(name).traffic().failed() == 0;
    }

    List<String> deployed() {
        return NAMES.stream()
                .filter(name -> "green".equals(cloud(name).recorded(Environment.of(name))))
                .toList();
    }

    /** Does something once the first change of a kind has taken effect, before its caller hears of that. */
    void after(String name, String operation, Runnable action) {
        cloud(name).install(new CallHook() {
            private boolean done;

            @Override
            public void after(Call call, Object answer) {
                if (!done && call.operation().equals(operation)) {
                    done = true;
                    action.run();
                }
            }
        });
    }

    /** Does something at the n-th change, once. */
    void at(String name, int change, Runnable action) {
        cloud(name).install(new CallHook() {
            private int changes;

            @Override
            public void before(Call call) {
                if (call.isChange() && ++changes == change) {
                    action.run();
                }
            }
        });
    }
}
