package dev.verdigris.internal.engine;

import java.time.Duration;

/** What goes on while a poller rests: the lease is renewed, where there is one. */
interface Pulse {

    /** How long it may rest between two beats, at most. */
    Duration rhythm();

    /** Called before each rest, and during a long one. Throws {@link Stranded} if the lease is lost. */
    void beat();

    /** Whether the lease is lost, or has ended, so that nothing may be changed any more. */
    boolean over();

    /** Of what changes nothing, and holds no lease. */
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
