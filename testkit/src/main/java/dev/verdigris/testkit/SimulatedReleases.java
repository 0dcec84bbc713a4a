package dev.verdigris.testkit;

import dev.verdigris.error.PortException;
import dev.verdigris.model.Environment;
import dev.verdigris.model.ParameterPath;
import dev.verdigris.port.Permit;
import dev.verdigris.port.Releases;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The release pointers, as the port shows them: parameters, which are compared and set in one moment. */
final class SimulatedReleases implements Releases {
    private final Seam seam;
    private final Parameters parameters;

    SimulatedReleases(Seam seam, Parameters parameters) {
        this.seam = seam;
        this.parameters = parameters;
    }

    static ParameterPath parameter(Environment environment) {
        return environment.naming().releaseParameter(environment.name());
    }

    @Override
    public Pointer read(Environment environment) {
        ParameterPath parameter = parameter(environment);
        String version =
                seam.<@Nullable String>read(Operations.GET_PARAMETER, parameter, () -> parameters.glimpse(parameter));
        return new Pointer("the parameter " + parameter, version, null);
    }

    @Override
    public void select(Environment environment, @Nullable String expected, @Nullable String version, Permit permit) {
        ParameterPath parameter = parameter(environment);
        String detail = version == null ? "nothing" : version;
        seam.change(Operations.SELECT_RELEASE, parameter, detail, permit, () -> {
            String now = parameters.get(parameter);
            if (Objects.equals(now, version)) {
                return;
            }
            if (!Objects.equals(now, expected)) {
                throw new PortException.Conflict(
                        Operations.SELECT_RELEASE,
                        "expected " + expected + " selected in " + parameter + ", found " + now,
                        null);
            }
            parameters.put(parameter, version);
        });
    }

    @Override
    public List<Listed> list(Environment environment) {
        ParameterPath parameter = parameter(environment);
        return seam.read(Operations.LIST_RELEASES, parameter, () -> parameters.selections(parameter));
    }
}
