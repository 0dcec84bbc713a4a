package dev.verdigris.examples.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.verdigris.hook.HttpFollower;
import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A follower as it is typed. Its name is made of where it is, so that it is the same in every process; how long it must have been
 * quiet is no part of it, and neither is what may be secret, which is not shown.
 */
sealed interface TypedFollower {
    String HTTP = "http:";
    String SQS = "sqs:";
    String METRICS = "alb-metrics";

    /** The name that it is registered under. */
    String name();

    /**
     * Routers or caches behind HTTP, in whatever order they are typed.
     *
     * @param addresses the addresses, without what may be secret
     * @param follower the follower at them
     */
    record AtAddresses(List<String> addresses, HttpFollower follower) implements TypedFollower {

        @Override
        public String name() {
            List<String> sorted = addresses.stream().sorted().toList();
            return named("http", String.valueOf(URI.create(sorted.get(0)).getHost()), String.join(",", sorted));
        }

        @Override
        public String toString() {
            return addresses.stream().collect(Collectors.joining(",", HTTP, ""));
        }
    }

    /**
     * The queue of each color.
     *
     * @param emptyFor how long a queue must be found empty; null for as long as is usual
     */
    record OfQueues(URI blue, URI green, @Nullable Duration emptyFor) implements TypedFollower {

        @Override
        public String name() {
            String path = String.valueOf(blue.getPath());
            return named("sqs", path.substring(path.lastIndexOf('/') + 1), blue + "," + green);
        }

        @Override
        public String toString() {
            return SQS + blue + "," + green + (emptyFor == null ? "" : "," + Durations.text(emptyFor));
        }
    }

    /**
     * The requests that each color's target group gets.
     *
     * @param quietFor how long there must have been none; null for as long as is usual
     */
    record OfRequests(@Nullable Duration quietFor) implements TypedFollower {

        @Override
        public String name() {
            return METRICS;
        }

        @Override
        public String toString() {
            return METRICS + (quietFor == null ? "" : ":" + Durations.text(quietFor));
        }
    }

    /** A kind, something that people recognize, and a digest of all that tells it from others. */
    static String named(String kind, String known, String all) {
        String word = known.replaceAll("[^A-Za-z0-9]+", "-");
        return kind + "-" + word.substring(0, Math.min(word.length(), 22)) + "-" + digest(all);
    }

    private static String digest(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
            return HexFormat.of().formatHex(digest, 0, 4);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("expected SHA-256, which every Java has", e);
        }
    }
}
