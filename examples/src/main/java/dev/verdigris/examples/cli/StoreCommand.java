package dev.verdigris.examples.cli;

import picocli.CommandLine.Command;

/** The commands about the store that deployments are kept in. */
@Command(
        name = "store",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        abbreviateSynopsis = true,
        optionListHeading = "%n",
        commandListHeading = "%n",
        description = "Looks at what --store names, where the state of deployments is kept.")
final class StoreCommand {}
