package dev.verdigris.aws;

import dev.verdigris.error.PortException;
import dev.verdigris.model.Color;
import dev.verdigris.model.ParameterPath;
import dev.verdigris.port.ActiveColors;
import dev.verdigris.port.Permit;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.Parameter;
import software.amazon.awssdk.services.ssm.model.ParameterType;

/** The recorded colors, as parameters of Parameter Store. */
final class SsmActiveColors implements ActiveColors {
    static final String READ = "ssm:GetParameter";
    static final String WRITE = "ssm:PutParameter";

    private final SsmClient client;
    private final AwsCalls calls;

    SsmActiveColors(SsmClient client, AwsCalls calls) {
        this.client = client;
        this.calls = calls;
    }

    @Override
    public @Nullable String read(ParameterPath parameter) {
        try {
            return calls.read(READ, () -> {
                Parameter found = client.getParameter(
                                request -> request.name(parameter.value()).overrideConfiguration(calls.once()))
                        .parameter();
                requireString(parameter, found);
                return found.value();
            });
        } catch (PortException.NotFound e) {
            return null;
        }
    }

    /**
     * Refuses other types: a SecureString is read as its ciphertext, and AWS refuses to put a String over a parameter
     * of another type.
     */
    private static void requireString(ParameterPath parameter, Parameter found) {
        String type = found.typeAsString();
        if (type != null && !type.equals(ParameterType.STRING.toString())) {
            throw new PortException.Invalid(
                    READ,
                    "expected the parameter " + parameter + " to be a String, found a " + type,
                    "delete it and put it again as a String, since AWS refuses to change its type: aws ssm delete-parameter"
                            + " --name " + parameter + ", then aws ssm put-parameter --type String --name " + parameter
                            + " --value COLOR with the color that serves, blue or green",
                    null);
        }
    }

    @Override
    public void write(ParameterPath parameter, Color color, Permit permit) {
        try {
            calls.change(
                    WRITE,
                    permit,
                    () -> client.putParameter(request -> request.name(parameter.value())
                            .value(color.label())
                            .type(ParameterType.STRING)
                            .overwrite(true)
                            .overrideConfiguration(calls.once())));
        } catch (PortException e) {
            if (!e.isTransient() || !written(parameter, color, e)) {
                throw e;
            }
        }
    }

    /** Whether a write whose answer was lost has taken effect. */
    private boolean written(ParameterPath parameter, Color color, PortException lost) {
        try {
            return color.label().equals(read(parameter));
        } catch (PortException e) {
            lost.addSuppressed(e);
            return false;
        }
    }
}
