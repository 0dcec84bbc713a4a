package dev.verdigris.examples.fleet.cloud;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.verdigris.error.PortException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The file that holds an {@link Account}. Any process may read and change it: one at a time, and whole or not at all, also
 * where one is killed while it writes.
 */
final class Ledger {
    private static final JSON FORM = JSON.builder()
            .enable(JSON.Feature.USE_FIELDS, JSON.Feature.FORCE_REFLECTION_ACCESS)
            .build();

    /** A lock of a file is one of the whole JVM: its threads need another one. */
    private static final Map<Path, ReentrantLock> THREADS = new ConcurrentHashMap<>();

    private final Path file;
    private final ReentrantLock threads;

    private Ledger(Path file) {
        this.file = file;
        this.threads = THREADS.computeIfAbsent(file, path -> new ReentrantLock());
    }

    /** The ledger in a folder, which may have been opened before, by whomever. */
    static Ledger in(Path folder) {
        return new Ledger(folder.toAbsolutePath().normalize().resolve("account.json"));
    }

    /** What an account says, as it was after some change. */
    <T> T read(Function<Account, T> question) {
        return question.apply(account(text()));
    }

    /**
     * Changes the account; where that throws, nothing is changed. A change asks nobody who may change it as well: a permit,
     * which may write the deployment state, is asked before.
     */
    <T> T change(Function<Account, T> change) {
        if (threads.isHeldByCurrentThread()) {
            throw new IllegalStateException("expected one change of the account at a time, found one within another");
        }
        threads.lock();
        try (FileChannel channel = FileChannel.open(
                        file.resolveSibling("account.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock held = channel.lock()) {
            String before = text();
            Account account = account(before);
            T result = change.apply(account);
            String after = FORM.asString(account);
            if (held.isValid() && !after.equals(before)) {
                replace(file, after);
            }
            return result;
        } catch (IOException e) {
            throw unavailable(e);
        } finally {
            threads.unlock();
        }
    }

    void update(Consumer<Account> change) {
        change(account -> {
            change.accept(account);
            return true;
        });
    }

    /** Writes a file so that whoever reads it finds the text of before or of after, and whoever watches it notices. */
    static void replace(Path file, String text) {
        try {
            Path next = Files.writeString(file.resolveSibling(file.getFileName() + ".next"), text);
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String text() {
        try {
            return Files.exists(file) ? Files.readString(file) : "{}";
        } catch (IOException e) {
            throw unavailable(e);
        }
    }

    private static Account account(String text) {
        try {
            return FORM.beanFrom(Account.class, text);
        } catch (IOException e) {
            throw unavailable(e);
        }
    }

    private static PortException unavailable(IOException e) {
        return new PortException.Unavailable("local:ledger", "the account cannot be read or written: " + e, e);
    }
}
