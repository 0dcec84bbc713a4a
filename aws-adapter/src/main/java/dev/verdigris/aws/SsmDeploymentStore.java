package dev.verdigris.aws;

import dev.verdigris.error.PortException;
import dev.verdigris.port.DeploymentStore;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.GetParametersByPathResponse;
import software.amazon.awssdk.services.ssm.model.Parameter;
import software.amazon.awssdk.services.ssm.model.ParameterType;

/**
 * The deployment states in Parameter Store, at {@code /compiler-explorer/NAME/deployment/holder-N}. It has no compare-and-set, only
 * create-if-absent: so every holder of a deployment state creates a parameter of its own, of which one of several succeeds, and
 * writes no other. The one with the highest number is the deployment state; late writes to a lower one are seen by nobody. A holder
 * cannot be told that its lease has expired and been taken, so leases do not expire.
 */
final class SsmDeploymentStore implements DeploymentStore {
    static final String LIST = "ssm:GetParametersByPath";
    static final String WRITE = "ssm:PutParameter";
    static final String DELETE = "ssm:DeleteParameter";

    private static final Logger LOG = LoggerFactory.getLogger("dev.verdigris");
    private static final String HOLDER = "/holder-";

    /** The number of threads that may claim an environment at the same moment, each still knowing the result of its claim. */
    private static final int REMEMBERED = 64;

    private final SsmClient client;
    private final AwsCalls calls;

    /** The least that a read may show: what this store has read or written itself. What is older is stale. */
    private final Map<String, Version> known = new ConcurrentHashMap<>();

    /** The last claims of this store, whichever thread made them, that are not known to count. */
    private final Map<String, Deque<Claim>> undecided = new ConcurrentHashMap<>();

    SsmDeploymentStore(SsmClient client, AwsCalls calls) {
        this.client = client;
        this.calls = calls;
    }

    /** A write: the number of the holder, and the version of its parameter. As a text, it is a revision. */
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

    /**
     * An attempt to be the next holder. It counts only if the deployment state was as it was read until the attempt was made, which
     * shows afterwards.
     */
    private record Claim(Version read, String text) {

        int holder() {
            return read.holder() + 1;
        }
    }

    /** The parameters of the holders that are there, by their numbers. */
    private record Holders(NavigableMap<Integer, Parameter> parameters) {

        /** The version of the deployment state. */
        Version newest() {
            return parameters.isEmpty() ? Version.NONE : version(parameters.lastKey());
        }

        /** The version that a holder has written last. */
        Version version(int holder) {
            Parameter parameter = parameters.get(holder);
            return parameter == null ? Version.NONE : new Version(holder, parameter.version());
        }

        boolean show(Claim claim) {
            Parameter parameter = parameters.get(claim.holder());
            return parameter != null && parameter.value().equals(claim.text());
        }

        Holders without(int holder) {
            NavigableMap<Integer, Parameter> others = new TreeMap<>(parameters);
            others.remove(holder);
            return new Holders(others);
        }
    }

    /** The path under which the deployment state of an environment is kept. */
    static String path(String environment) {
        return "/compiler-explorer/" + environment + "/deployment";
    }

    private static String parameter(String environment, int holder) {
        return path(environment) + HOLDER + holder;
    }

    /** The number in the name of a parameter; 0 if it is not a holder's. */
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
        Holders there = current(environment);
        Version newest = there.newest();
        Parameter state = there.parameters().get(newest.holder());
        return state == null ? null : new Stored(state.value(), newest.toString());
    }

    /** The holders that count, as they are now. */
    private Holders current(String environment) {
        Holders there = decided(environment, look(environment));
        learn(environment, there.newest());
        return there;
    }

    /** The holders that are there, not staler than what is known: a read that is, is worth another try. */
    private Holders look(String environment) {
        return calls.read(LIST, () -> {
            Holders there = list(environment);
            Version least = known.getOrDefault(environment, Version.NONE);
            if (there.newest().compareTo(least) < 0) {
                throw new PortException.Unavailable(
                        LIST,
                        "expected the deployment state of " + environment + " at " + least + " or later, found "
                                + there.newest() + "; if it was deleted by hand, begin with a new process",
                        null);
            }
            return there;
        });
    }

    private Holders list(String environment) {
        NavigableMap<Integer, Parameter> all = new TreeMap<>();
        String token = null;
        do {
            String from = token;
            GetParametersByPathResponse page = client.getParametersByPath(
                    request -> request.path(path(environment)).nextToken(from).overrideConfiguration(calls.once()));
            for (Parameter parameter : page.parameters()) {
                if (holder(parameter) > 0) {
                    all.put(holder(parameter), parameter);
                }
            }
            token = page.nextToken();
        } while (token != null && !token.isEmpty());
        return new Holders(all);
    }

    private void learn(String environment, Version version) {
        known.merge(environment, version, (then, now) -> then.compareTo(now) >= 0 ? then : now);
    }

    /** The holders without a claim of ours that does not count; that one is deleted. */
    private Holders decided(String environment, Holders there) {
        Deque<Claim> claims = undecided.getOrDefault(environment, new ArrayDeque<>());
        for (Claim claim : claims) {
            if (there.show(claim)) {
                return decided(environment, there, claim, claims);
            }
        }
        return there;
    }

    private Holders decided(String environment, Holders there, Claim claim, Deque<Claim> claims) {
        if (there.version(claim.read().holder()).equals(claim.read())) {
            claims.remove(claim);
            return there;
        }
        Holders others = there.without(claim.holder());
        known.put(environment, others.newest());
        delete(environment, claim.holder());
        return others;
    }

    @Override
    public String claim(String environment, String text, @Nullable String revision) {
        Claim claim = new Claim(Version.parse(revision), text);
        remember(environment, claim);
        PortException refusal = null;
        try {
            put(environment, text, claim.holder(), false);
            learn(environment, new Version(claim.holder(), 1));
        } catch (PortException e) {
            if (!(e.isTransient() || e instanceof PortException.Conflict)) {
                throw e;
            }
            refusal = e;
        }
        Holders there = after(refusal, environment);
        Version newest = there.newest();
        if (newest.holder() != claim.holder() || !there.show(claim)) {
            throw refusal == null ? conflict(environment, revision, newest) : refusal;
        }
        tidy(environment, there, claim);
        return newest.toString();
    }

    private void remember(String environment, Claim claim) {
        Deque<Claim> claims = undecided.computeIfAbsent(environment, any -> new ConcurrentLinkedDeque<>());
        claims.addLast(claim);
        if (claims.size() > REMEMBERED) {
            claims.pollFirst();
        }
    }

    /** The holders after a claim that was perhaps refused. */
    private Holders after(@Nullable PortException refusal, String environment) {
        try {
            return current(environment);
        } catch (PortException e) {
            if (refusal == null) {
                throw e;
            }
            refusal.addSuppressed(e);
            throw refusal;
        }
    }

    /**
     * Takes superseded holders away, but for the one that was last: so whoever is late and claims what that one claimed
     * finds it taken by its name.
     */
    private void tidy(String environment, Holders there, Claim claim) {
        for (int superseded : there.parameters().headMap(claim.read().holder()).keySet()) {
            delete(environment, superseded);
        }
    }

    @Override
    public String replace(String environment, String text, String revision) {
        int ours = Version.parse(revision).holder();
        Version written = new Version(ours, put(environment, text, ours, true));
        learn(environment, written);
        Version newest = look(environment).newest();
        if (newest.holder() != ours) {
            throw conflict(environment, revision, newest);
        }
        return written.toString();
    }

    private static PortException.Conflict conflict(String environment, @Nullable String expected, Version found) {
        return new PortException.Conflict(
                WRITE,
                "expected the deployment state of " + environment + " at " + expected + ", found " + found,
                null);
    }

    private long put(String environment, String text, int holder, boolean overwrite) {
        return calls.write(
                        WRITE,
                        () -> client.putParameter(request -> request.name(parameter(environment, holder))
                                .value(text)
                                .type(ParameterType.STRING)
                                .overwrite(overwrite)
                                .overrideConfiguration(calls.once())))
                .version();
    }

    /** Deletes a parameter, if it can: where it stays it is superseded, or a claim that nobody acts on. */
    private void delete(String environment, int holder) {
        try {
            remove(environment, holder);
        } catch (PortException e) {
            LOG.warn("left {} behind: {}", parameter(environment, holder), e.problem());
        }
    }

    private void remove(String environment, int holder) {
        try {
            calls.write(
                    DELETE,
                    () -> client.deleteParameter(request ->
                            request.name(parameter(environment, holder)).overrideConfiguration(calls.once())));
        } catch (PortException.NotFound e) {
            LOG.trace("{} has gone before", parameter(environment, holder), e);
        }
    }

    @Override
    public boolean delete(String name) {
        calls.read(LIST, () -> list(name)).parameters().keySet().forEach(holder -> remove(name, holder));
        known.remove(name);
        undecided.remove(name);
        return true;
    }

    @Override
    public boolean held(String environment, String revision) {
        return look(environment).newest().holder() == Version.parse(revision).holder();
    }

    @Override
    public boolean leasesExpire() {
        return false;
    }
}
