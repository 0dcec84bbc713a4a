package dev.verdigris.aws;

import dev.verdigris.error.PortException;
import dev.verdigris.model.Environment;
import dev.verdigris.model.ParameterPath;
import dev.verdigris.port.Permit;
import dev.verdigris.port.Releases;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.GetParameterHistoryResponse;
import software.amazon.awssdk.services.ssm.model.Parameter;
import software.amazon.awssdk.services.ssm.model.ParameterHistory;
import software.amazon.awssdk.services.ssm.model.ParameterType;

/**
 * The release pointers, as parameters of Parameter Store. That has no compare-and-set; but each write says which version of
 * the parameter it made, so that one which has overwritten another's is found afterwards.
 */
final class SsmReleases implements Releases {
    static final String READ = "ssm:GetParameter";
    static final String WRITE = "ssm:PutParameter";
    static final String DELETE = "ssm:DeleteParameter";
    static final String LIST = "ssm:GetParameterHistory";

    private final SsmClient client;
    private final AwsCalls calls;

    SsmReleases(SsmClient client, AwsCalls calls) {
        this.client = client;
        this.calls = calls;
    }

    private static ParameterPath parameter(Environment environment) {
        return environment.naming().releaseParameter(environment.name());
    }

    /**
     * What a parameter holds.
     *
     * @param version which version of the parameter that is
     */
    private record Held(String value, long version) {}

    @Override
    public Pointer read(Environment environment) {
        ParameterPath parameter = parameter(environment);
        Held held = held(parameter.value());
        return new Pointer("the parameter " + parameter, held == null ? null : held.value, null);
    }

    /** What is held under a name, which may name a version, too ({@code NAME:VERSION}); null if nothing is. */
    private @Nullable Held held(String name) {
        try {
            return calls.read(READ, () -> {
                Parameter found = client.getParameter(
                                request -> request.name(name).overrideConfiguration(calls.once()))
                        .parameter();
                String type = found.typeAsString();
                if (type != null && !type.equals(ParameterType.STRING.toString())) {
                    throw new PortException.Invalid(
                            READ,
                            "expected the parameter " + name + " to be a String, found a " + type,
                            "delete it and put it again as a String, since AWS refuses to change its type",
                            null);
                }
                return new Held(found.value(), found.version() == null ? 0 : found.version());
            });
        } catch (PortException.NotFound e) {
            return null;
        }
    }

    @Override
    public void select(Environment environment, @Nullable String expected, @Nullable String version, Permit permit) {
        String name = parameter(environment).value();
        Held held = held(name);
        String found = held == null ? null : held.value;
        if (Objects.equals(found, version)) {
            return;
        }
        if (!Objects.equals(found, expected)) {
            throw conflict(name, expected, found, null);
        }
        if (version == null) {
            delete(name, permit);
        } else if (held == null) {
            create(name, version, permit);
        } else {
            replace(name, held, version, permit);
        }
    }

    private void delete(String name, Permit permit) {
        try {
            calls.change(
                    DELETE,
                    permit,
                    () -> client.deleteParameter(request -> request.name(name).overrideConfiguration(calls.once())));
        } catch (PortException.NotFound e) {
            // Somebody was faster, or our own earlier transmission: nothing is selected, as it should be.
            return;
        }
    }

    /** Parameter Store creates a parameter once only; a retry whose original has worked finds its own value. */
    private void create(String name, String version, Permit permit) {
        try {
            put(name, version, false, permit);
        } catch (PortException.Conflict e) {
            Held held = held(name);
            if (held == null || !held.value.equals(version)) {
                throw conflict(name, null, held == null ? null : held.value, e);
            }
        }
    }

    /** What was written between our read and our write is our own earlier transmission, or it was somebody else's. */
    private void replace(String name, Held before, String version, Permit permit) {
        long written = put(name, version, true, permit);
        if (written <= before.version + 1) {
            return;
        }
        Held between = held(name + ":" + (before.version + 1));
        if (between != null && !between.value.equals(version)) {
            throw new PortException.Conflict(
                    WRITE,
                    "expected " + before.value + " selected in the parameter " + name + ", found " + between.value
                            + ", which was overwritten by " + version,
                    null);
        }
    }

    private long put(String name, String version, boolean overwrite, Permit permit) {
        Long written = calls.change(
                WRITE,
                permit,
                () -> client.putParameter(request -> request.name(name)
                                .value(version)
                                .type(ParameterType.STRING)
                                .overwrite(overwrite)
                                .overrideConfiguration(calls.once()))
                        .version());
        return written == null ? 0 : written;
    }

    private static PortException.Conflict conflict(
            String name, @Nullable String expected, @Nullable String found, @Nullable Throwable cause) {
        return new PortException.Conflict(
                WRITE,
                "expected " + shown(expected) + " selected in the parameter " + name + ", found " + shown(found),
                cause);
    }

    static String shown(@Nullable String version) {
        return version == null ? "nothing" : version;
    }

    /** Parameter Store keeps the last 100 values of a parameter (Systems Manager user guide, "Working with parameter versions"). */
    @Override
    public List<Listed> list(Environment environment) {
        String name = parameter(environment).value();
        try {
            List<ParameterHistory> history = Pages.all(
                    marker -> calls.read(
                            LIST,
                            () -> client.getParameterHistory(request -> request.name(name)
                                    .maxResults(50)
                                    .nextToken(marker)
                                    .overrideConfiguration(calls.once()))),
                    GetParameterHistoryResponse::parameters,
                    GetParameterHistoryResponse::nextToken);
            List<Listed> listed = new ArrayList<>();
            for (ParameterHistory value : history) {
                String who = value.lastModifiedUser();
                listed.add(
                        new Listed(value.value(), value.lastModifiedDate(), who == null ? "" : "selected by " + who));
            }
            Collections.reverse(listed);
            return List.copyOf(listed);
        } catch (PortException.NotFound e) {
            return List.of();
        }
    }
}
