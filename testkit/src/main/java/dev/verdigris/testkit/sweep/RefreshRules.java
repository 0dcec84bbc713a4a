package dev.verdigris.testkit.sweep;

import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import dev.verdigris.model.InstanceRefresh;
import dev.verdigris.testkit.Call;
import dev.verdigris.testkit.Operations;
import dev.verdigris.testkit.SimulatedCloud;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What must hold of instance refreshes: only a rolling refresh starts one, of the fleet that serves and so that somebody
 * stays; what it has started ends with it; and nobody ends one that somebody else has begun.
 */
final class RefreshRules {
    static final Set<String> CHANGES =
            Set.of(Operations.START_REFRESH, Operations.CANCEL_REFRESH, Operations.ROLL_BACK_REFRESH);

    private final SimulatedCloud cloud;
    private final Environment environment;
    private final Violations violations;
    /** The refreshes that deployments of ours have started. */
    private final Set<String> ours = new HashSet<>();

    private Map<Color, List<InstanceRefresh>> before = Map.of();

    RefreshRules(SimulatedCloud cloud, Environment environment, Violations violations) {
        this.cloud = cloud;
        this.environment = environment;
        this.violations = violations;
    }

    private Map<Color, List<InstanceRefresh>> now() {
        Map<Color, List<InstanceRefresh>> now = new HashMap<>();
        for (Color color : Color.values()) {
            now.put(color, cloud.group(environment, color).instanceRefreshes());
        }
        return now;
    }

    /** A change of refreshes is about to take effect. */
    void before() {
        before = now();
    }

    /** It has taken effect. */
    void effect(Sent sent) {
        Map<Color, List<InstanceRefresh>> now = now();
        for (Color color : Color.values()) {
            List<InstanceRefresh> were = before.getOrDefault(color, List.of());
            List<InstanceRefresh> are = now.getOrDefault(color, List.of());
            if (are.size() > were.size()) {
                started(sent, color, are.get(0));
            } else if (!are.isEmpty() && are.get(0).status() != were.get(0).status()) {
                ended(sent, are.get(0));
            }
        }
    }

    /** What was in progress is over, one way or the other: so is what it has started. */
    void over(Call call) {
        now().forEach((color, refreshes) -> refreshes.stream()
                .filter(refresh ->
                        ours.contains(refresh.id()) && refresh.status().active())
                .forEach(refresh -> violations.add(
                        Invariant.REFRESHES,
                        call,
                        "it is over, and has left " + refresh.id() + " of " + color + " " + refresh.status())));
    }

    private void started(Sent sent, Color color, InstanceRefresh refresh) {
        ours.add(refresh.id());
        if (!sent.isVerb("refresh") || color != sent.live()) {
            violations.add(Invariant.REFRESHES, sent.call(), "it refreshes the instances of " + color + ", unasked");
        }
        if (refresh.preferences().minHealthyPercent() == 0) {
            violations.add(Invariant.REFRESHES, sent.call(), "it lets Auto Scaling end every instance at once");
        }
    }

    private void ended(Sent sent, InstanceRefresh refresh) {
        if (!ours.contains(refresh.id())) {
            violations.add(
                    Invariant.REFRESHES, sent.call(), "it ends " + refresh.id() + ", which somebody else has begun");
        }
    }
}
