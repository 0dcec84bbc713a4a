package dev.verdigris.examples.cli;

import java.util.concurrent.CompletableFuture;
import java.util.function.IntSupplier;

/**
 * Ends this process with the exit code of its work, also when it is told to end before that: SIGINT or SIGTERM
 * interrupts the work, which stops at the next safe point, and is waited for. Left to itself the JVM would end in the
 * middle of it, and report 130 or 143.
 */
final class GracefulExit {
    /** The exit code of a JVM whose main thread ended with an exception. */
    private static final int DEFECT = 1;

    private GracefulExit() {}

    /** Works on this thread, and does not return. */
    static void after(IntSupplier work) {
        Thread worker = Thread.currentThread();
        CompletableFuture<Integer> ended = new CompletableFuture<>();
        // It runs whenever the process ends, so the code is always that of the work.
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            worker.interrupt();
                            Runtime.getRuntime().halt(ended.join());
                        },
                        "graceful-exit"));
        int code = DEFECT;
        try {
            code = work.getAsInt();
        } finally {
            ended.complete(code);
        }
        System.exit(code);
    }
}
