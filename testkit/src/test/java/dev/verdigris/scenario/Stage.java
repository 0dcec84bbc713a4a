package dev.verdigris.scenario;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.verdigris.BlueGreen;
import dev.verdigris.event.Event;
import dev.verdigris.hook.Check;
import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import dev.verdigris.model.GroupSize;
import dev.verdigris.model.InstanceId;
import dev.verdigris.model.Lifecycle;
import dev.verdigris.outcome.Outcome;
import dev.verdigris.request.Cleanup;
import dev.verdigris.request.Deployment;
import dev.verdigris.request.KeepWarm;
import dev.verdigris.request.Policy;
import dev.verdigris.request.Recovery;
import dev.verdigris.request.Rollback;
import dev.verdigris.testkit.Call;
import dev.verdigris.testkit.CallHook;
import dev.verdigris.testkit.HealthCheck;
import dev.verdigris.testkit.Latencies;
import dev.verdigris.testkit.Latency;
import dev.verdigris.testkit.SimulatedCloud;
import dev.verdigris.testkit.SimulatedGroup;
import dev.verdigris.testkit.SimulatedInstance;
import dev.verdigris.testkit.SimulatedTargetGroup;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.assertj.core.api.AssertProvider;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** An environment on a simulated cloud whose latencies are exact, and the means to interfere as a step begins. */
final class Stage implements AssertProvider<StageAssert> {
    static final Environment BETA = Environment.of("beta");

    /** A launch takes 40 s to traffic, an end 20 s. */
    private static final Latencies EXACT = Latencies.instant()
            .withReaction(seconds(5))
            .withLaunch(seconds(15))
            .withInService(seconds(10))
            .withBoot(seconds(10))
            .withRetry(seconds(20))
            .withTermination(seconds(20))
            .withNotice(seconds(30))
            .withRegistration(seconds(3))
            .withFirstCheck(seconds(2))
            .withForgetting(seconds(60));

    final SimulatedCloud cloud;
    final SimulatedGroup blue;
    final SimulatedGroup green;
    final SimulatedTargetGroup targets;
    final Calls calls;
    /** The sizes of both groups as the stage was set. */
    final GroupSize blueAsSet;

    final GroupSize greenAsSet;
    final List<Event> events = new ArrayList<>();
    private final Map<String, Runnable> interferences = new HashMap<>();
    private final Map<String, Check> checks = new LinkedHashMap<>();
    private int worldChanges;
    private int idsGiven;

    private Stage(SimulatedCloud cloud) {
        this.cloud = cloud;
        this.blue = cloud.group(BETA, Color.BLUE);
        this.green = cloud.group(BETA, Color.GREEN);
        this.targets = cloud.targetGroup(BETA);
        this.calls = new Calls(cloud);
        this.blueAsSet = blue.size();
        this.greenAsSet = green.size();
        calls.beforeEach(Calls::changesTheWorld, call -> worldChanges++);
    }

    /** What {@code assertThat(stage)} begins. */
    @Override
    public StageAssert assertThat() {
        return new StageAssert(this);
    }

    /** How many changes were sent, those of the deployment state aside. */
    int worldChanges() {
        return worldChanges;
    }

    /** Blue serves with three instances, at minimum 2 and maximum 10; green is empty. */
    static Stage set() {
        return set(new GroupSize(2, 10, 3));
    }

    /** Blue serves at that size; green is empty. */
    static Stage set(GroupSize blue) {
        return new Stage(builder().serving(BETA, blue).build());
    }

    static SimulatedCloud.Builder builder() {
        return SimulatedCloud.builder()
                .latencies(EXACT)
                .healthCheck(HealthCheck.every(Duration.ofSeconds(10)))
                .deregistrationDelay(Duration.ofSeconds(20));
    }

    static Stage on(SimulatedCloud cloud) {
        return new Stage(cloud);
    }

    /** A deployment after which nothing of the old fleet is kept. */
    static Deployment keepingNothing() {
        return Deployment.of(BETA).withKeepWarm(KeepWarm.none());
    }

    /** A deployment that fails as soon as one of its new instances does. */
    static Deployment replacingNone() {
        return Deployment.of(BETA).withPolicy(Policy.defaults().withReplacements(0));
    }

    /** An operator's confirmation that the holder is dead. */
    static Recovery takingOver() {
        return Recovery.of(BETA).withTakeOver(true);
    }

    private static Latency seconds(long seconds) {
        return Latency.exactly(Duration.ofSeconds(seconds));
    }

    /** Does something as soon as a step, or with {@code undo:} before its id the undoing of one, begins for the first time. */
    Stage when(String step, Runnable interference) {
        interferences.put(step, interference);
        return this;
    }

    Stage check(String name, Check check) {
        checks.put(name, check);
        return this;
    }

    BlueGreen blueGreen() {
        BlueGreen.Builder builder = builder("ann");
        checks.forEach(builder::check);
        return builder.build();
    }

    /** Somebody at a machine of their own, without checks. */
    BlueGreen by(String holder) {
        return builder(holder).build();
    }

    BlueGreen.Builder builder(String holder) {
        return BlueGreen.builder(cloud.ports())
                .holder(holder)
                .ids(() -> "id-" + ++idsGiven)
                .listener(cloud.listener())
                .listener(events::add)
                .listener(this::interfere);
    }

    /** What a killed process dies of. */
    private static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    /** The process that performs a verb is killed as a step begins, or with {@code undo:} before its id the undoing of one. */
    void killedIn(String step, ThrowingCallable verb) {
        when(step, () -> {
            throw new Killed();
        });
        assertThatThrownBy(verb).isInstanceOf(Killed.class);
    }

    /** The process that performs a verb is killed when the n-th call of an operation has taken effect. */
    void killedAfter(String operation, int call, ThrowingCallable verb) {
        CallHook hook = new CallHook() {
            private int calls;

            @Override
            public void after(Call made) {
                if (made.operation().equals(operation) && ++calls == call) {
                    throw new Killed();
                }
            }
        };
        cloud.install(hook);
        assertThatThrownBy(verb).isInstanceOf(Killed.class);
        cloud.remove(hook);
    }

    /** The deployment state, as text. */
    String stateText() {
        return Objects.requireNonNull(cloud.deploymentState(BETA), "a deployment state");
    }

    /** Does what was to be done when that begins. */
    void interfere(Event event) {
        String moment = null;
        if (event instanceof Event.StepStarted started) {
            moment = started.step().id();
        } else if (event instanceof Event.UndoStarted undo) {
            moment = "undo:" + undo.step().id();
        }
        Runnable interference = moment == null ? null : interferences.remove(moment);
        if (interference != null) {
            interference.run();
        }
    }

    Outcome deploy() {
        return deploy(Deployment.of(BETA));
    }

    Outcome deploy(Deployment deployment) {
        return blueGreen().deploy(deployment);
    }

    Outcome rollback() {
        return blueGreen().rollback(BETA);
    }

    Outcome rollback(Rollback rollback) {
        return blueGreen().rollback(rollback);
    }

    Outcome cleanup() {
        return blueGreen().cleanup(Cleanup.of(BETA));
    }

    /** From now on fewer answering targets than these are a failure of the test. */
    void neverFewerAnswering(int floor) {
        cloud.watch(world -> {
            if (targets.answering() < floor) {
                throw new AssertionError(
                        "expected " + floor + " targets that answer, found " + targets.answering() + "\n" + story());
            }
        });
    }

    /** What happened, and how it was left. */
    String story() {
        StringBuilder story = new StringBuilder();
        cloud.log().forEach(entry -> story.append(entry).append('\n'));
        return story.append(cloud.describe()).toString();
    }

    Set<InstanceId> inService(SimulatedGroup group) {
        Set<InstanceId> ids = new TreeSet<>();
        for (SimulatedInstance instance : group.instances()) {
            if (instance.lifecycle() == Lifecycle.IN_SERVICE) {
                ids.add(instance.id());
            }
        }
        return ids;
    }

    /** The sentences of the changes that were announced. */
    List<String> changes() {
        return events.stream()
                .filter(Event.ChangeAnnounced.class::isInstance)
                .map(event -> ((Event.ChangeAnnounced) event).change())
                .toList();
    }

    /** The sentences of every event. */
    List<String> sentences() {
        return events.stream().map(Event::sentence).toList();
    }
}
