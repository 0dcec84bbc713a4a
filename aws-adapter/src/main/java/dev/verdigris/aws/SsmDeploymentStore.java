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
 * The deployment states in Parameter Store, at {@code /KEY/deployment/holder-N}. It has no compare-and-set, only
 * create-if-absent: so every holder of a deployment state creates a parameter of its own, of which one of several
 * succeeds, and writes no other. The one with the highest number is the deployment state; late writes to a lower one
 * are seen by nobody. A holder cannot be told that its lease has expired and been taken, so leases do not expire.
 */
final class SsmDeploymentStore implements DeploymentStore {
    static final String LIST = "ssm:GetParametersByPath";
    static final String WRITE = "ssm:PutParameter";
    static final String DELETE = "ssm:DeleteParameter";

    private static final Logger LOG = LoggerFactory.getLogger("dev.verdigris");
    private static final String HOLDER = "/holder-";

    /**
     * The number of threads that may claim an environment at the same moment, each still knowing the result of its
     * claim.
     */
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
     * An attempt to be the next holder. It counts only if the deployment state was as it was read until the attempt was
     * made, which shows afterwards.
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
    static String path(String key) {
        return "/" + key + "/deployment";
    }

    private static String parameter(String key, int holder) {
        return path(key) + HOLDER + holder;
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
    public @Nullable Stored find(String key) {
        Holders there = current(key);
        Version newest = there.newest();
        Parameter state = there.parameters().get(newest.holder());
        return state == null ? null : new Stored(state.value(), newest.toString());
    }

    /** The holders that count, as they are now. */
    private Holders current(String key) {
        Holders there = decided(key, look(key));
        learn(key, there.newest());
        return there;
    }

    /** The holders that are there, not staler than what is known: a read that is, is worth another try. */
    private Holders look(String key) {
        return calls.read(LIST, () -> {
            Holders there = list(key);
            Version least = known.getOrDefault(key, Version.NONE);
            if (there.newest().compareTo(least) < 0) {
                throw new PortException.Unavailable(
                        LIST,
                        "expected the deployment state of " + key + " at " + least + " or later, found "
                                + there.newest() + "; if it was deleted by hand, begin with a new process",
                        null);
            }
            return there;
        });
    }

    private Holders list(String key) {
        NavigableMap<Integer, Parameter> all = new TreeMap<>();
        String token = null;
        do {
            String from = token;
            GetParametersByPathResponse page = client.getParametersByPath(
                    request -> request.path(path(key)).nextToken(from).overrideConfiguration(calls.once()));
            for (Parameter parameter : page.parameters()) {
                if (holder(parameter) > 0) {
                    all.put(holder(parameter), parameter);
                }
            }
            token = page.nextToken();
        } while (token != null && !token.isEmpty());
        return new Holders(all);
    }

    private void learn(String key, Version version) {
        known.merge(key, version, (then, now) -> then.compareTo(now) >= 0 ? then : now);
    }

    /** The holders without a claim of ours that does not count; that one is deleted. */
    private Holders decided(String key, Holders there) {
        Deque<Claim> claims = undecided.getOrDefault(key, new ArrayDeque<>());
        for (Claim claim : claims) {
            if (there.show(claim)) {
                return decided(key, there, claim, claims);
            }
        }
        return there;
    }

    private Holders decided(String key, Holders there, Claim claim, Deque<Claim> claims) {
        if (there.version(claim.read().holder()).equals(claim.read())) {
            claims.remove(claim);
            return there;
        }
        Holders others = there.without(claim.holder());
        known.put(key, others.newest());
        delete(key, claim.holder());
        return others;
    }

    @Override
    public String claim(String key, String text, @Nullable String revision) {
        Claim claim = new Claim(Version.parse(revision), text);
        remember(key, claim);
        PortException refusal = null;
        try {
            put(key, text, claim.holder(), false);
            learn(key, new Version(claim.holder(), 1));
        } catch (PortException e) {
            if (!(e.isTransient() || e instanceof PortException.Conflict)) {
                throw e;
            }
            refusal = e;
        }
        Holders there = after(refusal, key);
        Version newest = there.newest();
        if (newest.holder() != claim.holder() || !there.show(claim)) {
            throw refusal == null ? conflict(key, revision, newest) : refusal;
        }
        tidy(key, there, claim);
        return newest.toString();
    }

    private void remember(String key, Claim claim) {
        Deque<Claim> claims = undecided.computeIfAbsent(key, any -> new ConcurrentLinkedDeque<>());
        claims.addLast(claim);
        if (claims.size() > REMEMBERED) {
            claims.pollFirst();
        }
    }

    /** The holders after a claim that was perhaps refused. */
    private Holders after(@Nullable PortException refusal, String key) {
        try {
            return current(key);
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
    private void tidy(String key, Holders there, Claim claim) {
        for (int superseded : there.parameters().headMap(claim.read().holder()).keySet()) {
            delete(key, superseded);
        }
    }

    @Override
    public String replace(String key, String text, String revision) {
        int ours = Version.parse(revision).holder();
        Version written = new Version(ours, put(key, text, ours, true));
        learn(key, written);
        Version newest = look(key).newest();
        if (newest.holder() != ours) {
            throw conflict(key, revision, newest);
        }
        return written.toString();
    }

    private static PortException.Conflict conflict(String key, @Nullable String expected, Version found) {
        return new PortException.Conflict(
                WRITE, "expected the deployment state of " + key + " at " + expected + ", found " + found, null);
    }

    private long put(String key, String text, int holder, boolean overwrite) {
        return calls.write(
                        WRITE,
                        () -> client.putParameter(request -> request.name(parameter(key, holder))
                                .value(text)
                                .type(ParameterType.STRING)
                                .overwrite(overwrite)
                                .overrideConfiguration(calls.once())))
                .version();
    }

    /** Deletes a parameter, if it can: where it stays it is superseded, or a claim that nobody acts on. */
    private void delete(String key, int holder) {
        try {
            remove(key, holder);
        } catch (PortException e) {
            LOG.warn("left {} behind: {}", parameter(key, holder), e.problem());
        }
    }

    private void remove(String key, int holder) {
        try {
            calls.write(
                    DELETE,
                    () -> client.deleteParameter(
                            request -> request.name(parameter(key, holder)).overrideConfiguration(calls.once())));
        } catch (PortException.NotFound e) {
            LOG.trace("{} has gone before", parameter(key, holder), e);
        }
    }

    @Override
    public boolean delete(String key) {
        calls.read(LIST, () -> list(key)).parameters().keySet().forEach(holder -> remove(key, holder));
        known.remove(key);
        undecided.remove(key);
        return true;
    }

    @Override
    public boolean held(String key, String revision) {
        return look(key).newest().holder() == Version.parse(revision).holder();
    }

    @Override
    public boolean leasesExpire() {
        return false;
    }
}
