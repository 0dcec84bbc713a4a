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
        description = "Looks at an environment, deploys it, and rolls it back.")
final class EnvironmentCommand {}
