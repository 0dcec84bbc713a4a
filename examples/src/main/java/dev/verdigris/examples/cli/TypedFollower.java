package dev.verdigris.examples.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.verdigris.hook.HttpFollower;
import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A follower as it is typed. Its name is made of its addresses, in whatever order they are typed, so that it is the same in
 * every process; users and queries, which may be secret, are neither in the name nor shown.
 *
 * @param addresses the addresses, without what may be secret
 * @param follower the follower at them
 */
record TypedFollower(List<String> addresses, HttpFollower follower) {
    private static final String KIND = "http:";
    private static final int LONGEST_HOST = 22;

    /** Reads one. */
    static final class Reader implements ITypeConverter<TypedFollower> {
        @Override
        public TypedFollower convert(String text) {
            if (!text.startsWith(KIND)) {
                throw new TypeConversionException(
                        "expected http:URL[,URL...], such as http:http://router-1/active,http://router-2/active, found"
                                + " another beginning");
            }
            try {
                List<URI> addresses = Arrays.stream(
                                text.substring(KIND.length()).split(",", -1))
                        .map(URI::create)
                        .toList();
                HttpFollower follower = HttpFollower.at(addresses);
                return new TypedFollower(
                        addresses.stream().map(TypedFollower::shown).toList(), follower);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(problem(e));
            }
        }

        /** What is no address at all is not shown: nobody knows what of it is secret. */
        private static String problem(IllegalArgumentException e) {
            return e.getCause() == null ? String.valueOf(e.getMessage()) : "expected URLs, found one that is none";
        }
    }

    private static String shown(URI address) {
        return address.getScheme() + "://" + address.getHost() + (address.getPort() < 0 ? "" : ":" + address.getPort())
                + path(address.getRawPath());
    }

    private static String path(@Nullable String path) {
        return path == null ? "" : path;
    }

    /** The name that it is registered under: the first of its hosts, and a digest of all addresses. */
    String name() {
        List<String> sorted = addresses.stream().sorted().toList();
        String host = String.valueOf(URI.create(sorted.get(0)).getHost()).replaceAll("[^A-Za-z0-9]+", "-");
        return "http-" + host.substring(0, Math.min(host.length(), LONGEST_HOST)) + "-"
                + digest(String.join(",", sorted));
    }

    private static String digest(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
            return HexFormat.of().formatHex(digest, 0, 4);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("expected SHA-256, which every Java has", e);
        }
    }

    @Override
    public String toString() {
        return addresses.stream().collect(Collectors.joining(",", KIND, ""));
    }
}
