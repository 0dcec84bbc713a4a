package dev.verdigris.aws;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.verdigris.port.Http;
import dev.verdigris.testkit.contract.HttpWorld;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A server on this machine, and the JDK's client that asks it. */
final class HttpServerWorld implements HttpWorld, AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final AtomicInteger paths = new AtomicInteger();
    private final AtomicInteger now = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();
    /** The headers of the last request, by their names. */
    final Map<String, String> headers = new ConcurrentHashMap<>();

    private final Http http = JdkHttp.trustingAsTheJvmDoes();

    HttpServerWorld() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.start();
    }

    @Override
    public Http http() {
        return http;
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    @Override
    public URI answering(int status, String body) {
        String path = "/" + paths.incrementAndGet();
        server.createContext(path, exchange -> {
            exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.get(0)));
            answer(exchange, status, body);
        });
        return uri(path);
    }

    private void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        if (status == 302) {
            exchange.getResponseHeaders().set("Location", uri("/elsewhere").toString());
        }
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public URI silent() {
        String path = "/" + paths.incrementAndGet();
        server.createContext(path, exchange -> {
            try {
                closed.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        return uri(path);
    }

    @Override
    public URI gathering(int number) {
        String path = "/" + paths.incrementAndGet();
        CyclicBarrier all = new CyclicBarrier(number);
        server.createContext(path, exchange -> {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            try {
                all.await();
            } catch (InterruptedException | BrokenBarrierException e) {
                throw new IOException(e);
            } finally {
                now.decrementAndGet();
            }
            answer(exchange, 200, "");
        });
        return uri(path);
    }

    /** A port that was free a moment ago, and that nobody listens on. */
    @Override
    public URI refusing() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public int mostAtOnce() {
        return most.get();
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
