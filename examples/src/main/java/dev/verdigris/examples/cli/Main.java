package dev.verdigris.examples.cli;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command line: {@code verdigris --env NAME [options] environment COMMAND}. */
@Command(
        name = "verdigris",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        sortOptions = false,
        customSynopsis = {
            "verdigris --env NAME [options] environment COMMAND",
            "       where COMMAND is status, validate, history, timeline, adopt, refresh, rollback, switch,",
            "       shutdown, start, cleanup, promote, resume, abort, reconcile, unlock, policy,",
            "       dashboard or alarms",
            "       verdigris --env NAME [options] builds COMMAND",
            "       where COMMAND is set_current VERSION, current or list",
            "       verdigris --store STORE [options] store check",
            "       verdigris --config FILE --id ID [options] rollout",
            ""
        },
        description = {
            "Deploys environments blue-green on EC2 Auto Scaling groups behind an Application Load Balancer.",
            "",
            "An environment has two fleets, blue and green; traffic reaches one of them. A deployment starts new instances "
                    + "in the other, waits until the load balancer finds them healthy, and only then takes the old ones out "
                    + "of traffic. If anything fails before that, everything is rolled back.",
            ""
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:did what was asked",
            "2:the command line does not make sense, or AWS is not configured",
            "3:refused; nothing was changed",
            "4:failed, and rolled back: everything is as before",
            "5:failed, and something is left; it is named, and 'resume' or 'abort' resolves it",
            "6:interrupted where it was; 'resume' or 'abort' resolves it",
            "7:paused at a gate; 'promote' or 'abort' goes on",
            "8:reconciled, and something is left for a person to decide"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  verdigris --env beta environment status",
            "  verdigris --env beta environment refresh --dry-run",
            "  verdigris --env beta environment refresh --yes --json",
            "  verdigris --env beta environment rollback",
            "  verdigris --env beta builds set_current 1.2.3",
            "  verdigris --env beta environment resume --take-over",
            "",
            "Options may stand before or after the command. What is not typed is taken from environment variables such as"
                    + " VERDIGRIS_REGION, then from the file of --config, then by default. Durations are written 200ms, 5s,"
                    + " 10m or 1h.",
            "'verdigris environment COMMAND --help' says more about a command.",
            "",
            "Ctrl-C and SIGTERM stop a deployment at the next safe point and roll it back; past the point of no return it"
                    + " runs to its end. 'rollback' in another terminal then takes over from it and goes back at once."
        })
public final class Main {
    private final Terminal terminal;
    private final Connection.Factory connections;
    private final Configuration configuration;
    private final List<String> typed;

    @Mixin
    private final Options options = new Options();

    Main(Terminal terminal, Connection.Factory connections, Configuration configuration, List<String> typed) {
        this.terminal = terminal;
        this.connections = connections;
        this.configuration = configuration;
        this.typed = typed;
    }

    /** Runs a command and ends the process with its exit code. */
    public static void main(String[] args) {
        GracefulExit.after(() -> run(Terminal.ofThisProcess(), AwsConnection::connect, System.getenv(), args));
    }

    /** Runs a command, and returns its exit code. */
    static int run(Terminal terminal, Connection.Factory connections, Map<String, String> variables, String... typed) {
        try {
            Configuration configuration = Configuration.of(variables, typed);
            Main main = new Main(terminal, connections, configuration, List.of(typed));
            Main whole = new Main(terminal, connections, configuration, List.of(typed));
            return configuration.hasFile() ? whole.run() : main.runQuickly(whole);
        } catch (UsageException e) {
            terminal.err().println(e.getMessage());
            return ExitCode.USAGE;
        }
    }

    private int run() {
        CommandLine program = program();
        configuration.check(program);
        return execute(program);
    }

    /** With no more commands than were typed; what they do not understand, another one's that has all of them answer. */
    private int runQuickly(Main whole) {
        return execute(prepared(Commands.among(this, typed.toArray(String[]::new)))
                .setParameterExceptionHandler((failure, arguments) -> whole.run()));
    }

    private int execute(CommandLine program) {
        return program.execute(WordOrder.commandFirst(program, typed.toArray(String[]::new)));
    }

    /** The program with all its commands, as picocli knows it. */
    CommandLine program() {
        return prepared(Commands.all(this)).setParameterExceptionHandler((failure, arguments) -> misused(failure));
    }

    private CommandLine prepared(CommandLine program) {
        versioned(program);
        return program.setExpandAtFiles(false)
                .setDefaultValueProvider(configuration)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setOut(writer(terminal.out()))
                .setErr(writer(terminal.err()))
                .setExecutionExceptionHandler((failure, command, parsed) -> failed(failure));
    }

    /** The version is the program's, wherever it is asked for. */
    private static void versioned(CommandLine command) {
        command.getCommandSpec().versionProvider(new Version());
        command.getSubcommands().values().forEach(Main::versioned);
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(stream, true, StandardCharsets.UTF_8);
    }

    Terminal terminal() {
        return terminal;
    }

    Options options() {
        return options;
    }

    Configuration configuration() {
        return configuration;
    }

    /** The program for another environment of the file, with other words. */
    Main about(String environment, List<String> words) {
        return new Main(terminal, connections, configuration.of(environment), words);
    }

    /** What was typed, as picocli reads it with all commands there are. */
    CommandLine.ParseResult parsed() {
        CommandLine program = program();
        return program.parseArgs(WordOrder.commandFirst(program, typed.toArray(String[]::new)));
    }

    Connection connect() {
        return connections.connect(options);
    }

    private int misused(ParameterException failure) {
        CommandLine command = failure.getCommandLine();
        String source = configuration.source(failure.getArgSpec(), failure.getValue());
        terminal.err().println(failure.getMessage() + (source == null ? "" : Configuration.configuredBy(source)));
        UnmatchedArgumentException.printSuggestions(failure, command.getErr());
        terminal.err().println("See " + command.getCommandSpec().qualifiedName() + " --help");
        return ExitCode.USAGE;
    }

    private int failed(Exception failure) throws Exception {
        if (failure instanceof UsageException) {
            terminal.err().println(configuration.sourced(String.valueOf(failure.getMessage()), typed));
            return ExitCode.USAGE;
        }
        throw failure;
    }

    /** The version, from the jar's manifest. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Main.class.getPackage().getImplementationVersion();
            return new String[] {"verdigris " + (version == null ? "(not packaged)" : version)};
        }
    }
}
