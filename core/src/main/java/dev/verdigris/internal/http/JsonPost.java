package dev.verdigris.internal.http;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.time.Duration;

/** How what takes part behind HTTP is reached: a POST of JSON to an address, with 5 seconds for the connection and the answer. */
public final class JsonPost {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private JsonPost() {}

    /** A client with that time to connect. */
    public static HttpClient client() {
        return HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
    }

    /** Begins a request that posts a body. */
    public static HttpRequest.Builder to(URI address, String body) {
        return HttpRequest.newBuilder(address)
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
    }

    /** Whether an address can be posted to: {@code http} or {@code https} with a host. */
    public static boolean reaches(URI address) {
        return String.valueOf(address.getScheme()).matches("https?") && address.getHost() != null;
    }

    /**
     * Refuses what cannot be posted to.
     *
     * @throws IllegalArgumentException if the address is not {@code http} or {@code https} with a host
     */
    public static void check(URI address, String example) {
        if (!reaches(address)) {
            throw new IllegalArgumentException("address: expected one like " + example + ", found " + shown(address));
        }
    }

    /** The address without what may be secret of it: user, query and fragment. */
    public static String shown(URI address) {
        return address.getScheme() + "://" + address.getHost() + (address.getPort() < 0 ? "" : ":" + address.getPort())
                + (address.getRawPath() == null ? "" : address.getRawPath());
    }
}
