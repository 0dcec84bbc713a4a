package dev.verdigris.internal.world;

import dev.verdigris.model.Color;
import dev.verdigris.model.GroupSize;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The minimums that a deployment holds the fleets' sizes by. */
final class Pins {
    private final Map<Color, Integer> written = new EnumMap<>(Color.class);

    /** Each minimum that may be ours: a write that failed may have taken effect or not. */
    private final Map<Color, Set<Integer>> held = new EnumMap<>(Color.class);

    private final boolean continued;

    /** @param memory what an earlier run of the same deployment held; null if there was none */
    Pins(@Nullable Memory memory) {
        this.continued = memory != null;
        if (memory != null) {
            memory.pins().forEach(this::write);
        }
    }

    /** Takes in the size of a fleet: an earlier run may have followed it. */
    void saw(Color color, GroupSize size) {
        if (continued && size.min() == size.desired()) {
            held(color, size.min());
        }
    }

    private void held(Color color, int min) {
        held.computeIfAbsent(color, any -> new HashSet<>()).add(min);
    }

    /** Notes a minimum that is about to be written. */
    void write(Color color, int min) {
        written.put(color, min);
        held(color, min);
    }

    /** The minimums that were last written, as far as is known. */
    Map<Color, Integer> written() {
        return written;
    }

    /** Whether a fleet may be held at its size. */
    boolean mayHold(Color color) {
        return continued || written.containsKey(color);
    }

    /**
     * Whether a fleet's minimum is what it is held at. An earlier run may have followed the fleet's size after it was
     * last in the deployment state: then the minimum was its size at some look, or lies between what was planned and its
     * size.
     */
    boolean holds(Color color, GroupSize now, int planned) {
        if (held.getOrDefault(color, Set.of()).contains(now.min())) {
            return true;
        }
        return continued && planned <= now.min() && now.min() <= now.desired();
    }
}
