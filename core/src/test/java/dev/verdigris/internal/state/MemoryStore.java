package dev.verdigris.internal.state;

import dev.verdigris.error.PortException;
import dev.verdigris.port.DeploymentStore;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Records in memory, which compare and set; every call is noted, and may meet with trouble. */
final class MemoryStore implements DeploymentStore {

    /** What may become of a call. */
    enum Trouble {
        /** Nothing does: it works. */
        NONE,
        /** It gets no answer, and has no effect. */
        UNAVAILABLE,
        /** It takes effect, and gets no answer. */
        LOST_REPLY,
        /** The write takes effect, and its own retry arrives after the original. */
        SENT_TWICE,
        /** It is not allowed. */
        DENIED
    }

    final List<String> calls = new ArrayList<>();
    private final boolean leasesExpire;
    private final Map<String, Stored> records = new HashMap<>();
    private final Map<String, Deque<Trouble>> troubles = new HashMap<>();
    private final Map<String, Runnable> interludes = new HashMap<>();
    private int writes;

    MemoryStore(boolean leasesExpire) {
        this.leasesExpire = leasesExpire;
    }

    /** What becomes of the next calls of that kind. */
    void meets(String call, Trouble... next) {
        troubles.computeIfAbsent(call, any -> new ArrayDeque<>()).addAll(List.of(next));
    }

    /** Something happens once, when the next call of that kind has taken effect and its answer is on the way. */
    void during(String call, Runnable interlude) {
        interludes.put(call, interlude);
    }

    @Nullable
    String text(String environment) {
        Stored stored = records.get(environment);
        return stored == null ? null : stored.text();
    }

    void put(String environment, String text) {
        records.put(environment, new Stored(text, String.valueOf(++writes)));
    }

    void forget(String environment) {
        records.remove(environment);
    }

    @Override
    public @Nullable Stored find(String environment) {
        return this.<@Nullable Stored>call("find", () -> records.get(environment));
    }

    @Override
    public String claim(String environment, String text, @Nullable String revision) {
        return call("claim", () -> write("claim", environment, text, revision));
    }

    @Override
    public String replace(String environment, String text, String revision) {
        return call("replace", () -> write("replace", environment, text, revision));
    }

    private String write(String call, String environment, String text, @Nullable String revision) {
        Stored stored = records.get(environment);
        if (!Objects.equals(stored == null ? null : stored.revision(), revision)) {
            throw new PortException.Conflict(call, "expected revision " + revision + ", found " + stored, null);
        }
        put(environment, text);
        return String.valueOf(writes);
    }

    @Override
    public boolean held(String environment, String revision) {
        return call("held", () -> {
            Stored stored = records.get(environment);
            return stored != null && stored.revision().equals(revision);
        });
    }

    @Override
    public boolean leasesExpire() {
        return leasesExpire;
    }

    private <T extends @Nullable Object> T call(String name, Supplier<T> effect) {
        calls.add(name);
        Deque<Trouble> next = troubles.getOrDefault(name, new ArrayDeque<>());
        Trouble trouble = next.isEmpty() ? Trouble.NONE : next.remove();
        switch (trouble) {
            case UNAVAILABLE -> throw new PortException.Unavailable(name, "no answer: connection refused", null);
            case DENIED -> throw new PortException.Denied(name, "AccessDenied", null);
            default -> {}
        }
        T answer = effect.get();
        Runnable interlude = interludes.remove(name);
        if (interlude != null) {
            interlude.run();
        }
        switch (trouble) {
            case LOST_REPLY -> throw new PortException.Unavailable(name, "no answer: connection reset", null);
            case SENT_TWICE -> throw new PortException.Conflict(name, "expected another revision", null);
            default -> {}
        }
        return answer;
    }
}
