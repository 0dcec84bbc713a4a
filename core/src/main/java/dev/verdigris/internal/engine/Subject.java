package dev.verdigris.internal.engine;

import dev.verdigris.internal.world.Announcer;
import java.time.Duration;

/** The subject of polling: a step, or a reconcile. What happens meanwhile is told of it. */
interface Subject extends Announcer {

    /** The stable name of the subject. */
    String id();

    /** Told that the subject is not done yet. */
    void waits(String waitingFor, Duration waited);
}
