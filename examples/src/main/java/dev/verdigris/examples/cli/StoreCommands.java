package dev.verdigris.examples.cli;

import picocli.CommandLine.Command;

/** The commands about the store in which the deployment state is kept. */
@Command(
        name = "store",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        abbreviateSynopsis = true,
        optionListHeading = "%n",
        commandListHeading = "%n",
        description = "Checks the store that --store names, in which the deployment state is kept.")
final class StoreCommands {}
