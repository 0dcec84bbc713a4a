package dev.verdigris.internal.plan;

import dev.verdigris.internal.plan.Participant.Kind;
import dev.verdigris.plan.Phase;
import java.util.List;

/**
 * What of the user's own takes part in a deployment, by name, in the order in which it was registered.
 *
 * @param all every one
 */
public record Participants(List<Participant> all) {
    private static final Participants NONE = new Participants(List.of());

    /** Copies the list. */
    public Participants {
        all = List.copyOf(all);
    }

    /** Nothing takes part but ourselves. */
    public static Participants none() {
        return NONE;
    }

    /** Those that still take part once a phase has begun. */
    public Participants from(Phase phase) {
        return new Participants(
                all.stream().filter(each -> each.takesPart(phase)).toList());
    }

    /** The names of those of a kind. */
    public List<String> of(Kind kind) {
        return none(kind)
                ? List.of()
                : all.stream()
                        .filter(each -> each.kind() == kind)
                        .map(Participant::name)
                        .toList();
    }

    /** Whether none is of a kind: that is asked at each look at the world, and mostly so. */
    private boolean none(Kind kind) {
        for (Participant each : all) {
            if (each.kind() == kind) {
                return false;
            }
        }
        return true;
    }

    /** These without the hooks of points at which a verb calls none. */
    public Participants hooked(Verb verb) {
        return new Participants(all.stream()
                .filter(each -> each.kind() != Kind.HOOK
                        || verb.hooked(PlacedHook.of(each.name()).point()))
                .toList());
    }

    /** These without those of a kind. */
    public Participants without(Kind kind) {
        return new Participants(all.stream().filter(each -> each.kind() != kind).toList());
    }

    /** Those of a kind alone. */
    public Participants only(Kind kind) {
        return new Participants(all.stream().filter(each -> each.kind() == kind).toList());
    }

    /** All labels. */
    public List<String> labels() {
        return all.stream().map(Participant::label).toList();
    }
}
