package dev.verdigris.examples.cli;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * The environments that a YAML file holds, each with its options, as they are written and with the lines that they are on; and
 * the rollout of them, if it describes one.
 */
final class ConfigFile {
    private static final String ENVIRONMENTS = "environments";
    private static final String ROLLOUT = "rollout";

    private final String path;
    private final Map<String, Map<String, Value>> environments = new LinkedHashMap<>();
    private @Nullable RolloutSection rollout;

    /**
     * The value of an option.
     *
     * @param texts the value as it is written; several where it is a list
     * @param list whether it is a list
     * @param line the line that its key is on
     */
    record Value(List<String> texts, boolean list, int line) {

        /** The value as it would be typed. */
        String text() {
            return String.join(",", texts);
        }
    }

    private ConfigFile(String path) {
        this.path = path;
    }

    /** No file. */
    static ConfigFile none() {
        return new ConfigFile("");
    }

    boolean isNamed() {
        return !path.isEmpty();
    }

    /**
     * Reads a file.
     *
     * @throws UsageException if it cannot be read, or is not of that form
     */
    static ConfigFile read(String path) {
        ConfigFile file = new ConfigFile(path);
        try (Reader reader = Files.newBufferedReader(Path.of(path))) {
            Optional<Node> root =
                    new Compose(LoadSettings.builder().setLabel(path).build()).composeReader(reader);
            if (root.isEmpty()) {
                throw new UsageException(path + ": expected '" + ENVIRONMENTS + ":', found nothing");
            }
            file.root(root.get());
            return file;
        } catch (MarkedYamlEngineException e) {
            throw file.wrong(
                    line(e.getProblemMark()), "expected YAML, found that it cannot be read: " + e.getProblem());
        } catch (YamlEngineException | IOException | IllegalArgumentException e) {
            throw new UsageException(Configuration.FILE + ": expected a YAML file that can be read, found " + e);
        }
    }

    private void root(Node root) {
        Map<String, Node> sections = new LinkedHashMap<>();
        each(root, "'" + ENVIRONMENTS + ":'", (key, node) -> {
            if (!key.getValue().equals(ENVIRONMENTS) && !key.getValue().equals(ROLLOUT)) {
                throw wrong(
                        key, "expected '" + ENVIRONMENTS + "' or '" + ROLLOUT + "', found '" + key.getValue() + "'");
            }
            sections.put(key.getValue(), node);
        });
        Node known = sections.get(ENVIRONMENTS);
        if (known != null) {
            each(known, "environments by their names", this::environment);
        }
        Node section = sections.get(ROLLOUT);
        rollout = section == null ? null : RolloutReader.read(this, section);
    }

    /** The rollout that it describes; null if none. */
    @Nullable
    RolloutSection rollout() {
        return rollout;
    }

    /** Whether there is an environment of that name. */
    boolean has(String environment) {
        return environments.containsKey(environment);
    }

    private void environment(ScalarNode name, Node node) {
        Map<String, Value> options = new LinkedHashMap<>();
        environments.put(name.getValue(), options);
        if (!node.getTag().equals(Tag.NULL)) {
            each(
                    node,
                    "the options of " + name.getValue() + " by their names",
                    (key, value) -> options.put(key.getValue(), value(key, value)));
        }
    }

    Value value(ScalarNode key, Node node) {
        List<String> texts = new ArrayList<>();
        List<Node> items = node instanceof SequenceNode list ? list.getValue() : List.of(node);
        for (Node item : items) {
            if (!(item instanceof ScalarNode scalar) || scalar.getValue().isEmpty()) {
                throw wrong(line(key), "expected a value of '" + key.getValue() + "', found none");
            }
            texts.add(scalar.getValue());
        }
        return new Value(texts, node instanceof SequenceNode, line(key));
    }

    /** Reads a mapping; a key that is there twice is a slip, whichever is meant. */
    void each(Node node, String expected, BiConsumer<ScalarNode, Node> entry) {
        if (!(node instanceof MappingNode mapping)) {
            throw wrong(line(node), "expected " + expected + ", found none");
        }
        Map<String, Integer> seen = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                throw wrong(line(tuple.getKeyNode()), "expected " + expected + ", found a key that is no text");
            }
            Integer before = seen.putIfAbsent(key.getValue(), line(key));
            if (before != null) {
                throw wrong(
                        line(key), "expected '" + key.getValue() + "' once, found it on line " + before + " already");
            }
            entry.accept(key, tuple.getValueNode());
        }
    }

    private static int line(Node node) {
        return line(node.getStartMark());
    }

    private static int line(Optional<Mark> mark) {
        return mark.map(place -> place.getLine() + 1).orElse(1);
    }

    private UsageException wrong(int line, String what) {
        return new UsageException(place(line) + ": " + what);
    }

    UsageException wrong(Node node, String what) {
        return wrong(line(node), what);
    }

    /** Where a node is, as editors and compilers write it. */
    String place(Node node) {
        return place(line(node));
    }

    /** A place in the file, as editors and compilers write it. */
    private String place(int line) {
        return path + ":" + line;
    }

    /**
     * Checks every option of every environment.
     *
     * @param check returns what is wrong with an option of that name and value; null if it is fine
     * @throws UsageException naming the line of the first that is wrong
     */
    void check(Check check) {
        environments
                .values()
                .forEach(options -> options.forEach((key, value) -> {
                    String problem = check.problem(key, value);
                    if (problem != null) {
                        throw wrong(value.line, problem);
                    }
                }));
    }

    /** Says what is wrong with an option. */
    @FunctionalInterface
    interface Check {
        @Nullable
        String problem(String key, Value value);
    }

    /**
     * Checks that an environment is there, if there is a file.
     *
     * @throws UsageException naming those that are
     */
    void requireEnvironment(String name) {
        if (!path.isEmpty() && !environments.containsKey(name)) {
            throw new UsageException(path + ": expected --env to name one of "
                    + String.join(", ", environments.keySet()) + ", found '" + name + "'");
        }
    }

    /** The value of an option of an environment as it would be typed; null if it is not there. */
    @Nullable
    String text(String environment, String key) {
        Value value = value(environment, key);
        return value == null ? null : value.text();
    }

    /** Where an option of an environment is; null if it is not there. */
    @Nullable
    String place(String environment, String key) {
        Value value = value(environment, key);
        return value == null ? null : place(value.line);
    }

    private @Nullable Value value(String environment, String key) {
        return environments.getOrDefault(environment, Map.of()).get(key);
    }
}
