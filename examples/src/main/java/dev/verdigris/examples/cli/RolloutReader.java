package dev.verdigris.examples.cli;

import dev.verdigris.examples.cli.RolloutSection.WaveSection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** Reads the section {@code rollout:} of a YAML file. */
final class RolloutReader {
    private static final String KEYS = "'waves', 'tolerated-failures' or 'go-back'";
    private static final String WAVE_KEYS = "'environments', 'at-once' or 'soak'";

    private final ConfigFile file;
    private final Map<String, WaveSection> waves = new LinkedHashMap<>();
    private double tolerated;
    private boolean goBack;

    private RolloutReader(ConfigFile file) {
        this.file = file;
    }

    /**
     * Reads it.
     *
     * @throws UsageException naming the line of what makes no sense
     */
    static RolloutSection read(ConfigFile file, Node node) {
        return new RolloutReader(file).section(node);
    }

    private RolloutSection section(Node node) {
        file.each(node, KEYS, (key, value) -> {
            switch (key.getValue()) {
                case "waves" -> file.each(value, "waves by their names", this::wave);
                case "tolerated-failures" -> tolerated = share(key, value);
                case "go-back" -> goBack = yes(key, value);
                default -> throw file.wrong(key, "expected " + KEYS + ", found '" + key.getValue() + "'");
            }
        });
        if (waves.isEmpty()) {
            throw file.wrong(node, "expected waves by their names, found none");
        }
        return new RolloutSection(waves, tolerated, goBack, file.place(node));
    }

    private void wave(ScalarNode name, Node node) {
        List<String> environments = new ArrayList<>();
        List<Integer> atOnce = new ArrayList<>();
        List<Duration> soak = new ArrayList<>();
        file.each(node, WAVE_KEYS, (key, value) -> {
            switch (key.getValue()) {
                case "environments" ->
                    environments.addAll(file.value(key, value).texts());
                case "at-once" -> atOnce.add(number(key, value));
                case "soak" -> soak.add(duration(key, value));
                default -> throw file.wrong(key, "expected " + WAVE_KEYS + ", found '" + key.getValue() + "'");
            }
        });
        if (environments.isEmpty()) {
            throw file.wrong(name, "expected 'environments' of the wave " + name.getValue() + ", found none");
        }
        for (String environment : environments) {
            if (!file.has(environment)) {
                throw file.wrong(
                        name,
                        "expected the wave " + name.getValue() + " to name environments of this file, found '"
                                + environment + "'");
            }
        }
        waves.put(name.getValue(), new WaveSection(environments, first(atOnce), first(soak), file.place(name)));
    }

    private static <T> @Nullable T first(List<T> values) {
        return values.isEmpty() ? null : values.get(0);
    }

    private Duration duration(ScalarNode key, Node value) {
        String text = file.value(key, value).text();
        Duration duration = Durations.read(text);
        if (duration == null) {
            throw file.wrong(key, "expected a duration like 200ms, 5s, 10m or 1h, found '" + text + "'");
        }
        return duration;
    }

    private int number(ScalarNode key, Node value) {
        String text = file.value(key, value).text();
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw file.wrong(key, "expected a number of environments at once, found '" + text + "'");
        }
    }

    private double share(ScalarNode key, Node value) {
        String text = file.value(key, value).text();
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw file.wrong(key, "expected a share such as 0.05, found '" + text + "'");
        }
    }

    private boolean yes(ScalarNode key, Node value) {
        String text = file.value(key, value).text();
        if (!text.equals("true") && !text.equals("false")) {
            throw file.wrong(key, "expected true or false, found '" + text + "'");
        }
        return text.equals("true");
    }
}
