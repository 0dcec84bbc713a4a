package dev.verdigris.internal.world;

import dev.verdigris.hook.Check;
import dev.verdigris.hook.Follower;
import dev.verdigris.hook.Hook;
import dev.verdigris.hook.HttpProbe;
import dev.verdigris.internal.plan.Participant;
import dev.verdigris.internal.plan.Participant.Kind;
import dev.verdigris.internal.plan.Participants;
import dev.verdigris.internal.plan.PlacedHook;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The user's own code that is registered here, by the names that plans and deployment states have for it. Immutable. */
public final class Registered {
    private static final Registered NOTHING = new Registered(Map.of());

    private final Map<Participant, Object> code;

    private Registered(Map<Participant, Object> code) {
        this.code = code;
    }

    /** Nothing is registered. */
    public static Registered nothing() {
        return NOTHING;
    }

    /** These, and one more; the same if its kind and name are taken. */
    public Registered and(Participant participant, Object added) {
        Map<Participant, Object> more = new LinkedHashMap<>(code);
        more.putIfAbsent(participant, added);
        return new Registered(more);
    }

    /** Whether something of that kind and name is registered. */
    public boolean has(Participant participant) {
        return code.containsKey(participant);
    }

    /** The names of all. */
    public Participants participants() {
        return new Participants(List.copyOf(code.keySet()));
    }

    /** Those of some participants that are not registered here. */
    public List<Participant> missing(Participants participants) {
        List<Participant> missing = new ArrayList<>(participants.all());
        missing.removeAll(code.keySet());
        return missing;
    }

    /** Those of them alone that take part. */
    public Registered only(Participants participants) {
        Map<Participant, Object> less = new LinkedHashMap<>(code);
        less.keySet().retainAll(participants.all());
        return new Registered(less);
    }

    /** A follower. */
    public Follower follower(String name) {
        return code(Kind.FOLLOWER, name, Follower.class);
    }

    /** A hook. */
    Hook hook(PlacedHook hook) {
        return code(Kind.HOOK, hook.participant().name(), Hook.class);
    }

    /** A check of a kind: before the new fleet gets traffic, or while it bakes. */
    Check check(Kind kind, String name) {
        return code(kind, name, Check.class);
    }

    /** A probe of instances. */
    HttpProbe probe(String name) {
        return code(Kind.PROBE, name, HttpProbe.class);
    }

    /** A probe of a URL, or through the load balancer. */
    public HttpProbe urlProbe(String name) {
        return code(Kind.URL_PROBE, name, HttpProbe.class);
    }

    private <T> T code(Kind kind, String name, Class<T> type) {
        Object found = code.get(new Participant(kind, name));
        if (found == null) {
            throw new IllegalStateException("no " + kind.label() + " named '" + name + "' is registered");
        }
        return type.cast(found);
    }
}
