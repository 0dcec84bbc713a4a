package dev.verdigris.aws;

import dev.verdigris.error.PortException;
import dev.verdigris.port.DeploymentStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.GetParametersByPathResponse;
import software.amazon.awssdk.services.ssm.model.Parameter;
import software.amazon.awssdk.services.ssm.model.ParameterType;

/**
 * The records in Parameter Store, at {@code /compiler-explorer/NAME/deployment/holder-N}. It has no compare-and-set, only
 * create-if-absent: so every holder of a record creates a parameter of its own, of which one of several succeeds, and
 * writes no other. The one with the highest number is the record; late writes to a lower one are seen by nobody. A holder
 * cannot be told that its lease has expired and been taken, so leases do not expire.
 */
final class SsmDeploymentStore implements DeploymentStore {
    static final String READ = "ssm:GetParameter";
    static final String LIST = "ssm:GetParametersByPath";
    static final String WRITE = "ssm:PutParameter";
    static final String DELETE = "ssm:DeleteParameter";

    private static final Logger LOG = LoggerFactory.getLogger("dev.verdigris");
    private static final String HOLDER = "/holder-";

    private final SsmClient client;
    private final AwsCalls calls;

    /** What this store has written or read itself: reads that are older than that are stale. */
    private final Map<String, Version> known = new ConcurrentHashMap<>();

    SsmDeploymentStore(SsmClient client, AwsCalls calls) {
        this.client = client;
        this.calls = calls;
    }

    /** A write: the number of the holder, and the version of its parameter. */
    private record Version(int holder, long version) implements Comparable<Version> {
        static final Version NONE = new Version(0, 0);

        static Version parse(@Nullable String revision) {
            if (revision == null) {
                return NONE;
            }
            int dot = revision.indexOf('.');
            return new Version(
                    Integer.parseInt(revision.substring(0, dot)), Long.parseLong(revision.substring(dot + 1)));
        }

        @Override
        public int compareTo(Version other) {
            return holder != other.holder
                    ? Integer.compare(holder, other.holder)
                    : Long.compare(version, other.version);
        }

        @Override
        public String toString() {
            return holder + "." + version;
        }
    }

    /** Under this path is the record of an environment. */
    static String path(String environment) {
        return "/compiler-explorer/" + environment + "/deployment";
    }

    private static String parameter(String environment, int holder) {
        return path(environment) + HOLDER + holder;
    }

    private static int holder(Parameter parameter) {
        String name = parameter.name();
        int at = name.lastIndexOf(HOLDER);
        try {
            return at < 0 ? 0 : Integer.parseInt(name.substring(at + HOLDER.length()));
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    @Override
    public @Nullable Stored find(String environment) {
        Parameter newest = newest(environment);
        return newest == null
                ? null
                : new Stored(newest.value(), new Version(holder(newest), newest.version()).toString());
    }

    /** The parameter of the highest holder, never older than what is known. Stale reads are worth another try. */
    private @Nullable Parameter newest(String environment) {
        return calls.<@Nullable Parameter>read(LIST, () -> {
            Parameter newest = null;
            for (Parameter parameter : list(environment)) {
                if (holder(parameter) > (newest == null ? 0 : holder(newest))) {
                    newest = parameter;
                }
            }
            Version seen = newest == null ? Version.NONE : new Version(holder(newest), newest.version());
            if (seen.compareTo(known.getOrDefault(environment, Version.NONE)) < 0) {
                throw new PortException.Unavailable(
                        LIST,
                        "expected the record of " + environment + " at " + known.get(environment) + " or later, found "
                                + seen,
                        null);
            }
            learn(environment, seen);
            return newest;
        });
    }

    private List<Parameter> list(String environment) {
        List<Parameter> all = new ArrayList<>();
        String token = null;
        do {
            String from = token;
            GetParametersByPathResponse page = client.getParametersByPath(
                    request -> request.path(path(environment)).nextToken(from).overrideConfiguration(calls.once()));
            all.addAll(page.parameters());
            token = page.nextToken();
        } while (token != null && !token.isEmpty());
        return all;
    }

    private void learn(String environment, Version version) {
        known.merge(environment, version, (then, now) -> then.compareTo(now) >= 0 ? then : now);
    }

    @Override
    public String claim(String environment, String text, @Nullable String revision) {
        Version read = Version.parse(revision);
        int ours = read.holder() + 1;
        put(environment, text, ours, false);
        List<Parameter> there = calls.read(LIST, () -> list(environment));
        boolean late = there.stream().anyMatch(parameter -> holder(parameter) > ours);
        boolean changed = there.stream()
                .anyMatch(parameter -> holder(parameter) == read.holder() && parameter.version() != read.version());
        if (late || changed) {
            delete(environment, ours);
            throw conflict(WRITE, environment, revision);
        }
        for (Parameter parameter : there) {
            if (holder(parameter) > 0 && holder(parameter) < ours) {
                delete(environment, holder(parameter));
            }
        }
        Version claimed = new Version(ours, 1);
        learn(environment, claimed);
        return claimed.toString();
    }

    @Override
    public String replace(String environment, String text, String revision) {
        Version ours = Version.parse(revision);
        requireHeld(environment, ours, revision);
        long version = put(environment, text, ours.holder(), true);
        requireHeld(environment, ours, revision);
        Version written = new Version(ours.holder(), version);
        learn(environment, written);
        return written.toString();
    }

    private void requireHeld(String environment, Version ours, String revision) {
        if (taken(environment, ours)) {
            throw conflict(WRITE, environment, revision);
        }
    }

    private static PortException.Conflict conflict(String operation, String environment, @Nullable String revision) {
        return new PortException.Conflict(
                operation,
                "expected the record of " + environment + " to be at " + revision
                        + ", found that it has another holder",
                null);
    }

    private long put(String environment, String text, int holder, boolean overwrite) {
        try {
            return calls.change(
                            WRITE,
                            () -> {},
                            () -> client.putParameter(request -> request.name(parameter(environment, holder))
                                    .value(text)
                                    .type(ParameterType.STRING)
                                    .overwrite(overwrite)
                                    .overrideConfiguration(calls.once())))
                    .version();
        } catch (PortException.Invalid e) {
            if (!overwrite && e.problem().contains("ParameterAlreadyExists")) {
                throw new PortException.Conflict(WRITE, e.problem(), e);
            }
            throw e;
        }
    }

    /** What is superseded is seen by nobody: a failure to delete it does no harm. */
    private void delete(String environment, int holder) {
        try {
            calls.change(
                    DELETE,
                    () -> {},
                    () -> client.deleteParameter(request ->
                            request.name(parameter(environment, holder)).overrideConfiguration(calls.once())));
        } catch (PortException e) {
            LOG.debug("left {} behind", parameter(environment, holder), e);
        }
    }

    @Override
    public boolean held(String environment, String revision) {
        return !taken(environment, Version.parse(revision));
    }

    private boolean taken(String environment, Version ours) {
        try {
            calls.read(
                    READ,
                    () -> client.getParameter(request -> request.name(parameter(environment, ours.holder() + 1))
                            .overrideConfiguration(calls.once())));
            return true;
        } catch (PortException.NotFound e) {
            return false;
        }
    }

    @Override
    public boolean leasesExpire() {
        return false;
    }
}
