package dev.verdigris.examples.cli;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.verdigris.model.Alarm;
import dev.verdigris.model.GroupSize;
import dev.verdigris.model.InstanceId;
import dev.verdigris.plan.Phase;
import dev.verdigris.report.Moment;
import dev.verdigris.report.Sighting;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads moments as {@link Moment#toJson} has written them. */
final class MomentReader {

    private MomentReader() {}

    /** The moment on a line; null if it cannot be read. */
    static @Nullable Moment read(String line) {
        try {
            return moment(JSON.std.mapFrom(line));
        } catch (IOException | RuntimeException e) {
            return null;
        }
    }

    private static Moment moment(Map<String, Object> json) {
        Moment moment = Moment.of(Instant.parse(text(json, "at")), kind(text(json, "kind")), text(json, "text"));
        if (json.containsKey("step")) {
            Object phase = json.get("phase");
            moment =
                    moment.withStep(text(json, "step"), phase == null ? null : constant(Phase.class, phase.toString()));
        }
        if (json.containsKey("fleets")) {
            moment = moment.withSeen(seen(object(json, "fleets"), json));
        }
        return json.containsKey("requests") ? moment.withRequests(requests(object(json, "requests"))) : moment;
    }

    /** A later version may know more kinds. */
    private static Moment.Kind kind(String label) {
        try {
            return constant(Moment.Kind.class, label);
        } catch (IllegalArgumentException e) {
            return Moment.Kind.OTHER;
        }
    }

    private static <E extends Enum<E>> E constant(Class<E> of, String label) {
        return Enum.valueOf(of, label.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    private static Sighting seen(Map<String, Object> fleets, Map<String, Object> json) {
        Map<String, Alarm.State> alarms = new LinkedHashMap<>();
        if (json.containsKey("alarms")) {
            object(json, "alarms").forEach((name, state) -> alarms.put(name, Alarm.State.valueOf(state.toString())));
        }
        return Sighting.of(side(object(fleets, "blue")), side(object(fleets, "green")))
                .withAlarms(alarms);
    }

    private static Sighting.Side side(Map<String, Object> json) {
        Map<InstanceId, Sighting.State> instances = new LinkedHashMap<>();
        object(json, "instances")
                .forEach((id, state) ->
                        instances.put(new InstanceId(id), constant(Sighting.State.class, state.toString())));
        Sighting.Side side = Sighting.Side.of(
                        new GroupSize(number(json, "min"), number(json, "max"), number(json, "desired")))
                .withInstances(instances);
        return json.get("percent") == null ? side : side.withPercent(number(json, "percent"));
    }

    private static Moment.Requests requests(Map<String, Object> json) {
        Map<String, Long> answered = new LinkedHashMap<>();
        object(json, "answered").forEach((version, count) -> answered.put(version, ((Number) count).longValue()));
        return Moment.Requests.of(answered, ((Number) value(json, "failed")).longValue());
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> object(Map<String, Object> json, String name) {
        return (Map<String, Object>) value(json, name);
    }

    private static int number(Map<String, Object> json, String name) {
        return ((Number) value(json, name)).intValue();
    }

    private static String text(Map<String, Object> json, String name) {
        return value(json, name).toString();
    }

    private static Object value(Map<String, Object> json, String name) {
        Object value = json.get(name);
        if (value == null) {
            throw new IllegalArgumentException("expected '" + name + "', found none");
        }
        return value;
    }
}
