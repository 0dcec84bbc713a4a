package dev.verdigris.internal.state;

import dev.verdigris.internal.text.Times;
import dev.verdigris.report.PromotedGate;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A gate that was promoted, as it is in the deployment state; the parameters are those of {@link PromotedGate}. */
public record Promoted(
        String gate, String who, Instant at, @Nullable String reason) implements PromotedGate {
    private static final String TAB = "\t";

    /** The words for one: {@code GATE AT WHO REASON}, between tabs. */
    static String words(PromotedGate promoted) {
        String reason = promoted.reason();
        return promoted.gate()
                + TAB
                + promoted.at()
                + TAB
                + cell(promoted.who())
                + (reason == null ? "" : TAB + cell(reason));
    }

    private static String cell(String text) {
        return text.replace('\t', ' ');
    }

    static Promoted parse(String words) {
        String[] cells = words.split(TAB, -1);
        return new Promoted(cells[0], cells[2], Times.instant(cells[1]), cells.length > 3 ? cells[3] : null);
    }

    /** That gate without the reason. */
    static PromotedGate terse(PromotedGate gate) {
        return new Promoted(gate.gate(), gate.who(), gate.at(), null);
    }

    @Override
    public String toString() {
        return gate + " promoted by " + who + " at " + at + (reason == null ? "" : ": " + reason);
    }
}
