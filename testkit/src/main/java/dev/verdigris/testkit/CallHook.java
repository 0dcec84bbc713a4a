package dev.verdigris.testkit;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Stands between a deployment and the simulated cloud: at each call, before it takes effect and after. It may
 *
 * <ul>
 *   <li>throw a {@link dev.verdigris.error.PortException}: before, the call fails without effect; after, its reply is
 *       lost;
 *   <li>throw an {@link Error}: the process is killed there;
 *   <li>let a change take effect late, after its caller has given it up;
 *   <li>let virtual time pass: the call hangs;
 *   <li>change the world, or run a whole other deployment: the call is paused meanwhile.
 * </ul>
 *
 * <p>Calls made by a hook go through the hooks as well.
 */
public interface CallHook {

    /** Told before a call takes effect, once it is permitted. */
    default void before(Call call) {}

    /**
     * The time after which a change takes effect although its caller has given it up: it is interrupted or times out,
     * and is already on its way. Asked after {@link #before}, and only of changes. By default it takes effect at once,
     * and its caller is answered.
     *
     * @return null if the change takes effect at once; else the call fails with a {@link
     *     dev.verdigris.error.PortException.Unavailable}, and what it changes is changed so much later, if the cloud
     *     does not refuse it then
     */
    default @Nullable Duration late(Call call) {
        return null;
    }

    /**
     * A change takes effect now, at once or late: told directly before it does, with nothing in between. A read has no
     * effect.
     */
    default void beforeEffect(Call call) {}

    /** A change has taken effect, or was refused by the cloud: told directly after, whoever hears of it. */
    default void afterEffect(Call call) {}

    /** Told after a call has taken effect, while its reply is on the way. Not told of a call that the cloud refused. */
    default void after(Call call) {}

    /**
     * Told after a call together with the cloud's answer, which is what the caller knows of the world if the reply
     * arrives: a read may be stale. By default passes the call on to {@link #after(Call)}.
     *
     * @param answer what the method of the port will return, of this transmission alone; null if that is null or
     *     nothing
     */
    default void after(Call call, @Nullable Object answer) {
        after(call);
    }
}
