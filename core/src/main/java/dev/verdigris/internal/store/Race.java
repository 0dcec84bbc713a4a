package dev.verdigris.internal.store;

import dev.verdigris.error.PortException;
import dev.verdigris.error.RefusedException;
import dev.verdigris.port.DeploymentStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Many who claim the same at the same moment, each with a text of its own, while others read. */
final class Race implements AutoCloseable {
    static final int RACERS = 16;

    private static final int READERS = 2;
    private static final int FILLER = 3500;

    private final ExecutorService threads = Executors.newFixedThreadPool(RACERS + READERS, Race::thread);
    private final DeploymentStore store;
    private final String key;

    Race(DeploymentStore store, String key) {
        this.store = store;
        this.key = key;
    }

    private static Thread thread(Runnable runnable) {
        Thread thread = new Thread(runnable, "verdigris-store-check");
        thread.setDaemon(true);
        return thread;
    }

    /** The ways in which a claim may end for whoever made it. */
    private enum Told {
        WON,
        LOST,
        NO_ANSWER,
        SOMETHING_ELSE
    }

    private record Claim(String text, Told told, String words) {}

    private record Reads(int made, @Nullable String torn) {
        static final Reads NONE = new Reads(0, null);

        Reads and(Reads more) {
            return new Reads(made + more.made, torn == null ? more.torn : torn);
        }
    }

    /**
     * The result of one round.
     *
     * @param winners how many were told that they had won
     * @param wrong what is wrong with how it ended; null if nothing is
     * @param reads how many reads were made meanwhile
     * @param torn a text that was read meanwhile and that nobody has written; null if none was
     */
    record Round(
            int winners,
            @Nullable String wrong,
            int reads,
            @Nullable String torn) {}

    /** One round: all claim that revision; null where they create. */
    Round run(String name, @Nullable String revision, @Nullable String before) {
        List<String> texts =
                IntStream.range(0, RACERS).mapToObj(racer -> text(name, racer)).toList();
        Set<String> whole = texts.stream().collect(Collectors.toSet());
        if (before != null) {
            whole.add(before);
        }
        CyclicBarrier start = new CyclicBarrier(RACERS);
        CountDownLatch running = new CountDownLatch(RACERS);
        List<Future<Claim>> claims = new ArrayList<>();
        for (String text : texts) {
            claims.add(threads.submit(() -> {
                try {
                    start.await();
                    return claim(text, revision);
                } finally {
                    running.countDown();
                }
            }));
        }
        Callable<Reads> reading = () -> reads(running, whole);
        List<Future<Reads>> readers = IntStream.range(0, READERS)
                .mapToObj(i -> threads.submit(reading))
                .toList();
        List<Claim> ended = all(claims);
        Reads seen = all(readers).stream().reduce(Reads.NONE, Reads::and);
        return new Round(texts(ended, Told.WON).size(), wrong(ended), seen.made(), seen.torn());
    }

    private static String text(String name, int racer) {
        return "verdigris store check\n" + name + " " + racer + "\n"
                + Character.toString('a' + racer).repeat(FILLER) + "\n";
    }

    private Claim claim(String text, @Nullable String revision) {
        try {
            store.claim(key, text, revision);
            return new Claim(text, Told.WON, "");
        } catch (PortException.Conflict e) {
            return new Claim(text, Told.LOST, "");
        } catch (PortException e) {
            return new Claim(text, e.isTransient() ? Told.NO_ANSWER : Told.SOMETHING_ELSE, e.problem());
        } catch (RuntimeException e) {
            return new Claim(text, Told.SOMETHING_ELSE, e.toString());
        }
    }

    private Reads reads(CountDownLatch running, Set<String> whole) {
        Reads reads = Reads.NONE;
        while (running.getCount() > 0) {
            reads = reads.and(read(whole));
        }
        return reads;
    }

    /** A read that is not answered says nothing. */
    private Reads read(Set<String> whole) {
        try {
            DeploymentStore.Stored found = store.find(key);
            return new Reads(1, found == null || whole.contains(found.text()) ? null : found.text());
        } catch (PortException e) {
            return Reads.NONE;
        }
    }

    private @Nullable String wrong(List<Claim> claims) {
        for (Claim claim : claims) {
            if (claim.told() == Told.SOMETHING_ELSE) {
                return "a loser told otherwise: " + claim.words();
            }
        }
        List<String> won = texts(claims, Told.WON);
        if (won.size() > 1) {
            return won.size() + " winners";
        }
        DeploymentStore.Stored found = store.find(key);
        String text = found == null ? "" : found.text();
        if (won.size() == 1) {
            return text.equals(won.get(0)) ? null : "the winner's text overwritten";
        }
        // Whoever has a retry that arrives after its own original is told that it lost.
        boolean somebody = claims.stream().anyMatch(claim -> claim.text().equals(text));
        return somebody || !texts(claims, Told.NO_ANSWER).isEmpty() ? null : "no winner";
    }

    private static List<String> texts(List<Claim> claims, Told told) {
        return claims.stream()
                .filter(claim -> claim.told() == told)
                .map(Claim::text)
                .toList();
    }

    private static <T> List<T> all(List<Future<T>> futures) {
        List<T> all = new ArrayList<>();
        try {
            for (Future<T> future : futures) {
                all.add(future.get());
            }
            return all;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RefusedException("the store check was interrupted", "run it again when nothing interrupts it");
        } catch (ExecutionException e) {
            throw new IllegalStateException("a racer failed", e.getCause());
        }
    }

    /** Returns when all have ended: each call has a time-out of its own. */
    @Override
    public void close() {
        threads.shutdownNow();
        boolean interrupted = Thread.interrupted();
        try {
            while (!threads.awaitTermination(1, TimeUnit.MINUTES)) {
                threads.shutdownNow();
            }
        } catch (InterruptedException e) {
            interrupted = true;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
