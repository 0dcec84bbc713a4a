package dev.verdigris.aws;

import dev.verdigris.error.PortException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/** Asks Elastic Load Balancing for several things by their names or ARNs. */
final class Several {

    /** As many load balancers or target groups may be asked for in one call; of listeners and rules no figure is known. */
    private static final int MOST = 20;

    private Several() {}

    /**
     * What there is of what is asked for. AWS fails the whole call where one is missing, and does not say which: then
     * each is asked for alone.
     */
    static <T> List<T> existing(Collection<String> names, Function<List<String>, List<T>> ask) {
        List<String> all = List.copyOf(names);
        List<T> found = new ArrayList<>();
        for (int from = 0; from < all.size(); from += MOST) {
            List<String> some = all.subList(from, Math.min(from + MOST, all.size()));
            try {
                found.addAll(ask.apply(some));
            } catch (PortException.NotFound e) {
                if (some.size() > 1) {
                    some.forEach(one -> found.addAll(existing(List.of(one), ask)));
                }
            }
        }
        return found;
    }
}
