package dev.verdigris.scenario;

import dev.verdigris.BlueGreen;
import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import dev.verdigris.request.Deployment;
import dev.verdigris.rollout.Rollout;
import dev.verdigris.rollout.RolloutEvent;
import dev.verdigris.rollout.RolloutResult;
import dev.verdigris.rollout.Rollouts;
import dev.verdigris.rollout.Wave;
import dev.verdigris.testkit.InstanceFault;
import dev.verdigris.testkit.SimulatedCloud;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;

/** Four environments on one simulated cloud with exact latencies, and the rollouts of them. */
final class Fleetwide {
    static final Environment BETA = Environment.of("beta");
    static final Environment ONE = Environment.of("one");
    static final Environment TWO = Environment.of("two");
    static final Environment THREE = Environment.of("three");
    static final List<Environment> ALL = List.of(BETA, ONE, TWO, THREE);

    final SimulatedCloud cloud;
    final List<String> told = new ArrayList<>();
    private int ids;

    Fleetwide() {
        SimulatedCloud.Builder builder = Stage.builder();
        ALL.forEach(environment -> builder.serving(environment, 2));
        this.cloud = builder.build();
    }

    BlueGreen blueGreen(String holder) {
        return BlueGreen.builder(cloud.ports())
                .holder(holder)
                .ids(() -> "id-" + ++ids)
                .build();
    }

    /** Beta first, then one and two, then three. */
    Rollout rollout(BlueGreen blueGreen) {
        return Rollout.of("v2")
                .withWave(wave("beta", blueGreen, BETA))
                .withWave(wave("few", blueGreen, ONE, TWO))
                .withWave(wave("rest", blueGreen, THREE));
    }

    static Wave wave(String name, BlueGreen blueGreen, Environment... environments) {
        Wave wave = Wave.of(name);
        for (Environment environment : environments) {
            wave = wave.with(blueGreen, Deployment.of(environment));
        }
        return wave;
    }

    Rollouts.Builder rollouts() {
        return rolloutsOn(Runnable::run);
    }

    Rollouts.Builder rolloutsOn(Executor executor) {
        return Rollouts.builder(executor).time(cloud.ports().time()).listener(this::tell);
    }

    private void tell(RolloutEvent event) {
        told.add(event.sentence());
    }

    RolloutResult run(Rollout rollout) {
        return rollouts().build().run(rollout);
    }

    /** The new instances of an environment never become healthy. */
    void spoil(Environment environment) {
        cloud.group(environment, Color.GREEN).afflict("v2", InstanceFault.neverHealthy());
    }

    /** The environments whose traffic reaches the new color. */
    List<String> deployed() {
        return ALL.stream()
                .filter(environment -> "green".equals(cloud.recorded(environment)))
                .map(Environment::name)
                .toList();
    }

    /** What became of each, in short and in order: {@code succeeded, failed, not begun}. */
    static String inShort(RolloutResult result) {
        return result.ending().name().toLowerCase(Locale.ROOT) + ": "
                + result.environments().stream()
                        .map(each -> each.standing().name().toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining(", "));
    }
}
