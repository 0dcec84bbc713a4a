package dev.verdigris.testkit;

import dev.verdigris.model.Color;
import dev.verdigris.model.ParameterPath;
import dev.verdigris.port.ActiveColors;
import dev.verdigris.port.Permit;
import org.jspecify.annotations.Nullable;

/** The parameters, as the port shows them. */
final class SimulatedActiveColors implements ActiveColors {
    private final Seam seam;
    private final Parameters parameters;

    SimulatedActiveColors(Seam seam, Parameters parameters) {
        this.seam = seam;
        this.parameters = parameters;
    }

    @Override
    public @Nullable String read(ParameterPath parameter) {
        return seam.<@Nullable String>read(Operations.GET_PARAMETER, parameter, () -> parameters.glimpse(parameter));
    }

    @Override
    public void write(ParameterPath parameter, Color color, Permit permit) {
        seam.change(Operations.PUT_PARAMETER, parameter, color, permit, () -> parameters.put(parameter, color.label()));
    }
}
