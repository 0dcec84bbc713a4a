package dev.verdigris.internal.engine;

import dev.verdigris.internal.world.Announcer;
import java.time.Duration;

/** What is polled: a step, or a reconcile. What happens meanwhile is told of it. */
interface Subject extends Announcer {

    /** Its stable name. */
    String id();

    /** It is not done yet. */
    void waits(String waitingFor, Duration waited);
}
