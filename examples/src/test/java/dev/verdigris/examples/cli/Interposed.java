package dev.verdigris.examples.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What stands between a process and Moto, and may do something at the very moment that a request has been carried out. */
final class Interposed implements AutoCloseable {
    private static final Pattern QUERY_ACTION = Pattern.compile("(?:^|&)Action=([A-Za-z]+)");
    private static final Set<String> PASSED_ON =
            Set.of("authorization", "content-type", "x-amz-target", "x-amz-date", "x-amz-security-token", "user-agent");

    /** What happens to a request. */
    @FunctionalInterface
    interface Hook {
        /**
         * Called with each action, such as {@code RegisterTargets}.
         *
         * @param action the action
         * @param body what is asked
         * @param moto carries the request out, and gives Moto's answer
         * @return the answer that the process gets
         */
        Answer on(String action, String body, Moto moto) throws IOException;
    }

    /** Moto, asked to carry the request out. */
    @FunctionalInterface
    interface Moto {
        Answer answer() throws IOException;
    }

    /**
     * An answer.
     *
     * @param status the HTTP status
     * @param body what it says
     */
    record Answer(int status, String body) {}

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpClient client = HttpClient.newHttpClient();
    private final URI moto;
    private final Hook hook;

    Interposed(URI moto, Hook hook) {
        this.moto = moto;
        this.hook = hook;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    /** Whether an action changes something. */
    static boolean changes(String action) {
        return !action.matches("(?:Describe|Get|List).*");
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            Answer answer = hook.on(action(exchange, body), body, () -> passOn(exchange, body));
            byte[] bytes = answer.body().getBytes(UTF_8);
            exchange.sendResponseHeaders(answer.status(), bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private static String action(HttpExchange exchange, String body) {
        String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
        if (target != null) {
            return target.substring(target.indexOf('.') + 1);
        }
        Matcher action = QUERY_ACTION.matcher(body);
        return action.find() ? action.group(1) : "";
    }

    private Answer passOn(HttpExchange exchange, String body) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(moto.resolve(exchange.getRequestURI()))
                .method(exchange.getRequestMethod(), BodyPublishers.ofString(body));
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (PASSED_ON.contains(name.toLowerCase(java.util.Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
            }
        });
        try {
            HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString(UTF_8));
            return new Answer(response.statusCode(), response.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
