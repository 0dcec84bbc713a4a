package dev.verdigris.internal.state;

import dev.verdigris.internal.text.Times;
import dev.verdigris.internal.text.UnknownWord;
import dev.verdigris.request.Shift;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A shift as a fact: {@code 10/PT5M,50/PT15M,100}. */
final class ShiftText {
    /** A stage that has more to it is a newer version's. */
    private static final Pattern FORM = Pattern.compile("[0-9]{1,9}(/PT[0-9HMS.]+)?");

    private ShiftText() {}

    /** A shift in words; null if all requests move at once. */
    static @Nullable String words(Shift shift) {
        return shift.atOnce()
                ? null
                : shift.stages().stream().map(ShiftText::word).collect(Collectors.joining(","));
    }

    private static String word(Shift.Stage stage) {
        return stage.percent() + (stage.bake().isZero() ? "" : "/" + stage.bake());
    }

    static Shift shift(String words) {
        List<Shift.Stage> stages = new ArrayList<>();
        for (String word : words.split(",", -1)) {
            stages.add(stage(word));
        }
        return Shift.of(stages);
    }

    private static Shift.Stage stage(String word) {
        if (!FORM.matcher(word).matches()) {
            throw new UnknownWord(word);
        }
        int slash = word.indexOf('/');
        return slash < 0
                ? new Shift.Stage(Integer.parseInt(word), Duration.ZERO)
                : new Shift.Stage(
                        Integer.parseInt(word.substring(0, slash)), Times.duration(word.substring(slash + 1)));
    }
}
