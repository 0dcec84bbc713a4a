package dev.verdigris.internal.engine;

import java.time.Duration;

/** The pulse of a poller, which beats while it rests: the lease is renewed, where there is one. */
interface Pulse {

    /** The longest rest between two beats. */
    Duration rhythm();

    /** Called before each rest, and during a long one. Throws {@link Stranded} if the lease is lost. */
    void beat();

    /** Whether the lease is lost, or has ended, so that nothing may be changed any more. */
    boolean over();

    /** The pulse of what changes nothing, and holds no lease. */
    Pulse NONE = new Pulse() {
        @Override
        public Duration rhythm() {
            return Duration.ofDays(1);
        }

        @Override
        public void beat() {}

        @Override
        public boolean over() {
            return false;
        }
    };
}
