package dev.verdigris.hook;

import dev.verdigris.internal.http.JsonPost;
import dev.verdigris.internal.text.JsonText;
import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * A follower behind HTTP: routers or caches, each at an address of its own, all of which must confirm. Each is sent a POST with
 * a JSON object, all at the same time, and again at the next poll while any is missing:
 *
 * <ul>
 *   <li>{@code {"environment":"prod","action":"follow","from":"blue","to":"green"}} tells it which color serves now; a
 *       color is {@code null} where nobody served or serves;
 *   <li>{@code {"environment":"prod","action":"release","color":"blue"}} asks whether it does not use a color any more.
 * </ul>
 *
 * <p>A status from 200 to 299 but 202 says yes; any other status, or none, says not yet. An answer is not read beyond its
 * status, and redirects are not followed. Immutable.
 */
public final class HttpFollower implements Follower {
    private static final int ACCEPTED = 202;

    private final HttpClient client;
    private final List<URI> addresses;

    private HttpFollower(List<URI> addresses) {
        this.client = JsonPost.client();
        this.addresses = List.copyOf(addresses);
    }

    /**
     * A follower at some addresses, each with 5 seconds to answer.
     *
     * @throws IllegalArgumentException if there is none, or one is not {@code http} or {@code https} with a host
     */
    public static HttpFollower at(List<URI> addresses) {
        if (addresses.isEmpty()) {
            throw new IllegalArgumentException("addresses: expected one at least, found none");
        }
        addresses.forEach(address -> JsonPost.check(address, "http://10.0.0.1:8080/active-color"));
        return new HttpFollower(addresses);
    }

    @Override
    public Answer follow(Move move) throws InterruptedException {
        return post(JsonText.object(
                "environment", move.environment().name(),
                "action", "follow",
                "from", label(move.from()),
                "to", label(move.to())));
    }

    @Override
    public Answer releases(Environment environment, Color color) throws InterruptedException {
        return post(JsonText.object("environment", environment.name(), "action", "release", "color", color.label()));
    }

    private static @Nullable String label(@Nullable Color color) {
        return color == null ? null : color.label();
    }

    private Answer post(Map<String, @Nullable Object> body) throws InterruptedException {
        Map<URI, CompletableFuture<HttpResponse<Void>>> sent = new LinkedHashMap<>();
        for (URI address : addresses) {
            HttpRequest request = JsonPost.to(address, JsonText.of(body)).build();
            sent.put(address, client.sendAsync(request, HttpResponse.BodyHandlers.discarding()));
        }
        List<String> missing = new ArrayList<>();
        for (Map.Entry<URI, CompletableFuture<HttpResponse<Void>>> each : sent.entrySet()) {
            String found = found(each.getValue());
            if (found != null) {
                missing.add(JsonPost.shown(each.getKey()) + ": " + found);
            }
        }
        return missing.isEmpty()
                ? Answer.yes()
                : Answer.notYet((addresses.size() - missing.size()) + " of " + addresses.size() + " confirmed; "
                        + String.join(", ", missing));
    }

    /** What is missing of an answer; null if it says yes. */
    private static @Nullable String found(CompletableFuture<HttpResponse<Void>> answer) throws InterruptedException {
        try {
            int status = answer.get().statusCode();
            return status / 100 == 2 && status != ACCEPTED ? null : "status " + status;
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            return "no answer, " + (cause == null ? e : cause).getClass().getSimpleName();
        }
    }

    @Override
    public String toString() {
        return "HttpFollower" + addresses.stream().map(JsonPost::shown).toList();
    }
}
