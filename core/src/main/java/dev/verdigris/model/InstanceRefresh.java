package dev.verdigris.model;

import java.time.Instant;

/**
 * An instance refresh of an Auto Scaling group: Auto Scaling replaces the group's instances, some at a time, while the
 * others serve. One at most is in progress in a group.
 *
 * @param id its id ({@code InstanceRefreshId})
 * @param status how it stands
 * @param reason what AWS says of that; empty if nothing
 * @param started when it began, by AWS's clock
 * @param percentComplete how much of it is complete, 0 to 100, as AWS counts it: an instance counts once its
 *     replacement has warmed up; in a rollback, how much of that
 * @param instancesToUpdate how many instances are still to be replaced
 * @param preferences what it was started with
 */
public record InstanceRefresh(
        String id,
        Status status,
        String reason,
        Instant started,
        int percentComplete,
        int instancesToUpdate,
        RefreshPreferences preferences) {

    /** The status of an instance refresh ({@code InstanceRefreshStatus} of the Auto Scaling API). */
    public enum Status {
        /** The refresh was accepted, and has not begun. */
        PENDING("Pending"),
        /** Instances are being replaced. */
        IN_PROGRESS("InProgress"),
        /** Every instance has been replaced. */
        SUCCESSFUL("Successful"),
        /** Auto Scaling has given it up; what was replaced stays replaced. */
        FAILED("Failed"),
        /** The refresh was cancelled, and ends what it has begun. */
        CANCELLING("Cancelling"),
        /** The refresh was cancelled; what was replaced stays replaced. */
        CANCELLED("Cancelled"),
        /** What was replaced is being replaced by instances as they were before. */
        ROLLBACK_IN_PROGRESS("RollbackInProgress"),
        /** Auto Scaling has given the rollback up. */
        ROLLBACK_FAILED("RollbackFailed"),
        /** Every instance is as before the refresh. */
        ROLLBACK_SUCCESSFUL("RollbackSuccessful"),
        /** Every instance has been replaced, and the time is waited that it was asked to wait then. */
        BAKING("Baking"),
        /** A status that this version does not know: taken for one that is in progress. */
        OTHER("a status that is not known");

        private final String word;

        Status(String word) {
            this.word = word;
        }

        /** The status in AWS's word. */
        @Override
        public String toString() {
            return word;
        }

        /** Whether the refresh, or its rollback, has not ended: no other one can be started. */
        public boolean active() {
            return switch (this) {
                case SUCCESSFUL, FAILED, CANCELLED, ROLLBACK_FAILED, ROLLBACK_SUCCESSFUL -> false;
                case PENDING, IN_PROGRESS, CANCELLING, ROLLBACK_IN_PROGRESS, BAKING, OTHER -> true;
            };
        }

        /** Whether it goes forward: it can be cancelled, and rolled back where AWS can roll it back. */
        public boolean forward() {
            return this == PENDING || this == IN_PROGRESS || this == BAKING;
        }
    }

    /** How it stands, in a few words, such as {@code InProgress, 40 % complete, 6 instances to update}. */
    public String shown() {
        return status + ", " + percentComplete + " % complete, " + instancesToUpdate
                + (instancesToUpdate == 1 ? " instance" : " instances") + " to update"
                + (reason.isEmpty() ? "" : " (" + reason + ")");
    }
}
