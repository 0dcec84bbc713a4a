package dev.verdigris.examples.cli;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command line: {@code verdigris --env NAME [options] environment COMMAND}. */
@Command(
        name = "verdigris",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        sortOptions = false,
        customSynopsis = {
            "verdigris --env NAME [options] environment COMMAND",
            "       where COMMAND is status, validate, history, refresh, rollback, cleanup, resume, abort, reconcile or unlock",
            ""
        },
        description = {
            "Deploys environments blue-green on EC2 Auto Scaling groups behind an Application Load Balancer.",
            "",
            "An environment has two fleets, blue and green; traffic reaches one of them. A deployment starts new instances "
                    + "in the other, waits until the load balancer finds them healthy, and only then takes the old ones out "
                    + "of traffic. If anything fails before that, everything is put back.",
            ""
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:did what was asked",
            "2:the command line does not make sense, or AWS is not configured",
            "3:refused; nothing was changed",
            "4:failed, and rolled back: everything is as before",
            "5:failed, and something is left; it is named, and 'resume' or 'abort' settles it",
            "6:stopped where it was and left open; 'resume' or 'abort' settles it"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  verdigris --env beta environment status",
            "  verdigris --env beta environment refresh --dry-run",
            "  verdigris --env beta environment refresh --yes --json",
            "  verdigris --env beta environment rollback",
            "  verdigris --env beta environment resume --take-over",
            "",
            "Options may stand before or after the command. Durations are written 200ms, 5s, 10m or 1h.",
            "'verdigris environment COMMAND --help' says more about a command.",
            "",
            "Ctrl-C and SIGTERM stop a deployment at the next safe point and take it back; past the point of no return it",
            "goes on to its end."
        })
public final class Main {
    private final Terminal terminal;
    private final Connection.Factory connections;

    @Mixin
    private final Options options = new Options();

    private Main(Terminal terminal, Connection.Factory connections) {
        this.terminal = terminal;
        this.connections = connections;
    }

    /** Runs a command and ends the process with its exit code. */
    public static void main(String[] args) {
        GracefulExit.after(() -> run(Terminal.ofThisProcess(), AwsConnection::connect, args));
    }

    /** Runs a command, and returns its exit code. */
    static int run(Terminal terminal, Connection.Factory connections, String... args) {
        Main main = new Main(terminal, connections);
        CommandLine environment = new CommandLine(new EnvironmentCommand());
        CommandLine commandLine = new CommandLine(main).addSubcommand(environment);
        environment
                .addSubcommand(new StatusCommand(main))
                .addSubcommand(new ValidateCommand(main))
                .addSubcommand(new RefreshCommand(main))
                .addSubcommand(new RollbackCommand(main))
                .addSubcommand(new CleanupCommand(main))
                .addSubcommand(new ResumeCommand(main))
                .addSubcommand(new AbortCommand(main))
                .addSubcommand(new ReconcileCommand(main))
                .addSubcommand(new HistoryCommand(main))
                .addSubcommand(new UnlockCommand(main));
        return commandLine
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setOut(writer(terminal.out()))
                .setErr(writer(terminal.err()))
                .setExecutionStrategy(Main::oncePerOption)
                .setParameterExceptionHandler((failure, arguments) -> main.misused(failure))
                .setExecutionExceptionHandler((failure, command, parsed) -> main.failed(failure))
                .execute(args);
    }

    /** An option may stand at each word of the command, but at one of them only: two environments are one too many. */
    private static int oncePerOption(ParseResult parsed) {
        Set<String> given = new HashSet<>();
        for (CommandLine command : parsed.asCommandLineList()) {
            for (OptionSpec option : command.getParseResult().matchedOptions()) {
                if (!given.add(option.longestName())) {
                    throw new ParameterException(
                            command, "option '" + option.longestName() + "' should be specified only once");
                }
            }
        }
        return new CommandLine.RunLast().execute(parsed);
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

    Connection connect() {
        return connections.connect(options);
    }

    private int misused(ParameterException failure) {
        CommandLine command = failure.getCommandLine();
        terminal.err().println(failure.getMessage());
        UnmatchedArgumentException.printSuggestions(failure, command.getErr());
        terminal.err().println("See " + command.getCommandSpec().qualifiedName() + " --help");
        return ExitCode.USAGE;
    }

    private int failed(Exception failure) throws Exception {
        if (failure instanceof UsageException) {
            terminal.err().println(failure.getMessage());
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
