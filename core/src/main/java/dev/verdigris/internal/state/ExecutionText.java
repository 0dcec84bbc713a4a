package dev.verdigris.internal.state;

import dev.verdigris.internal.plan.Preimage;
import dev.verdigris.internal.text.Facts;
import dev.verdigris.internal.text.Times;
import dev.verdigris.model.Color;
import dev.verdigris.model.InstanceId;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes and reads how far a deployment may have come, as facts; how everything was is read with it. */
final class ExecutionText {

    private ExecutionText() {}

    static void put(Facts facts, Execution execution) {
        facts.put("execution.direction", Labels.DIRECTION.of(execution.direction()))
                .put("execution.phase", Labels.PHASE.of(execution.phase()))
                .put("execution.step", execution.step())
                .put(
                        "execution.since",
                        execution.reached() == null ? null : execution.reached().since())
                .put("execution.floor", execution.floor())
                .put("execution.served", execution.served());
        if (!execution.known().replaced().isEmpty()) {
            facts.put("execution.replaced", words(execution.known().replaced()));
        }
        execution.pins().forEach((color, pin) -> facts.put("execution.pin." + color, pin));
        execution.promoted().forEach(gate -> facts.put("execution.promoted", Promoted.words(gate)));
        Execution.Cause cause = execution.cause();
        if (cause != null) {
            facts.put("cause.step", cause.step())
                    .put("cause.problem", cause.problem())
                    .put("cause.remedy", cause.remedy());
        }
    }

    /** Reads how far what was begun so has come. */
    static Execution execution(Facts facts, Preimage preimage) {
        return new Execution(
                preimage,
                facts.get("execution.direction", Labels.DIRECTION::parse),
                facts.get("execution.phase", Labels.PHASE::parse),
                facts.has("execution.step")
                        ? new Execution.Reached(
                                facts.get("execution.step"), facts.find("execution.since", Times::instant))
                        : null,
                facts.has("cause.step")
                        ? new Execution.Cause(
                                facts.get("cause.step"), facts.get("cause.problem"), facts.get("cause.remedy"))
                        : null,
                new Execution.Known(
                        pins(facts),
                        facts.get("execution.floor", Integer::valueOf),
                        facts.find("execution.served", Integer::valueOf),
                        replaced(facts)),
                List.copyOf(facts.all("execution.promoted", Promoted::parse)));
    }

    private static String words(List<InstanceId> instances) {
        return instances.stream().map(InstanceId::value).collect(Collectors.joining(" "));
    }

    private static List<InstanceId> replaced(Facts facts) {
        List<InstanceId> replaced = facts.find(
                "execution.replaced",
                words -> Stream.of(words.split(" ")).map(InstanceId::new).toList());
        return replaced == null ? List.of() : replaced;
    }

    private static Map<Color, Integer> pins(Facts facts) {
        Map<Color, Integer> pins = new EnumMap<>(Color.class);
        for (Color color : Color.values()) {
            Integer pin = facts.find("execution.pin." + color, Integer::valueOf);
            if (pin != null) {
                pins.put(color, pin);
            }
        }
        return pins;
    }
}
