package dev.verdigris.internal.state;

import dev.verdigris.internal.text.Facts;
import dev.verdigris.internal.text.Times;
import dev.verdigris.internal.text.UnknownWord;
import dev.verdigris.request.Bake;
import dev.verdigris.request.Bake.NoData;
import dev.verdigris.request.Bake.RedBefore;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Writes and reads how the new fleet is to serve on trial, as facts: only what is not as usual, but the time. */
final class BakeText {
    private static final String TIME = "request.bake";
    private static final String ALARM = "request.bake-alarm";
    private static final String NO_DATA = "request.bake-no-data";
    private static final String RED_BEFORE = "request.bake-red-before";
    private static final String REASON = "request.bake-reason";

    private BakeText() {}

    static void put(Facts facts, @Nullable Bake bake) {
        if (bake == null) {
            return;
        }
        facts.put(TIME, bake.time());
        bake.alarms().forEach(alarm -> facts.put(ALARM, alarm));
        facts.put(NO_DATA, bake.noData() == NoData.GREEN ? null : word(bake.noData()));
        if (bake.redBefore() instanceof RedBefore.Ignore) {
            facts.put(RED_BEFORE, "ignore");
        } else if (bake.redBefore() instanceof RedBefore.Fix fix) {
            facts.put(RED_BEFORE, "fix").put(REASON, fix.reason());
        }
    }

    private static String word(NoData noData) {
        return noData.name().toLowerCase(Locale.ROOT);
    }

    static @Nullable Bake bake(Facts facts) {
        Duration time = facts.find(TIME, Times::duration);
        if (time == null) {
            return null;
        }
        NoData noData = facts.find(NO_DATA, BakeText::noData);
        return Bake.of(time)
                .withAlarms(facts.all(ALARM))
                .withNoData(noData == null ? NoData.GREEN : noData)
                .withRedBefore(redBefore(facts));
    }

    private static NoData noData(String word) {
        return switch (word) {
            case "wait" -> NoData.WAIT;
            case "red" -> NoData.RED;
            default -> throw new UnknownWord(word);
        };
    }

    private static RedBefore redBefore(Facts facts) {
        if (!facts.has(RED_BEFORE)) {
            return RedBefore.refuse();
        }
        return facts.get(RED_BEFORE, word -> switch (word) {
            case "ignore" -> RedBefore.ignore();
            case "fix" -> RedBefore.fix(facts.get(REASON));
            default -> throw new UnknownWord(word);
        });
    }
}
