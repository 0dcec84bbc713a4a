package dev.verdigris.internal;

import dev.verdigris.internal.plan.KeptWarm;
import dev.verdigris.internal.plan.Participant;
import dev.verdigris.internal.plan.Participants;
import dev.verdigris.internal.plan.Preflight;
import dev.verdigris.internal.plan.Preimage;
import dev.verdigris.internal.plan.Snapshot;
import dev.verdigris.internal.plan.TrafficPreflight;
import dev.verdigris.internal.step.TrafficStrategy;
import dev.verdigris.internal.strategy.Strategies;
import dev.verdigris.internal.strategy.registration.Inquiry;
import dev.verdigris.internal.strategy.registration.PoolPreflight;
import dev.verdigris.internal.strategy.registration.PoolState;
import dev.verdigris.internal.traffic.Membership;
import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import dev.verdigris.model.Fleet;
import dev.verdigris.model.GroupSize;
import dev.verdigris.model.GroupTraits;
import dev.verdigris.model.Instance;
import dev.verdigris.model.InstanceId;
import dev.verdigris.model.Lifecycle;
import dev.verdigris.model.LifecycleHook;
import dev.verdigris.model.Target;
import dev.verdigris.model.TargetGroup;
import dev.verdigris.model.TargetHealth;
import dev.verdigris.request.Request;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Builds snapshots of the environment "beta", by default one that a deployment may go ahead on. */
public final class Given {
    /** The ARN of its target group. */
    public static final String TARGET_GROUP =
            "arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/Beta/0123456789abcdef";

    /** The environment, with every convention. */
    public static final Environment BETA = Environment.of("beta");

    private final Map<Color, GroupSize> bounds =
            new EnumMap<>(Map.of(Color.BLUE, new GroupSize(2, 10, 3), Color.GREEN, new GroupSize(0, 10, 0)));
    private final Map<Color, List<Instance>> instances =
            new EnumMap<>(Map.of(Color.BLUE, members("b", 3), Color.GREEN, List.of()));
    private final Map<Color, Set<String>> suspended =
            new EnumMap<>(Map.of(Color.BLUE, Set.of(), Color.GREEN, Set.of()));
    private final Map<Color, Set<String>> attached = new EnumMap<>(Map.of(Color.BLUE, Set.of(), Color.GREEN, Set.of()));
    private final Map<Color, Map<String, String>> tags =
            new EnumMap<>(Map.of(Color.BLUE, Map.of(), Color.GREEN, Map.of()));
    private final Map<Color, GroupTraits> traits =
            new EnumMap<>(Map.of(Color.BLUE, GroupTraits.plain(), Color.GREEN, GroupTraits.plain()));
    private final Map<Color, List<LifecycleHook>> hooks = new EnumMap<>(Color.class);
    private final List<TargetHealth> targets = new ArrayList<>();
    private TargetGroup targetGroup = targetGroup(true);
    private @Nullable String recorded = "blue";
    private @Nullable KeptWarm keptWarm;

    private Given() {}

    /** Blue serves with 3 of its 2 to 10; green is empty. */
    public static Given blueServing() {
        return new Given().registered("b", 3, TargetHealth.State.HEALTHY);
    }

    /** Nothing is registered; blue is recorded and has none of its 2 to 10. */
    public static Given nothingServing() {
        return new Given().fleet(Color.BLUE, new GroupSize(2, 10, 2), 0);
    }

    public Given fleet(Color color, GroupSize size, int members) {
        bounds.put(color, size);
        instances.put(color, members(color == Color.BLUE ? "b" : "g", members));
        return this;
    }

    public Given suspended(Color color, String process) {
        suspended.put(color, Set.of(process));
        return this;
    }

    public Given attached(Color color) {
        return attached(color, targetGroup.arn());
    }

    public Given attached(Color color, String... arns) {
        attached.put(color, Set.of(arns));
        return this;
    }

    public Given traits(Color color, GroupTraits set) {
        traits.put(color, set);
        return this;
    }

    public Given hook(Color color, LifecycleHook hook) {
        hooks.computeIfAbsent(color, none -> new ArrayList<>()).add(hook);
        return this;
    }

    public Given members(Color color, Instance... members) {
        instances.put(color, List.of(members));
        return this;
    }

    public Given targets(TargetHealth... more) {
        targets.addAll(List.of(more));
        return this;
    }

    public Given targetGroup(UnaryOperator<TargetGroup> change) {
        targetGroup = change.apply(targetGroup);
        return this;
    }

    public Given tag(Color color, String key, String value) {
        tags.put(color, Map.of(key, value));
        return this;
    }

    public Given registered(String prefix, int count, TargetHealth.State state) {
        for (int i = 1; i <= count; i++) {
            targets.add(new TargetHealth(new Target(new InstanceId("i-" + prefix + i), 80), state, null));
        }
        return this;
    }

    public Given unusedTargetGroup() {
        targetGroup = targetGroup(false);
        return this;
    }

    public Given recorded(@Nullable String value) {
        recorded = value;
        return this;
    }

    public Given keptWarm(Color color, int idleMin) {
        keptWarm = new KeptWarm(color, idleMin);
        return this;
    }

    public Snapshot snapshot() {
        Fleet blue = fleet(Color.BLUE);
        Fleet green = fleet(Color.GREEN);
        PoolState traffic = PoolState.observed(targetGroup, targets, Membership.of(blue, green));
        return new Snapshot(blue, green, traffic, recorded, keptWarm).holding(hooks);
    }

    /** The preflight of the environment's strategy, with answers to its inquiries. */
    public static TrafficPreflight strategy(Snapshot snapshot, Inquiry inquiry) {
        return new PoolPreflight(snapshot, inquiry);
    }

    /** The preimage of a request that may go ahead, where the load balancer has room. */
    public static Preimage preimage(Request request, Snapshot snapshot) {
        return Preflight.preimage(request, snapshot, strategy(snapshot, () -> 1000));
    }

    /** The strategy of the environment. */
    public static TrafficStrategy strategy() {
        return Strategies.of(BETA);
    }

    private Fleet fleet(Color color) {
        return new Fleet(
                BETA.group(color),
                bounds.get(color),
                instances.get(color),
                suspended.get(color),
                attached.get(color),
                tags.get(color),
                traits.get(color));
    }

    private static List<Instance> members(String prefix, int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(i -> new Instance(new InstanceId("i-" + prefix + i), Lifecycle.IN_SERVICE, true))
                .toList();
    }

    private static TargetGroup targetGroup(boolean inUse) {
        return new TargetGroup(TARGET_GROUP, "Beta", 80, Duration.ofSeconds(20), inUse);
    }

    /** Checks that take part in a deployment. */
    public static Participants checks(String... names) {
        return new Participants(Stream.of(names)
                .map(name -> new Participant(Participant.Kind.CHECK, name))
                .toList());
    }
}
