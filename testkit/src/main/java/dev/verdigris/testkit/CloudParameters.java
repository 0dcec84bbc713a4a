package dev.verdigris.testkit;

import dev.verdigris.model.Environment;
import dev.verdigris.model.ParameterPath;
import org.jspecify.annotations.Nullable;

/** The parameters of a simulated cloud, the recorded colors and the release pointers among them, as everybody writes them. */
abstract sealed class CloudParameters extends CloudTime permits CloudFollowers {
    final Seam seam;
    final Parameters parameters;

    CloudParameters(Settings settings) {
        super(settings);
        this.seam = new Seam(world, settings.latencies().call());
        this.parameters = new Parameters(world, settings.staleness().toNanos());
    }

    /** The value of a parameter; null if there is none. */
    public @Nullable String parameter(ParameterPath path) {
        return parameters.get(path);
    }

    /** The recorded color of an environment, verbatim; null if nothing is recorded. */
    public @Nullable String recorded(Environment environment) {
        return parameter(environment.activeColorParameter());
    }

    /** The version that new instances of an environment's groups boot with; null if none is selected. */
    public @Nullable String release(Environment environment) {
        return parameter(SimulatedReleases.parameter(environment));
    }

    /** Someone writes a parameter. */
    public void setParameter(ParameterPath path, String value) {
        parameters.put(path, value);
        world.runDue();
    }

    /** Someone deletes a parameter. */
    public void removeParameter(ParameterPath path) {
        parameters.put(path, null);
        world.runDue();
    }

    /**
     * Someone selects what new instances of an environment's groups boot with. It comes before what a group launches
     * otherwise.
     */
    public void setRelease(Environment environment, String version) {
        setParameter(SimulatedReleases.parameter(environment), version);
    }
}
