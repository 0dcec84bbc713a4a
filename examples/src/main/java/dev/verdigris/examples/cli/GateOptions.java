package dev.verdigris.examples.cli;

import dev.verdigris.request.Deployment;
import dev.verdigris.request.Gate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The gates of a deployment. */
final class GateOptions {

    @Option(
            names = "--gate",
            paramLabel = "NAME[/EXPIRY[/abort|promote]]",
            split = ",",
            converter = GateReader.class,
            description =
                    "Where to stop until somebody promotes or aborts it, in this or another terminal; the process ends there, with"
                            + " 7. 'before-switch' or 'after-bake'; may be given twice. Once it has waited for its expiry,"
                            + " such as 2h, whoever resumes or reconciles it next aborts it (the default) or promotes it.")
    private @Nullable List<Gate> gates;

    Deployment in(Deployment deployment) {
        Deployment gated = deployment;
        for (Gate gate : gates == null ? List.<Gate>of() : gates) {
            gated = gated.withGate(gate);
        }
        return gated;
    }
}
