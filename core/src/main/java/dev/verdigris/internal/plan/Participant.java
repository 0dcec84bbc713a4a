package dev.verdigris.internal.plan;

import dev.verdigris.internal.text.UnknownWord;
import dev.verdigris.plan.Phase;
import java.util.Arrays;

/**
 * Something of the user's that takes part in a deployment, as the deployment state names it: a state cannot hold code, so
 * whoever resumes must have registered the same.
 *
 * @param kind what it is
 * @param name the name that it is registered under
 */
public record Participant(Kind kind, String name) {

    /** What a participant is. The label is in the deployment state and in step ids. */
    public enum Kind {
        /** A check of the new fleet before it gets traffic. */
        CHECK("check", Phase.PREPARE),
        /** A check of the new fleet while it serves on trial. */
        BAKE_CHECK("bake-check", Phase.BAKE),
        /** Something besides the load balancer that acts on the active color. */
        FOLLOWER("follower", Phase.PREPARE),
        /** A probe of each new instance, before it gets traffic. */
        PROBE("probe", Phase.SHIFT),
        /** A probe of what users reach, once all requests go to the new color. */
        URL_PROBE("url-probe", Phase.BAKE),
        /** Something that is done at a point of the deployment; its name says at which one. */
        HOOK("hook", Phase.FINALIZE);

        private final String label;
        private final Phase until;

        /** @param until the last phase that it takes part in */
        Kind(String label, Phase until) {
            this.label = label;
            this.until = until;
        }

        /** The kind as it is written and shown. */
        public String label() {
            return label;
        }
    }

    /** Whether it still takes part once a phase has begun. */
    boolean takesPart(Phase phase) {
        return phase.compareTo(until()) <= 0;
    }

    /** The last phase that it takes part in: that of a hook which is undone on the way back is the last one that has any. */
    private Phase until() {
        return kind == Kind.HOOK && PlacedHook.of(name).point().phase().reversible() ? Phase.BAKE : kind.until;
    }

    /** The participant as it is written and shown, {@code check:NAME}. */
    public String label() {
        return kind.label + ":" + name;
    }

    /**
     * The participant that a label names.
     *
     * @throws UnknownWord if it is of a kind, or at a point, that this version does not know
     */
    public static Participant parse(String label) {
        return Arrays.stream(Kind.values())
                .filter(kind -> label.startsWith(kind.label + ":"))
                .findFirst()
                .map(kind -> new Participant(kind, label.substring(kind.label.length() + 1)).known())
                .orElseThrow(() -> new UnknownWord(label));
    }

    private Participant known() {
        return kind == Kind.HOOK ? PlacedHook.of(name).participant() : this;
    }
}
