package dev.verdigris.testkit.sweep;

import dev.verdigris.hook.Follower;
import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import dev.verdigris.port.Fleets.Resize;
import dev.verdigris.testkit.Call;
import dev.verdigris.testkit.Operations;
import dev.verdigris.testkit.SimulatedCloud;
import dev.verdigris.testkit.SimulatedFollower;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What must hold of followers: no fleet is made smaller that one of them uses, and in the end they are where traffic is. */
final class FollowerRules {
    /** An answer is good for the change that is sent directly after it. */
    private static final Duration FRESH = Duration.ofMinutes(1);

    private final SimulatedCloud cloud;
    private final Environment environment;
    private final Violations violations;
    /** When a process was last told by a follower that it does not use a color; nothing if it was told otherwise since. */
    private final Map<Question, Duration> released = new HashMap<>();
    /** What was asked before its process looked at anything else: whoever has not was only held up before it went on. */
    private final Set<Question> past = new HashSet<>();

    FollowerRules(SimulatedCloud cloud, Environment environment, Violations violations) {
        this.cloud = cloud;
        this.environment = environment;
        this.violations = violations;
    }

    private record Question(@Nullable String process, String follower, Color color) {}

    /** A process hears what a follower says. */
    void hears(@Nullable String process, Call call, @Nullable Object answer) {
        if (!call.operation().equals(Operations.ASK_FOLLOWER) && !Invariants.ofTheState(call)) {
            released.keySet().stream()
                    .filter(question -> Objects.equals(question.process, process))
                    .forEach(past::add);
        }
        if (call.operation().equals(Operations.ASK_FOLLOWER) && call.detail() instanceof Color color) {
            Question question = new Question(process, call.subject().toString(), color);
            past.remove(question);
            if (answer instanceof Follower.Answer.Yes) {
                released.put(question, cloud.elapsed());
            } else {
                released.remove(question);
            }
        }
    }

    /** A change is sent by a process that has seen the world as it has. */
    void sends(@Nullable String process, Call call, ProcessView view) {
        if (!call.operation().equals(Operations.UPDATE_GROUP) || !(call.detail() instanceof Resize to)) {
            return;
        }
        for (Color color : Color.values()) {
            boolean shrinks = to.desired() != null && to.desired() < view.desired(color);
            if (shrinks && environment.group(color).equals(call.subject())) {
                cloud.followers().forEach(follower -> shrinks(process, call, color, follower));
            }
        }
    }

    private void shrinks(@Nullable String process, Call call, Color color, SimulatedFollower follower) {
        Question question = new Question(process, follower.name(), color);
        Duration asked = released.get(question);
        Duration since = follower.usesSince(color);
        boolean old = asked != null && asked.plus(FRESH).compareTo(cloud.elapsed()) < 0;
        if (asked == null || (old && past.contains(question))) {
            violations.add(
                    Invariant.FOLLOWERS,
                    call,
                    "it shrinks the " + color + " fleet, and " + follower.name() + " has not said that it may");
        } else if (since != null && since.compareTo(asked) <= 0) {
            violations.add(
                    Invariant.FOLLOWERS,
                    call,
                    "it shrinks the " + color + " fleet, which " + follower.name() + " uses");
        }
    }

    /** The colors that a follower uses now, so that their fleets are kept. */
    static Set<Color> used(SimulatedCloud cloud) {
        Set<Color> used = EnumSet.noneOf(Color.class);
        for (SimulatedFollower follower : cloud.followers()) {
            for (Color color : Color.values()) {
                if (follower.uses(color)) {
                    used.add(color);
                }
            }
        }
        return used;
    }

    /**
     * Those that act on another color than the one that serves, at the end. Where nobody does, they act on the recorded one, or
     * on none; and nobody has told them of one that was recorded by another hand meanwhile.
     */
    static List<String> astray(SimulatedCloud cloud, Environment environment, boolean recordedByOthers) {
        Color serving = Invariants.serving(cloud, environment);
        List<String> astray = new ArrayList<>();
        for (SimulatedFollower follower : cloud.followers()) {
            Color follows = follower.follows();
            boolean waits = serving == null
                    && (follows == null || recordedByOthers || follows.label().equals(cloud.recorded(environment)));
            if (!waits && !Objects.equals(follows, serving)) {
                astray.add(Invariant.FOLLOWERS.broken(follower + " while traffic reaches " + serving));
            }
        }
        return astray;
    }
}
