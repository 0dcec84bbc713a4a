package dev.verdigris.internal.plan;

import dev.verdigris.internal.traffic.Route;
import dev.verdigris.model.Color;
import dev.verdigris.model.GroupSize;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Everything a deployment will change, as it was before the first change, and the facts the plan is made from. A plan
 * is a pure function of its request and this.
 *
 * @param blue the blue fleet's size
 * @param green the green fleet's size
 * @param idlePopulated whether something ran, or was meant to, in the fleet that traffic did not reach
 * @param idleMin the minimum of the idle role, in instances: that of the idle fleet, or the one in the deployment state
 *     where that fleet is kept warm
 * @param colors which color served, and which one is to
 * @param route what traffic goes through
 * @param known what is known of earlier deployments, and of other ones that AWS makes
 * @param unit what the groups' sizes count, in a word: {@code instance}, {@code unit} (of weight), {@code vCPU} or
 *     {@code MiB}
 */
public record Preimage(
        GroupSize blue,
        GroupSize green,
        boolean idlePopulated,
        int idleMin,
        Colors colors,
        Route route,
        Known known,
        String unit) {

    /**
     * What is known of earlier deployments, and of other ones that AWS makes.
     *
     * @param served what the color that traffic does not reach served with before traffic left it, or what served until a
     *     shutdown where traffic reached neither; null if that is not known
     * @param released what is known of releases, and selected; null if nobody has asked for it
     * @param refreshed what a rolling refresh begins from; null if none is asked for
     * @param redBefore the alarms that were red already, of those that a bake is to watch
     */
    public record Known(
            @Nullable Served served,
            @Nullable Released released,
            @Nullable RefreshBase refreshed,
            List<String> redBefore) {

        /** Nothing is known. */
        public static final Known NOTHING = new Known(null, null, null, List.of());

        /** Copies the list. */
        public Known {
            redBefore = List.copyOf(redBefore);
        }
    }

    /** The unit of a group that has neither weights nor another unit. */
    public static final String INSTANCE = "instance";

    /**
     * Which color served, and which one is to.
     *
     * @param active the color that traffic reached; null if neither was registered
     * @param recorded the recorded color
     * @param next the color that a deployment goes to: the other one, where a color serves
     */
    public record Colors(@Nullable Color active, Color recorded, Color next) {

        /** @throws IllegalArgumentException if traffic is to go where it is */
        public Colors {
            if (next == active) {
                throw new IllegalArgumentException(
                        "colors: expected the next one not to be the one that serves, found " + next + " for both");
            }
        }

        /**
         * The colors of a switch to the usual one: the one that does not serve or, where none does, is not recorded.
         */
        public static Colors usual(@Nullable Color active, Color recorded) {
            return new Colors(active, recorded, (active != null ? active : recorded).other());
        }
    }

    /** What served before; null if that is not known. */
    public @Nullable Served served() {
        return known.served;
    }

    /** What is known of releases; null if nothing is. */
    public @Nullable Released released() {
        return known.released;
    }

    /** The color that traffic reached; null if neither was registered. */
    public @Nullable Color active() {
        return colors.active;
    }

    /** The recorded color. */
    public Color recorded() {
        return colors.recorded;
    }

    /** A preimage of fleets that count instances, of which nobody knows what served before. */
    public Preimage(GroupSize blue, GroupSize green, boolean idlePopulated, int idleMin, Colors colors, Route route) {
        this(blue, green, idlePopulated, idleMin, colors, route, Known.NOTHING, INSTANCE);
    }

    /** The color that traffic does not reach; while it reaches neither, the one that is not recorded. */
    public Color idle() {
        return (active() != null ? active() : recorded()).other();
    }

    /** The size of a color's fleet. */
    public GroupSize size(Color color) {
        return color == Color.BLUE ? blue : green;
    }

    /** The differences from another preimage, in words; empty if they are equal. */
    public List<String> differences(Preimage now) {
        List<String> differences = new ArrayList<>();
        differ(differences, "the blue fleet", blue, now.blue);
        differ(differences, "the green fleet", green, now.green);
        differ(differences, "whether the idle fleet is populated", idlePopulated, now.idlePopulated);
        differ(differences, "the minimum of the idle role", idleMin, now.idleMin);
        differ(differences, "the color that traffic reaches", active(), now.active());
        differ(differences, "the recorded color", recorded(), now.recorded());
        differ(differences, "the color to go to", colors.next, now.colors.next);
        differences.addAll(route.differences(now.route));
        differ(differences, "what served before", served(), now.served());
        differ(differences, "what is selected for new instances, and what serves,", released(), now.released());
        differ(differences, "what a refresh begins from", known.refreshed, now.known.refreshed);
        differ(differences, "which alarms are red", known.redBefore, now.known.redBefore);
        differ(differences, "what sizes count", unit, now.unit);
        return differences;
    }

    private static void differ(List<String> differences, String what, @Nullable Object then, @Nullable Object now) {
        if (!Objects.equals(then, now)) {
            differences.add(what + " was " + then + " and is " + now);
        }
    }
}
