package dev.verdigris.examples.cli;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The values of options that were not typed: environment variables, and below them a properties file. {@code
 * --in-service-timeout} is {@code VERDIGRIS_IN_SERVICE_TIMEOUT} in the one and {@code in-service-timeout} in the other.
 * Only what describes an environment and how it is deployed can be configured; what an operator says about one run
 * ({@code --yes}, {@code --take-over}, {@code --capacity}, …) must be typed.
 */
final class Configuration implements IDefaultValueProvider {
    /** The option that names the file. */
    static final String FILE = "--config";

    private static final Set<String> KEYS = Set.of(
            "env",
            "region",
            "endpoint-url",
            "blue-group",
            "green-group",
            "traffic",
            "target-group",
            "blue-target-group",
            "green-target-group",
            "route",
            "hold",
            "stickiness",
            "parameter",
            "prefix",
            "tag-environment",
            "tag-color",
            "store",
            "lease",
            "wait",
            "poll-interval",
            "change-timeout",
            "in-service-timeout",
            "health-timeout",
            "drain-margin",
            "gone-timeout",
            "check-timeout",
            "launch-failures",
            "launch-failures-for",
            "keep-warm",
            "stable-for");

    private final Map<String, String> environment;
    private final Properties file;
    private final String path;

    private Configuration(Map<String, String> environment, Properties file, String path) {
        this.environment = environment;
        this.file = file;
        this.path = path;
    }

    /**
     * The configuration of a process.
     *
     * @param environment its environment variables
     * @param typed what was typed; {@code --config FILE} in it names the file, else the variable VERDIGRIS_CONFIG does
     * @throws UsageException if the file cannot be read, or has a key that there is not
     */
    static Configuration of(Map<String, String> environment, String... typed) {
        String named = named(typed);
        String path = named != null ? named : environment.getOrDefault(variable(FILE), "");
        Properties file = path.isEmpty() ? new Properties() : read(path);
        Set<String> unknown = new TreeSet<>(file.stringPropertyNames());
        unknown.removeAll(KEYS);
        if (!unknown.isEmpty()) {
            throw new UsageException(path + ": expected keys among " + String.join(", ", new TreeSet<>(KEYS))
                    + ", found " + String.join(", ", unknown)
                    + "; they are the names of options, without the dashes before them");
        }
        return new Configuration(environment, file, path);
    }

    /** The keys of the file. */
    static Set<String> keys() {
        return KEYS;
    }

    private static @Nullable String named(String... typed) {
        for (int i = 0; i < typed.length; i++) {
            if (typed[i].startsWith(FILE + "=")) {
                return typed[i].substring(FILE.length() + 1);
            }
            if (typed[i].equals(FILE) && i + 1 < typed.length) {
                return typed[i + 1];
            }
        }
        return null;
    }

    private static Properties read(String path) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(Path.of(path))) {
            properties.load(reader);
            return properties;
        } catch (IOException | IllegalArgumentException e) {
            throw new UsageException(FILE + ": expected a properties file that can be read, found " + e);
        }
    }

    @Override
    public @Nullable String defaultValue(ArgSpec argument) {
        if (!(argument instanceof OptionSpec option) || !KEYS.contains(key(option.longestName()))) {
            return null;
        }
        String variable = environment.getOrDefault(variable(option.longestName()), "");
        return variable.isEmpty() ? file.getProperty(key(option.longestName())) : variable;
    }

    /** Where a value of an option comes from; null if it is not the configured one. */
    @Nullable
    String source(@Nullable ArgSpec argument, @Nullable String value) {
        if (!(argument instanceof OptionSpec option) || value == null || !value.equals(defaultValue(option))) {
            return null;
        }
        String variable = variable(option.longestName());
        return environment.getOrDefault(variable, "").isEmpty()
                ? "'" + key(option.longestName()) + "' in " + path
                : variable;
    }

    private static String key(String option) {
        return option.substring(2);
    }

    private static String variable(String option) {
        return "VERDIGRIS_" + key(option).replace('-', '_').toUpperCase(Locale.ROOT);
    }
}
