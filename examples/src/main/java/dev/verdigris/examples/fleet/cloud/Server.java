package dev.verdigris.examples.fleet.cloud;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.verdigris.port.TimeSource;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What an instance runs: an HTTP server that says its version in the header {@code X-Version}, is slow to boot, and has a
 * page {@code /health} that is well once it has booted, and a page {@code /slow}.
 */
public final class Server implements AutoCloseable {
    /** The header that tells which version has answered. */
    public static final String VERSION = "X-Version";

    /** How long the page {@code /slow} takes. */
    public static final Duration SLOW = Duration.ofMillis(2500);

    private final TimeSource time = TimeSource.system();
    private final long began = time.nanoTime();
    private final AtomicInteger served = new AtomicInteger();
    private final String version;
    private final long bootMillis;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();

    /** A server on a port of the machine's choice; it is never well where {@code bootMillis} is negative. */
    Server(String version, long bootMillis) throws IOException {
        this.version = version;
        this.bootMillis = bootMillis;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    }

    /** An instance: prints its port, and serves until its standard input ends. */
    public static void main(String[] args) throws IOException {
        Program.onLeash();
        Server server = new Server(args[0], Long.parseLong(args[1]));
        server.start();
        System.out.println(server.port());
        System.out.flush();
    }

    void start() {
        server.setExecutor(threads);
        server.createContext("/", exchange -> answer(exchange, Duration.ZERO));
        server.createContext("/slow", exchange -> answer(exchange, SLOW));
        server.createContext("/health", exchange -> answer(exchange, Duration.ZERO));
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    private boolean booted() {
        return bootMillis >= 0
                && time.nanoTime() - began >= Duration.ofMillis(bootMillis).toNanos();
    }

    private void answer(HttpExchange exchange, Duration after) throws IOException {
        try (exchange) {
            time.sleep(after);
            byte[] text = (version + ", answer " + served.incrementAndGet() + "\n").getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add(VERSION, version);
            exchange.sendResponseHeaders(booted() ? 200 : 503, text.length);
            exchange.getResponseBody().write(text);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
