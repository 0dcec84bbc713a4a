package dev.verdigris.aws;

import dev.verdigris.port.Http;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;

/**
 * Requests over HTTP/1.1 by the JDK's own client, through the proxy that the JVM is told of ({@code http.proxyHost} and the
 * like), if it is; a request that connects elsewhere than to its host goes by itself, through none. Clients and their threads are made when they are first needed.
 */
final class JdkHttp implements Http {
    /** As much of a body is read at most. */
    static final int LONGEST_BODY = 1 << 20;

    private final SSLContext usual;
    private final Map<Trust, HttpClient> clients = new ConcurrentHashMap<>();

    /** @param usual what certificates are found valid by */
    JdkHttp(SSLContext usual) {
        this.usual = usual;
    }

    /** By the certificates that the JVM trusts. */
    static JdkHttp trustingAsTheJvmDoes() {
        return new JdkHttp(Certificates.ofTheJvm());
    }

    @Override
    public List<Answer> get(List<Request> requests, int concurrency) {
        if (requests.isEmpty()) {
            return List.of();
        }
        ExecutorService lanes = Executors.newFixedThreadPool(Math.min(concurrency, requests.size()), task -> {
            Thread lane = new Thread(task, "verdigris-probe");
            lane.setDaemon(true);
            return lane;
        });
        try {
            List<Callable<Answer>> questions = new ArrayList<>();
            requests.forEach(request -> questions.add(() -> ask(request)));
            List<Answer> answers = new ArrayList<>();
            for (Future<Answer> answer : lanes.invokeAll(questions)) {
                answers.add(answer.get());
            }
            return answers;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return requests.stream()
                    .<Answer>map(request -> new Answer.Nothing("was not waited for, since that was interrupted"))
                    .toList();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a request fails by an answer", e.getCause());
        } finally {
            lanes.shutdownNow();
        }
    }

    private Answer ask(Request request) throws InterruptedException {
        CompletableFuture<Answer> sent;
        try {
            sent = sent(request);
        } catch (IllegalArgumentException e) {
            return new Answer.Nothing(
                    "was not asked, since the JDK's client refuses the request or one of its headers");
        }
        try {
            return sent.get(request.timeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return new Answer.Nothing(late(request));
        } catch (ExecutionException e) {
            return new Answer.Nothing(why(request, e.getCause() == null ? e : e.getCause()));
        } finally {
            sent.cancel(true);
        }
    }

    private CompletableFuture<Answer> sent(Request request) {
        if (request.via() != null) {
            return Detour.send(
                    request, request.via(), request.trust() instanceof Trust.Anyone ? Certificates.ofAnyone() : usual);
        }
        CompletableFuture<HttpResponse<byte[]>> sent =
                client(request.trust()).sendAsync(built(request), info -> new FirstBytes(LONGEST_BODY));
        CompletableFuture<Answer> answer = sent.thenApply(response ->
                new Answer.Response(response.statusCode(), new String(response.body(), StandardCharsets.UTF_8)));
        CompletableFuture<Answer> unused = answer.whenComplete((any, failure) -> sent.cancel(true));
        return answer;
    }

    private static HttpRequest built(Request request) {
        HttpRequest.Builder built = HttpRequest.newBuilder(request.uri());
        request.headers().forEach(built::header);
        return built.build();
    }

    private HttpClient client(Trust trust) {
        return clients.computeIfAbsent(trust, each -> {
            HttpClient.Builder client = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .followRedirects(HttpClient.Redirect.NEVER);
            if (each instanceof Trust.Anyone) {
                return client.sslContext(Certificates.ofAnyone()).build();
            }
            client.sslContext(usual);
            if (each instanceof Trust.Name name) {
                client.sslParameters(Certificates.of(usual, name.name()));
            }
            return client.build();
        });
    }

    private static String late(Request request) {
        return "gave no answer within " + request.timeout().toMillis() + "ms";
    }

    private static String why(Request request, Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnresolvedAddressException || cause instanceof UnknownHostException) {
                return "is not known by that name";
            }
        }
        if (failure instanceof HttpTimeoutException) {
            return late(request);
        }
        if (failure instanceof ConnectException) {
            return "refused the connection";
        }
        if (failure instanceof SSLException) {
            return "could not be asked by TLS: " + failure.getMessage();
        }
        return "gave no answer: " + failure.getClass().getSimpleName();
    }
}
