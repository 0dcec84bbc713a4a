package dev.verdigris.rollout;

import dev.verdigris.port.TimeSource;
import dev.verdigris.rollout.RolloutResult.OfEnvironment;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells what happens in a rollout, one event after the other. A listener that throws does no harm. */
final class Teller {
    private static final Logger LOG = LoggerFactory.getLogger(Rollouts.class);

    private final String rollout;
    private final TimeSource time;
    private final List<Consumer<RolloutEvent>> listeners;
    private final Lock lock = new ReentrantLock();

    Teller(String rollout, TimeSource time, List<Consumer<RolloutEvent>> listeners) {
        this.rollout = rollout;
        this.time = time;
        this.listeners = listeners;
    }

    void waveStarted(Wave wave) {
        tell(new Events.WaveStarted(time.now(), rollout, wave));
    }

    void soaking(Wave wave, Duration left) {
        tell(new Events.Soaking(time.now(), rollout, wave, left));
    }

    void environmentEnded(OfEnvironment result) {
        tell(new Events.EnvironmentEnded(time.now(), rollout, result));
    }

    void stopped(String why) {
        tell(new Events.Stopped(time.now(), rollout, why));
    }

    void goingBack() {
        tell(new Events.GoingBack(time.now(), rollout));
    }

    void ended(RolloutResult result) {
        tell(new Events.Ended(time.now(), rollout, result));
    }

    private void tell(RolloutEvent event) {
        lock.lock();
        try {
            LOG.info("{}: {}", rollout, event.sentence());
            listeners.forEach(listener -> tell(listener, event));
        } finally {
            lock.unlock();
        }
    }

    private static void tell(Consumer<RolloutEvent> listener, RolloutEvent event) {
        try {
            listener.accept(event);
        } catch (RuntimeException e) {
            LOG.warn("a listener has thrown at {}", event.sentence(), e);
        }
    }
}
