package dev.verdigris.internal.plan;

import dev.verdigris.hook.Hook;
import dev.verdigris.internal.plan.Participant.Kind;
import dev.verdigris.internal.text.UnknownWord;
import java.util.List;

/**
 * A hook at its point; one name may be taken at each. As a participant it is called {@code POINT:NAME}.
 *
 * @param point where it is performed
 * @param name the name that it is registered under
 */
public record PlacedHook(Hook.Point point, String name) {

    /**
     * The hook that a participant is.
     *
     * @throws UnknownWord if it is at a point that this version does not know
     */
    static PlacedHook of(String participant) {
        for (Hook.Point point : Hook.Point.values()) {
            String prefix = point.label() + ":";
            if (participant.startsWith(prefix)) {
                return new PlacedHook(point, participant.substring(prefix.length()));
            }
        }
        throw new UnknownWord(Kind.HOOK.label() + ":" + participant);
    }

    /** The hooks at a point, in the order in which they were registered. */
    public static List<PlacedHook> at(Hook.Point point, Participants participants) {
        return participants.of(Kind.HOOK).stream()
                .map(PlacedHook::of)
                .filter(hook -> hook.point == point)
                .toList();
    }

    /** The hook as what takes part. */
    public Participant participant() {
        return new Participant(Kind.HOOK, point.label() + ":" + name);
    }
}
