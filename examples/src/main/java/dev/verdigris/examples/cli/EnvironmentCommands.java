package dev.verdigris.examples.cli;

import picocli.CommandLine.Command;

/** The commands about an environment. */
@Command(
        name = "environment",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        abbreviateSynopsis = true,
        optionListHeading = "%n",
        commandListHeading = "%n",
        description = "Shows, checks, deploys, rolls back and reconciles an environment.")
final class EnvironmentCommands {}
