package dev.verdigris.testkit.sweep;

/** What happens to a process at one of its calls. */
public enum Fault {
    /** The process is killed before the change takes effect. */
    KILLED_BEFORE,
    /** The process is killed once the change has taken effect. */
    KILLED_AFTER,
    /** The process is killed, and the change, already on its way, takes effect a while later. */
    KILLED_IN_FLIGHT,
    /** The change takes effect and its reply is lost; the process continues. */
    REPLY_LOST,
    /** The change is given up on after a time-out, and takes effect a while later; the process continues. */
    LATE,
    /** The process is interrupted in the call, which is broken off; the change takes effect a while later. */
    INTERRUPTED,
    /** The change is throttled, without effect; the process continues. */
    THROTTLED,
    /** The change is denied, without effect; the process continues. */
    DENIED,
    /** The process is paused after the call, until another one has resolved what it had in progress; then it continues. */
    PAUSED;

    /** Whether the process is gone afterwards. */
    boolean kills() {
        return this == KILLED_BEFORE || this == KILLED_AFTER || this == KILLED_IN_FLIGHT;
    }
}
