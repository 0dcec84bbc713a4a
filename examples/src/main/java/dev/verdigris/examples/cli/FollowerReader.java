package dev.verdigris.examples.cli;

import dev.verdigris.hook.HttpFollower;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a follower. What is malformed is not shown: nobody knows what of it is secret. */
final class FollowerReader implements ITypeConverter<TypedFollower> {
    private static final String QUEUE = "https?://[^/?#@\\s]+/[^?#@\\s]*[^/?#@\\s]";

    @Override
    public TypedFollower convert(String text) {
        if (text.startsWith(TypedFollower.HTTP)) {
            return addresses(parts(text, TypedFollower.HTTP));
        }
        if (text.startsWith(TypedFollower.SQS)) {
            return queues(parts(text, TypedFollower.SQS));
        }
        if (text.equals(TypedFollower.METRICS)) {
            return new TypedFollower.OfRequests(null);
        }
        if (text.startsWith(TypedFollower.METRICS + ":")) {
            return requests(text.substring(TypedFollower.METRICS.length() + 1));
        }
        throw new TypeConversionException("expected http:URL[,URL...], such as"
                + " http:http://router-1/active,http://router-2/active, sqs:BLUE-URL,GREEN-URL[,D] or alb-metrics[:D],"
                + " found another beginning");
    }

    private static List<String> parts(String text, String kind) {
        return Arrays.asList(text.substring(kind.length()).split(",", -1));
    }

    private static TypedFollower addresses(List<String> typed) {
        try {
            List<URI> addresses = typed.stream().map(URI::create).toList();
            HttpFollower follower = HttpFollower.at(addresses);
            return new TypedFollower.AtAddresses(
                    addresses.stream().map(FollowerReader::shown).toList(), follower);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(
                    e.getCause() == null ? String.valueOf(e.getMessage()) : "expected URLs, found one that is none");
        }
    }

    private static String shown(URI address) {
        return address.getScheme() + "://" + address.getHost() + (address.getPort() < 0 ? "" : ":" + address.getPort())
                + path(address.getRawPath());
    }

    private static String path(@Nullable String path) {
        return path == null ? "" : path;
    }

    private static TypedFollower queues(List<String> typed) {
        boolean timed = typed.size() == 3;
        boolean urls = (timed || typed.size() == 2)
                && typed.get(0).matches(QUEUE)
                && typed.get(1).matches(QUEUE)
                && !typed.get(0).equals(typed.get(1));
        Duration emptyFor = timed ? Durations.read(typed.get(2)) : null;
        if (!urls || (timed && (emptyFor == null || emptyFor.compareTo(Duration.ofMinutes(10)) > 0))) {
            throw new TypeConversionException(
                    "expected sqs:BLUE-URL,GREEN-URL[,D], two different URLs of queues such as"
                            + " https://sqs.eu-west-1.amazonaws.com/123456789012/orders-blue, and for how long they must be"
                            + " empty, at most 10m, found something else");
        }
        return new TypedFollower.OfQueues(URI.create(typed.get(0)), URI.create(typed.get(1)), emptyFor);
    }

    private static TypedFollower requests(String typed) {
        Duration quietFor = Durations.read(typed);
        boolean minutes = quietFor != null
                && quietFor.toMillis() % 60_000 == 0
                && quietFor.toMinutes() >= 1
                && quietFor.toMinutes() <= 180;
        if (!minutes) {
            throw new TypeConversionException(
                    "expected alb-metrics:D with whole minutes, 1m to 3h, found '" + typed + "'");
        }
        return new TypedFollower.OfRequests(quietFor);
    }
}
