package dev.verdigris.examples.cli;

import picocli.CommandLine.Command;

/** The commands about the release that new instances boot with. */
@Command(
        name = "builds",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        abbreviateSynopsis = true,
        optionListHeading = "%n",
        commandListHeading = "%n",
        description = "Selects and shows the release that new instances of an environment boot with, in the place that"
                + " --release names.")
final class BuildsCommands {}
