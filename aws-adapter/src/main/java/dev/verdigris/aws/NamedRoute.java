package dev.verdigris.aws;

import dev.verdigris.model.Traffic.RouteRef;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A route that is named without an ARN, such as {@code web:443/beta/*}.
 *
 * @param ref what names it
 * @param balancer the name of the load balancer
 * @param listener how people know the listener, such as {@code web:443}
 * @param pattern the path pattern of a rule; null if it is the listener
 */
record NamedRoute(
        RouteRef ref,
        String balancer,
        String listener,
        @Nullable String pattern) {
    private static final Pattern PARTS = Pattern.compile("(([^:]+):0*([0-9]+))(/.*)?");

    static NamedRoute of(RouteRef ref) {
        Matcher parts = PARTS.matcher(ref.value());
        if (!parts.matches()) {
            throw new IllegalArgumentException("expected NAME:PORT or NAME:PORT/PATTERN, found '" + ref + "'");
        }
        return new NamedRoute(ref, parts.group(2), parts.group(2) + ":" + parts.group(3), parts.group(4));
    }
}
