package dev.verdigris.examples.cli;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.IGetter;
import picocli.CommandLine.Model.ISetter;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/**
 * The values of options that were not typed: environment variables, and below them what a YAML file says of the environment.
 * {@code --in-service-timeout} is {@code VERDIGRIS_IN_SERVICE_TIMEOUT} in the one and {@code in-service-timeout} in the
 * other. Every option of any command can be configured, but what an operator says about one run ({@code --yes}, {@code
 * --take-over}, {@code --capacity}, …), which must be typed.
 */
final class Configuration implements IDefaultValueProvider {
    /** The option that names the file. */
    static final String FILE = "--config";

    private static final String ENVIRONMENT = "--env";

    /** What is said about one run. */
    private static final Set<String> TYPED = Set.of(
            "again",
            "build",
            "capacity",
            "config",
            "dry-run",
            "fix-reason",
            "force",
            "help",
            "html",
            "id",
            "json",
            "limit",
            "reason",
            "red-before",
            "resolve",
            "rounds",
            "scale-up",
            "take-over",
            "to",
            "version",
            "yes");

    private final Map<String, String> variables;
    private final ConfigFile file;
    private final String environment;

    private Configuration(Map<String, String> variables, ConfigFile file, String environment) {
        this.variables = variables;
        this.file = file;
        this.environment = environment;
    }

    /**
     * The configuration of a process.
     *
     * @param variables its environment variables
     * @param typed what was typed; {@code --config FILE} in it names the file, else the variable VERDIGRIS_CONFIG does;
     *     {@code --env NAME} the environment, else VERDIGRIS_ENV
     * @throws UsageException if the file cannot be read, or does not know the environment
     */
    static Configuration of(Map<String, String> variables, String... typed) {
        String path = said(FILE, variables, typed);
        String environment = said(ENVIRONMENT, variables, typed);
        ConfigFile file = path.isEmpty() ? ConfigFile.none() : ConfigFile.read(path);
        if (!environment.isEmpty()) {
            file.requireEnvironment(environment);
        }
        return new Configuration(variables, file, environment);
    }

    private static String said(String option, Map<String, String> variables, String... typed) {
        for (int i = 0; i < typed.length; i++) {
            if (typed[i].startsWith(option + "=")) {
                return typed[i].substring(option.length() + 1);
            }
            if (typed[i].equals(option) && i + 1 < typed.length) {
                return typed[i + 1];
            }
        }
        return variables.getOrDefault(variable(option), "");
    }

    /** The same configuration, of another environment of the file. */
    Configuration of(String other) {
        return new Configuration(variables, file, other);
    }

    /** The rollout that the file describes; null if there is none. */
    @Nullable
    RolloutSection rollout() {
        return file.rollout();
    }

    /** Whether a file was named, of which all must be checked. */
    boolean hasFile() {
        return file.isNamed();
    }

    /** The options of a program that the file may hold, by their keys. */
    static Map<String, OptionSpec> options(CommandLine program) {
        Map<String, OptionSpec> options = new TreeMap<>();
        for (OptionSpec option : program.getCommandSpec().options()) {
            String key = key(option.longestName());
            if (!TYPED.contains(key) && !option.longestName().equals(ENVIRONMENT)) {
                options.put(key, option);
            }
        }
        program.getSubcommands().values().forEach(command -> options.putAll(options(command)));
        return options;
    }

    /**
     * Checks all of the file, whichever environment and command are asked for.
     *
     * @throws UsageException naming the line of the first key that there is not, or value that makes no sense
     */
    void check(CommandLine program) {
        Map<String, OptionSpec> options = options(program);
        file.check((key, value) -> {
            OptionSpec option = options.get(key);
            if (option == null) {
                return "expected an option of an environment, found '" + key + "'; they are "
                        + String.join(", ", options.keySet());
            }
            if (value.list() && !option.isMultiValue()) {
                return "expected one value of '" + key + "', found a list";
            }
            return problem(option, value.text());
        });
    }

    /** What is wrong with a value of an option; null if it can be read. */
    private static @Nullable String problem(OptionSpec option, String text) {
        Holder holder = new Holder();
        CommandLine probe = new CommandLine(CommandSpec.create()
                        .addOption(OptionSpec.builder(option)
                                .required(false)
                                .getter(holder)
                                .setter(holder)
                                .build()))
                .setCaseInsensitiveEnumValuesAllowed(true);
        try {
            probe.parseArgs(option.longestName() + "=" + text);
            return null;
        } catch (ParameterException e) {
            return e.getMessage();
        }
    }

    /** Holds a value that is only tried. */
    private static final class Holder implements IGetter, ISetter {
        private @Nullable Object value;

        @Override
        @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
        public <T> @Nullable T get() {
            return (T) value;
        }

        @Override
        @SuppressWarnings("unchecked")
        public <T> @Nullable T set(@Nullable T given) {
            Object before = value;
            value = given;
            return (T) before;
        }
    }

    @Override
    public @Nullable String defaultValue(ArgSpec argument) {
        if (!(argument instanceof OptionSpec option) || TYPED.contains(key(option.longestName()))) {
            return null;
        }
        String variable = variables.getOrDefault(variable(option.longestName()), "");
        return variable.isEmpty() ? file.text(environment, key(option.longestName())) : variable;
    }

    /** Where a value of an option comes from; null if it is not the configured one. */
    @Nullable
    String source(@Nullable ArgSpec argument, @Nullable String value) {
        return argument instanceof OptionSpec option && value != null && value.equals(defaultValue(option))
                ? source(option.longestName())
                : null;
    }

    private @Nullable String source(String option) {
        String variable = variable(option);
        return variables.getOrDefault(variable, "").isEmpty() ? file.place(environment, key(option)) : variable;
    }

    /** A message that begins with an option, with where that comes from if it was not typed. */
    String sourced(String message, List<String> typed) {
        int end = message.indexOf(':');
        String option = end > 0 && message.startsWith("--") ? message.substring(0, end) : "";
        boolean said = typed.stream().anyMatch(word -> word.equals(option) || word.startsWith(option + "="));
        String source = option.isEmpty() || said ? null : source(option);
        return source == null ? message : message + configuredBy(source);
    }

    static String configuredBy(String source) {
        return " (configured by " + source + ")";
    }

    private static String key(String option) {
        return option.startsWith("--") ? option.substring(2) : option;
    }

    private static String variable(String option) {
        return "VERDIGRIS_" + key(option).replace('-', '_').toUpperCase(Locale.ROOT);
    }
}
