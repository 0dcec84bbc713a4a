package dev.verdigris.error;

import org.jspecify.annotations.Nullable;

/**
 * An operation of a port that failed. The subtypes say what kind of failure it is; each is
 * thrown by adapters and by the simulator alike.
 */
public abstract sealed class PortException extends VerdigrisException {
    private static final long serialVersionUID = 1L;

    private final String operation;

    private PortException(String operation, String problem, String remedy, @Nullable Throwable cause) {
        super(operation + ": " + problem, remedy, cause);
        this.operation = operation;
    }

    /** The operation that failed, in AWS's words, such as {@code autoscaling:UpdateAutoScalingGroup}. */
    public final String operation() {
        return operation;
    }

    /**
     * Whether the same call may work when it is made again. If it was a change, it may have taken effect all the same,
     * and may still take effect later: a request that was given up on, because of a time-out or an interrupt, is not
     * withdrawn.
     */
    public boolean isTransient() {
        return false;
    }

    /** A call that was refused because there were too many; it was not carried out. */
    public static final class Throttled extends PortException {
        private static final long serialVersionUID = 1L;

        /** Throttled, after the adapter's own retries. */
        public Throttled(String operation, String problem, @Nullable Throwable cause) {
            super(operation, problem, "wait and try again, or ask AWS for a higher request rate", cause);
        }

        @Override
        public boolean isTransient() {
            return true;
        }
    }

    /**
     * A call without an answer, or with one that says the service has a fault. A change may or may not have taken
     * effect.
     */
    public static final class Unavailable extends PortException {
        private static final long serialVersionUID = 1L;

        /** Unavailable, after the adapter's own retries. */
        public Unavailable(String operation, String problem, @Nullable Throwable cause) {
            this(operation, problem, "check the network and the health of the service, then try again", cause);
        }

        /** Unavailable for a reason that has a remedy of its own. */
        public Unavailable(String operation, String problem, String remedy, @Nullable Throwable cause) {
            super(operation, problem, remedy, cause);
        }

        @Override
        public boolean isTransient() {
            return true;
        }
    }

    /** A call that names something that does not exist. */
    public static final class NotFound extends PortException {
        private static final long serialVersionUID = 1L;

        /** Not found. */
        public NotFound(String operation, String problem, @Nullable Throwable cause) {
            super(operation, problem, "check the name, the account and the region", cause);
        }
    }

    /** A call that the service refuses whenever it is made. */
    public static final class Invalid extends PortException {
        private static final long serialVersionUID = 1L;

        /** Refused as invalid. */
        public Invalid(String operation, String problem, @Nullable Throwable cause) {
            this(operation, problem, "correct what the message names", cause);
        }

        /** Refused as invalid for a reason that has a remedy of its own. */
        public Invalid(String operation, String problem, String remedy, @Nullable Throwable cause) {
            super(operation, problem, remedy, cause);
        }
    }

    /** A write that lost against another one; nothing was written. */
    public static final class Conflict extends PortException {
        private static final long serialVersionUID = 1L;

        /** Lost to another writer. */
        public Conflict(String operation, String problem, @Nullable Throwable cause) {
            super(operation, problem, "read again and decide anew", cause);
        }
    }

    /**
     * The caller is turned away: the credentials do not allow the operation, or they have expired, are not known or
     * cannot be had. Nothing was carried out.
     */
    public static final class Denied extends PortException {
        private static final long serialVersionUID = 1L;

        /** Denied by a policy. */
        public Denied(String operation, String problem, @Nullable Throwable cause) {
            this(operation, problem, "allow " + operation + " to the credentials in use", cause);
        }

        /** Denied for a reason that a policy does not cure. */
        public Denied(String operation, String problem, String remedy, @Nullable Throwable cause) {
            super(operation, problem, remedy, cause);
        }
    }
}
