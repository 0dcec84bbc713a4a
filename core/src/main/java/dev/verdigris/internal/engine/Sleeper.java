package dev.verdigris.internal.engine;

import dev.verdigris.port.TimeSource;
import java.time.Duration;

/** Lets time pass, and takes the thread's interrupt meanwhile, so that waiting goes on being possible. */
final class Sleeper {
    private final TimeSource time;
    private boolean interrupted;

    Sleeper(TimeSource time) {
        this.time = time;
    }

    TimeSource time() {
        return time;
    }

    /** Returns early, and false, if it is interrupted. */
    boolean sleep(Duration duration) {
        try {
            time.sleep(duration);
            return true;
        } catch (InterruptedException e) {
            interrupted = true;
            return false;
        }
    }

    /** Whether the thread has been interrupted since the run began. */
    boolean interrupted() {
        interrupted |= Thread.interrupted();
        return interrupted;
    }

    /** Gives the interrupt back to the thread, for its caller. */
    void restore() {
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
