package dev.verdigris.examples.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** The commands about an environment. */
@Command(
        name = "environment",
        mixinStandardHelpOptions = true,
        description = "Looks at an environment, deploys it, and takes it back.",
        subcommands = {
            StatusCommand.class,
            ValidateCommand.class,
            RefreshCommand.class,
            RollbackCommand.class,
            CleanupCommand.class
        })
final class EnvironmentCommand {
    @ParentCommand
    private Main main = new Main(Terminal.ofThisProcess(), AwsConnection::connect);

    Main main() {
        return main;
    }
}
