package dev.verdigris.hook;

import dev.verdigris.internal.http.JsonPost;
import dev.verdigris.internal.text.JsonText;
import dev.verdigris.model.Color;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A hook behind HTTP. Its address is sent a POST with the header {@code Idempotency-Key} and a JSON object, at each poll until
 * it is done:
 *
 * <pre>{@code
 * {"environment":"prod","deployment":"332a…","verb":"deploy","point":"before-switch","direction":"perform",
 *  "from":"blue","to":"green","release":null,"cause":null}
 * }</pre>
 *
 * <p>To undo it the direction is {@code undo}, and the cause says why. A status from 200 to 299 but 202 says that it is done.
 * 202, 408, 409, 425, 429 and from 500 on say not yet, as does no answer; any other status says that it cannot be done. An
 * answer is not read beyond its status, and redirects are not followed. Immutable.
 */
public final class HttpHook implements Hook {
    private static final Set<Integer> NOT_YET = Set.of(202, 408, 409, 425, 429);

    private final HttpClient client;
    private final URI address;

    private HttpHook(URI address) {
        this.client = JsonPost.client();
        this.address = address;
    }

    /**
     * A hook at an address, with 5 seconds for each answer.
     *
     * @throws IllegalArgumentException if it is not {@code http} or {@code https} with a host
     */
    public static HttpHook at(URI address) {
        JsonPost.check(address, "https://scheduler:8080/pause");
        return new HttpHook(address);
    }

    @Override
    public Answer perform(Call call) throws IOException, InterruptedException {
        return post(call, "perform");
    }

    @Override
    public Answer undo(Call call) throws IOException, InterruptedException {
        return post(call, "undo");
    }

    private Answer post(Call call, String direction) throws IOException, InterruptedException {
        HttpRequest request = JsonPost.to(address, body(call, direction))
                .header("Idempotency-Key", call.idempotenceKey())
                .build();
        int status =
                client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        String found = JsonPost.shown(address) + ": status " + status;
        if (NOT_YET.contains(status) || status >= 500) {
            return Answer.notYet(found);
        }
        return status >= 200 && status < 300 ? Answer.done() : Answer.failed(found);
    }

    private static String body(Call call, String direction) {
        return JsonText.of(JsonText.object(
                "environment", call.environment().name(),
                "deployment", call.deployment(),
                "verb", call.verb(),
                "point", call.point().label(),
                "direction", direction,
                "from", label(call.from()),
                "to", label(call.to()),
                "release", call.release(),
                "cause", call.cause()));
    }

    private static @Nullable String label(@Nullable Color color) {
        return color == null ? null : color.label();
    }

    @Override
    public String toString() {
        return "HttpHook[" + JsonPost.shown(address) + "]";
    }
}
