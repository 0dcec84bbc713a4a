package dev.verdigris.aws;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads answers that come in pages. */
final class Pages {

    private Pages() {}

    /**
     * The items of all pages.
     *
     * @param read reads the page that begins at a marker; the first one has none
     * @param items the items of a page
     * @param next where the next page begins; null or empty after the last
     */
    static <P, T> List<T> all(
            Function<@Nullable String, P> read, Function<P, List<T>> items, Function<P, @Nullable String> next) {
        List<T> all = new ArrayList<>();
        String marker = null;
        do {
            P page = read.apply(marker);
            all.addAll(items.apply(page));
            marker = next.apply(page);
        } while (marker != null && !marker.isEmpty());
        return all;
    }
}
