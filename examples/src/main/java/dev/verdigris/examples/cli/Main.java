package dev.verdigris.examples.cli;

import dev.verdigris.error.PortException;
import dev.verdigris.error.RefusedException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import software.amazon.awssdk.core.exception.SdkClientException;

/** The command line: {@code verdigris --env NAME [options] environment COMMAND}. */
@Command(
        name = "verdigris",
        mixinStandardHelpOptions = true,
        version = "verdigris 0.1.0-SNAPSHOT",
        description = "Deploys environments blue-green on AWS.",
        synopsisHeading = "Usage: ",
        subcommands = EnvironmentCommand.class,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:did what was asked",
            "2:the command line does not make sense",
            "3:refused; nothing was changed",
            "4:failed, and rolled back: everything is as before",
            "5:failed, and something is left; it is named"
        })
public final class Main {
    private final Terminal terminal;
    private final Connection.Factory connections;

    @Mixin
    private Options options = new Options();

    Main(Terminal terminal, Connection.Factory connections) {
        this.terminal = terminal;
        this.connections = connections;
    }

    /** Runs a command and ends the process with its exit code. */
    public static void main(String[] args) {
        System.exit(run(Terminal.ofThisProcess(), AwsConnection::connect, args));
    }

    /** Runs a command. */
    static int run(Terminal terminal, Connection.Factory connections, String... args) {
        return commandLine(terminal, connections).execute(args);
    }

    static CommandLine commandLine(Terminal terminal, Connection.Factory connections) {
        Main main = new Main(terminal, connections);
        return new CommandLine(main)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setOut(new java.io.PrintWriter(terminal.out(), true))
                .setErr(new java.io.PrintWriter(terminal.err(), true))
                .setExecutionExceptionHandler((failure, command, parsed) -> main.failed(failure));
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

    /** What ends here ended before anything was changed. */
    private int failed(Exception failure) throws Exception {
        if (failure instanceof RefusedException || failure instanceof PortException) {
            terminal.err().println("refused, nothing was changed: " + failure.getMessage());
            if (options.json()) {
                terminal.out().println(Json.refused(options.name(), String.valueOf(failure.getMessage())));
            }
            return ExitCode.REFUSED;
        }
        if (failure instanceof IllegalArgumentException || failure instanceof SdkClientException) {
            terminal.err().println(failure.getMessage());
            return ExitCode.USAGE;
        }
        throw failure;
    }
}
