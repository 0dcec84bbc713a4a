package dev.verdigris.testkit.sweep;

import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import dev.verdigris.testkit.SimulatedCloud;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What must hold of a change that makes a fleet larger or smaller, whatever its name. */
final class SizeRules {
    private final Violations violations;
    private final ServedSizes served;
    private final Map<Color, Terminations> terminations = new EnumMap<>(Color.class);

    SizeRules(SimulatedCloud cloud, Environment environment, Violations violations, ServedSizes served) {
        this.violations = violations;
        this.served = served;
        for (Color color : Color.values()) {
            terminations.put(
                    color,
                    new Terminations(
                            cloud.group(environment, color),
                            ended -> violations.add(Invariant.NO_EVIDENCE_NO_ENDING, ended)));
        }
    }

    /** Something has happened in the world. */
    void look() {
        terminations.values().forEach(Terminations::look);
    }

    /** A change has taken effect. */
    void effect(Sent sent, WorldNow before, WorldNow after) {
        for (Color color : Color.values()) {
            int was = before.side(color).desired();
            int is = after.side(color).desired();
            if (is > was && is > before.side(color).running()) {
                growing(sent, color, is);
            } else if (is < was) {
                shrinking(sent, color);
            }
        }
    }

    private void growing(Sent sent, Color color, int to) {
        if (sent.isVerb("rollback") && color == sent.inProgress().to()) {
            int enough = served.enough(color, sent).most();
            if (to > enough) {
                violations.add(
                        Invariant.AS_MANY_AS_SERVED,
                        sent.call(),
                        "it starts more than the " + enough + " that are enough");
            }
        }
    }

    private void shrinking(Sent sent, Color color) {
        WorldNow.Side side = sent.world().side(color);
        if (side.inTraffic()) {
            violations.add(Invariant.IN_TRAFFIC, sent.call(), "it shrinks a fleet that traffic touches");
        } else if (!side.waiting().isEmpty()) {
            violations.add(
                    Invariant.IN_TRAFFIC, sent.call(), "it shrinks a fleet and leaves registered " + side.waiting());
        }
        Color other = color.other();
        Objects.requireNonNull(terminations.get(color))
                .lowered(
                        sent.view().servesInFull(other) || (sent.endsService() && color == sent.live())
                                ? List.of()
                                : sent.began().kept(color),
                        "it was in service when " + sent.began().deployment() + " began, " + sent.call()
                                + " was sent by " + sent.process() + ", and there were "
                                + sent.view().serves(other));
    }
}
