package dev.verdigris.internal.state;

import dev.verdigris.internal.plan.Released;
import org.jspecify.annotations.Nullable;

/** What is known of releases, as one fact: the place, what is selected, what blue has and what green has. */
final class ReleasedText {
    private static final String TAB = "\t";

    private ReleasedText() {}

    static @Nullable String of(@Nullable Released released) {
        return released == null
                ? null
                : String.join(
                        TAB,
                        released.place(),
                        cell(released.selected()),
                        cell(released.blue()),
                        cell(released.green()));
    }

    private static String cell(@Nullable String version) {
        return version == null ? "" : version;
    }

    static Released read(String value) {
        String[] cells = value.split(TAB, -1);
        return new Released(cells[0], version(cells[1]), version(cells[2]), version(cells[3]));
    }

    private static @Nullable String version(String cell) {
        return cell.isEmpty() ? null : cell;
    }
}
