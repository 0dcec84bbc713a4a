package dev.verdigris.testkit;

import org.jspecify.annotations.Nullable;

/**
 * One transmission to the simulated cloud. A registration of 45 targets is three of them.
 *
 * @param number its number among all calls of the cloud, from 1
 * @param changes how many of these were changes, itself included
 * @param reads how many of these were reads, itself included
 * @param kind whether it changes something
 * @param operation in AWS's words, such as {@code autoscaling:UpdateAutoScalingGroup}
 * @param subject what it is about: a {@code GroupName}, the name of a target group, a {@code ParameterPath}, …
 * @param detail what it asks for: a {@code Resize}, a list of targets, a {@code Color}; null if the subject says it all
 */
public record Call(
        int number,
        int changes,
        int reads,
        Kind kind,
        String operation,
        Object subject,
        @Nullable Object detail) {

    /** The kind of a call. */
    public enum Kind {
        /** The call only reads. */
        READ,
        /** The call changes something. */
        CHANGE
    }

    /** Whether this call changes something. */
    public boolean isChange() {
        return kind == Kind.CHANGE;
    }

    @Override
    public String toString() {
        return "#" + number + " " + operation + " " + subject + (detail == null ? "" : " " + detail);
    }
}
