package dev.verdigris.testkit;

import dev.verdigris.model.ParameterPath;
import dev.verdigris.port.Releases.Listed;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The parameters of Parameter Store. */
final class Parameters {
    private final World world;
    private final long staleness;
    private final Map<ParameterPath, Parameter> parameters = new LinkedHashMap<>();

    Parameters(World world, long staleness) {
        this.world = world;
        this.staleness = staleness;
    }

    @Nullable
    String get(ParameterPath path) {
        Parameter parameter = parameters.get(path);
        return parameter == null ? null : parameter.value;
    }

    /** The value that a read sees which may be stale. */
    @Nullable
    String glimpse(ParameterPath path) {
        Parameter parameter = parameters.get(path);
        if (parameter == null) {
            return null;
        }
        Content stale = parameter.past.glimpse();
        return stale != null ? stale.value : parameter.value;
    }

    void put(ParameterPath path, @Nullable String value) {
        Parameter parameter = parameters.computeIfAbsent(path, any -> new Parameter(new Past<>(world, staleness)));
        if (parameter.past.wanted()) {
            parameter.past.keep(new Content(parameter.value));
        }
        parameter.value = value;
        if (value != null) {
            parameter.history.add(0, new Listed(value, World.BEGINNING.plusNanos(world.now()), ""));
        }
        world.log(path, "holds", value == null ? "nothing" : value);
    }

    /** The values that it has had, the newest first. */
    List<Listed> selections(ParameterPath path) {
        Parameter parameter = parameters.get(path);
        return parameter == null ? List.of() : List.copyOf(parameter.history);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        parameters.forEach((path, parameter) -> text.append(text.isEmpty() ? "" : "\n")
                .append(path)
                .append(": ")
                .append(parameter.value == null ? "nothing" : parameter.value));
        return text.toString();
    }

    /** The content of a parameter, which may be nothing. */
    private record Content(@Nullable String value) {}

    private static final class Parameter {
        private final Past<Content> past;
        private final List<Listed> history = new ArrayList<>(2);
        private @Nullable String value;

        Parameter(Past<Content> past) {
            this.past = past;
        }
    }
}
