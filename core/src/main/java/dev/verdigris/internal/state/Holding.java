package dev.verdigris.internal.state;

import java.time.Duration;

/**
 * The holding of a deployment state: by whom, and for how long without a heartbeat.
 *
 * @param holder the name they gave
 * @param token unique to this taking of the deployment state, so that the text of every write differs from all others'
 * @param lease how long the deployment state stays theirs after a write
 * @param grace how late a change of theirs may still arrive after that: the time-out of a call
 * @param writes how many writes they have made
 * @param left whether they have ended and left the deployment state to be resolved by the next process
 */
public record Holding(String holder, String token, Duration lease, Duration grace, long writes, boolean left) {

    Holding written() {
        return new Holding(holder, token, lease, grace, writes + 1, left);
    }

    Holding leaving() {
        return new Holding(holder, token, lease, grace, writes, true);
    }
}
