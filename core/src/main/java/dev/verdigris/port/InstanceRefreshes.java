package dev.verdigris.port;

import dev.verdigris.error.PortException;
import dev.verdigris.model.GroupName;
import dev.verdigris.model.InstanceRefresh;
import dev.verdigris.model.RefreshPreferences;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The instance refreshes of Auto Scaling groups. Reads may be stale by seconds: one that was just started may not be
 * shown yet, and one may still be shown as it was before it was cancelled.
 */
public interface InstanceRefreshes {

    /**
     * The launch template that a group launches from.
     *
     * @param id its id ({@code LaunchTemplateId})
     * @param version the version, as the group says: {@code $Latest}, {@code $Default}, or a number, and AWS rolls back to
     *     no other
     */
    record Template(String id, String version) {}

    /**
     * The refreshes of a group, newest first, at most 100: what is in progress, and what AWS remembers (for six weeks).
     * One call.
     *
     * @return empty if there was none
     * @throws PortException.NotFound if there is no such group
     * @throws PortException if they could not be read
     */
    List<InstanceRefresh> describe(GroupName group);

    /**
     * The launch template of a group.
     *
     * @return null if it launches from a launch configuration, or by a mixed-instances policy: then a refresh can name no
     *     version, and cannot be rolled back
     * @throws PortException.NotFound if there is no such group
     * @throws PortException if it could not be read
     */
    @Nullable
    Template template(GroupName group);

    /**
     * Starts a refresh of all instances of a group. Returns when it is accepted. <em>Not</em> idempotent, and without a
     * client token: where no answer came, {@link #describe} says whether one has begun. Sending it again does no harm,
     * since a group has one at a time: the second one is refused.
     *
     * @return its id
     * @throws PortException.NotFound if there is no such group
     * @throws PortException.Conflict if one is in progress already
     * @throws PortException.Invalid if AWS refuses the preferences, for instance a version of the template that does not
     *     exist
     * @throws PortException.Denied if the credentials may not
     * @throws PortException if it failed otherwise; where {@link PortException#isTransient()}, it may have taken effect
     */
    String start(GroupName group, RefreshPreferences preferences, Permit permit);

    /**
     * Cancels what is in progress, a rollback too. Returns when it is accepted: what has begun ends first. What was
     * replaced stays replaced. Cancelling again, or where nothing is in progress, changes nothing.
     *
     * @throws PortException.NotFound if there is no such group
     * @throws PortException.Denied if the credentials may not
     * @throws PortException if it failed otherwise; where {@link PortException#isTransient()}, it may have taken effect
     */
    void cancel(GroupName group, Permit permit);

    /**
     * Cancels the refresh in progress, and replaces what it has replaced by instances as they were before. Returns when
     * it is accepted. Where that is being done already, or nothing is in progress, it changes nothing.
     *
     * @throws PortException.NotFound if there is no such group
     * @throws PortException.Invalid if AWS cannot roll it back ({@code IrreversibleInstanceRefresh}): it named no version
     *     of the launch template, or the group had {@code $Latest} or {@code $Default}, or takes its image from
     *     Parameter Store
     * @throws PortException.Denied if the credentials may not
     * @throws PortException if it failed otherwise; where {@link PortException#isTransient()}, it may have taken effect
     */
    void rollBack(GroupName group, Permit permit);
}
