package dev.verdigris.internal.state;

import dev.verdigris.internal.plan.Preimage;
import dev.verdigris.internal.plan.RefreshBase;
import dev.verdigris.internal.plan.Served;
import dev.verdigris.internal.step.TrafficStrategy;
import dev.verdigris.internal.text.Facts;
import dev.verdigris.model.Color;
import dev.verdigris.model.GroupSize;
import org.jspecify.annotations.Nullable;

/** Everything as it was, as facts. */
final class PreimageText {
    private static final String TAB = "\t";

    private PreimageText() {}

    static void put(Facts facts, Preimage preimage, TrafficStrategy strategy) {
        facts.put("was.blue", size(preimage.blue()))
                .put("was.green", size(preimage.green()))
                .put("was.idle-populated", preimage.idlePopulated() ? "yes" : null)
                .put("was.idle-min", preimage.idleMin())
                .put("was.active", preimage.active())
                .put("was.recorded", preimage.recorded())
                .put("was.next", next(preimage.colors()));
        strategy.write(facts, preimage.route());
        Served served = preimage.served();
        facts.put("was.served", served == null ? null : served.capacity())
                .put("was.served-min", served == null ? null : served.min())
                .put("was.release", ReleasedText.of(preimage.released()))
                .put("was.refresh", refreshed(preimage.known().refreshed()))
                .put("was.unit", preimage.unit().equals(Preimage.INSTANCE) ? null : preimage.unit());
        preimage.known().redBefore().forEach(alarm -> facts.put("was.red", alarm));
    }

    static Preimage preimage(Facts facts, TrafficStrategy strategy) {
        Preimage.Colors colors = colors(facts);
        return new Preimage(
                facts.get("was.blue", PreimageText::size),
                facts.get("was.green", PreimageText::size),
                facts.has("was.idle-populated"),
                facts.get("was.idle-min", Integer::valueOf),
                colors,
                strategy.read(facts),
                new Preimage.Known(
                        served(facts, colors),
                        facts.find("was.release", ReleasedText::read),
                        refreshed(facts),
                        facts.all("was.red")),
                facts.has("was.unit") ? facts.get("was.unit") : Preimage.INSTANCE);
    }

    /** The newest refresh before, if there was one, and whether the one that is asked for can be rolled back. */
    private static @Nullable String refreshed(@Nullable RefreshBase base) {
        return base == null
                ? null
                : (base.reversible() ? "reversible" : "irreversible")
                        + (base.newest() == null ? "" : TAB + base.newest());
    }

    private static @Nullable RefreshBase refreshed(Facts facts) {
        return facts.find("was.refresh", value -> {
            String[] cells = value.split(TAB, -1);
            return new RefreshBase(cells.length > 1 ? cells[1] : null, cells[0].equals("reversible"));
        });
    }

    /**
     * The next color: where one served it is the other; where none did, it is the recorded one unless this says
     * otherwise.
     */
    private static @Nullable Color next(Preimage.Colors colors) {
        return colors.active() != null || colors.next() == colors.recorded() ? null : colors.next();
    }

    private static Preimage.Colors colors(Facts facts) {
        Color active = facts.find("was.active", Color::parse);
        Color recorded = facts.get("was.recorded", Color::parse);
        Color next = facts.find("was.next", Color::parse);
        Color known = active == null ? recorded : active.other();
        return new Preimage.Colors(active, recorded, next == null ? known : next);
    }

    private static @Nullable Served served(Facts facts, Preimage.Colors colors) {
        Integer capacity = facts.find("was.served", Integer::valueOf);
        Color color =
                colors.active() == null ? colors.recorded() : colors.active().other();
        return capacity == null ? null : new Served(color, capacity, facts.find("was.served-min", Integer::valueOf));
    }

    static @Nullable String served(@Nullable Served served) {
        return served == null
                ? null
                : served.color() + TAB + served.capacity() + (served.min() == null ? "" : TAB + served.min());
    }

    static Served served(String value) {
        String[] cells = value.split(TAB, -1);
        return new Served(
                Color.parse(cells[0]), Integer.parseInt(cells[1]), cells.length > 2 ? Integer.valueOf(cells[2]) : null);
    }

    static String size(GroupSize bounds) {
        return bounds.min() + TAB + bounds.max() + TAB + bounds.desired();
    }

    static GroupSize size(String value) {
        String[] cells = value.split(TAB, -1);
        return new GroupSize(Integer.parseInt(cells[0]), Integer.parseInt(cells[1]), Integer.parseInt(cells[2]));
    }
}
