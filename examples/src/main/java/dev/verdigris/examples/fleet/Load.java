package dev.verdigris.examples.fleet;

import dev.verdigris.examples.fleet.cloud.LocalCloud;
import dev.verdigris.examples.fleet.cloud.Server;
import dev.verdigris.port.TimeSource;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.Result;
import org.mortbay.jetty.load.generator.HTTP1ClientTransportBuilder;
import org.mortbay.jetty.load.generator.LoadGenerator;
import org.mortbay.jetty.load.generator.Resource;

/**
 * A constant load on a port of this machine, made by Jetty's load generator: so many requests a second whether the answers
 * come or not, and a few beside them that take long. It sends nothing twice.
 */
final class Load implements AutoCloseable {
    /** Requests a second that are answered at once. */
    static final int QUICK = 100;

    /** Requests a second that are answered after {@link Server#SLOW}. */
    static final int SLOW = 2;

    /** It ends by itself after that time, whatever becomes of who asked for it. */
    private static final long LONGEST_MINUTES = 60;

    private static final long GIVEN_UP_MILLIS = 20_000;

    private final TimeSource time = TimeSource.system();
    private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
    private final AtomicInteger open = new AtomicInteger();
    private final Set<Request> counted = Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));
    private volatile boolean counting = true;
    private final List<LoadGenerator> generators;
    private final List<CompletableFuture<Void>> ends;

    private Load(int port) {
        this.generators = List.of(generator(port, "/", QUICK, false), generator(port, "/slow", SLOW, true));
        this.ends = generators.stream().map(LoadGenerator::begin).toList();
    }

    /** Begins to send. */
    static Load on(int port) {
        return new Load(port);
    }

    private LoadGenerator generator(int port, String path, int rate, boolean slow) {
        return LoadGenerator.builder()
                .scheme("http")
                .host("127.0.0.1")
                .port(port)
                .resource(new Resource(path))
                .resourceRate(rate)
                .threads(1)
                .usersPerThread(8)
                .channelsPerUser(8)
                .idleTimeout(GIVEN_UP_MILLIS)
                .httpClientTransportBuilder(new HTTP1ClientTransportBuilder())
                .requestListener(new Request.Listener() {
                    @Override
                    public void onQueued(Request request) {
                        count(request, slow);
                    }

                    @Override
                    public void onBegin(Request request) {
                        count(request, slow);
                    }
                })
                .runFor(LONGEST_MINUTES, TimeUnit.MINUTES)
                .build();
    }

    /** Of the two moments the first counts: a request may be on its way before it is told that it was queued. */
    private void count(Request request, boolean slow) {
        if (!counting || !counted.add(request)) {
            return;
        }
        open.incrementAndGet();
        long began = time.nanoTime();
        request.onComplete(result -> {
            answers.add(answer(began, result, slow));
            open.decrementAndGet();
        });
    }

    private Answer answer(long began, Result result, boolean slow) {
        String version = result.getResponse().getHeaders().get(Server.VERSION);
        int status = result.getResponse().getStatus();
        String problem = result.isFailed()
                ? String.valueOf(result.getFailure())
                : status == 200 ? "" : "HTTP " + status + " from " + (version == null ? "the load balancer" : version);
        return new Answer(began, time.nanoTime(), problem, Objects.requireNonNullElse(version, ""), slow);
    }

    /** The answers so far. */
    List<Answer> answers() {
        return List.copyOf(answers);
    }

    /**
     * Ends the load, once every request that counts has been answered, or given up: the generator ends those that are under
     * way then, which do not count.
     */
    @Override
    public void close() {
        counting = false;
        LocalCloud.await("answers to all requests", () -> open.get() == 0);
        generators.forEach(LoadGenerator::interrupt);
        ends.forEach(end -> end.handle((none, interrupted) -> true).join());
    }
}
