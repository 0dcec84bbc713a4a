package dev.verdigris;

import dev.verdigris.model.Color;
import dev.verdigris.model.GroupName;
import dev.verdigris.model.GroupSize;
import dev.verdigris.report.DeploymentInProgress;
import dev.verdigris.report.EndedDeployment;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The status of an environment. Immutable; printed, it reads as a small table.
 *
 * <p>{@link BlueGreen#status} makes it, also on the testkit's {@code SimulatedCloud}, which is how a test gets one.
 * Facts may be added in a later version: implement it in tests only.
 */
public interface Status {

    /** The name of the environment. */
    String environment();

    /** The traffic strategy: {@code registration}, {@code attachment} or {@code forwarding}. */
    String traffic();

    /**
     * The routes that forward to the target groups of both colors, in the order in which they are written; empty where
     * traffic does not move by forwarding.
     */
    List<Route> routes();

    /** The color that traffic reaches; null if it reaches neither or both. */
    @Nullable
    Color activeColor();

    /** The recorded color; null if none is recorded, or something that is no color. */
    @Nullable
    Color recordedColor();

    /** Whether the environment was shut down, and nothing has been deployed or started since. */
    boolean shutDown();

    /** The blue side. */
    Side blue();

    /** The green side. */
    Side green();

    /** The fleet that is kept warm for a rollback; null if none is. */
    @Nullable
    Warm warm();

    /** The followers of the environment, in the order in which they joined; empty if there are none. */
    List<Following> followers();

    /**
     * The release that the color serves which traffic reaches; null if that is not known, or no release was ever selected
     * through Verdigris.
     */
    @Nullable
    String release();

    /**
     * The release that instances boot with which are launched now; null if none is selected, or none ever was through
     * Verdigris.
     */
    @Nullable
    String selectedRelease();

    /** The deployment in progress; null if none is. */
    @Nullable
    DeploymentInProgress deployment();

    /** The deployment that ended last; null if none is in the deployment state. */
    @Nullable
    EndedDeployment last();

    /** The drift: what is not as it should be, in words; empty if all is well. */
    List<String> drift();

    /** When it was observed, by the clock of this machine: what is left of a stage counts from there. */
    Instant at();

    /** The side of a color. */
    default Side side(Color color) {
        return color == Color.BLUE ? blue() : green();
    }

    /** One color's fleet and targets. */
    interface Side {

        /** The Auto Scaling group. */
        GroupName group();

        /** Its minimum, maximum and desired capacity. */
        GroupSize size();

        /** The minimum that goes with its role: below the one in its size while the fleet is kept warm. */
        int roleMin();

        /** The number of its instances in service. */
        int inService();

        /** The number of its instances that get requests, draining ones not counted. */
        int registered();

        /** The number of its instances that are registered and healthy. */
        int healthy();

        /**
         * The part of the requests that it gets, in percent, rounded down: by the weights of all routes together with
         * forwarding, by healthy capacity with registration. Both sides have 0 where nobody serves.
         */
        int percent();
    }

    /** A fleet that is kept warm, and what it is good for. */
    interface Warm {

        /** Its color. */
        Color color();

        /**
         * Until when it is kept warm, by the clock of whoever ended the deployment that it served before: the next command
         * that succeeds in changing something scales it down from five minutes later on. Null if nothing but a command for
         * it ends that.
         */
        @Nullable
        Instant until();

        /** What a rollback to it needs, in the units of its group's size: what it served with. */
        int needed();

        /**
         * What is ready for a rollback, in the same units: with forwarding what the load balancer finds healthy, else what is
         * in service, since its health is known only once it is registered again.
         */
        int ready();
    }

    /** A follower of the environment, and whether it still uses the color that does not serve. */
    interface Following {

        /** Its name. */
        String name();

        /** Whether it is registered with whoever looked, and so can be asked. */
        boolean registered();

        /**
         * What of it still uses the color that does not serve, or why it did not say, either of which keeps that fleet; null
         * if nothing does, or if it was not asked, since it is not registered or no single color serves.
         */
        @Nullable
        String idleUse();
    }

    /** A listener's default actions or a rule, as far as it forwards to the target groups. */
    interface Route {

        /** The ARN of the listener or the rule. */
        String arn();

        /** How people know it, such as {@code web:443}, or {@code rule 10 of web:443}. */
        String name();

        /** The part of its requests that goes to a color, in percent, rounded down. */
        int percent(Color color);

        /** What it says, in words: the weight of each target group, and for how long it keeps clients at one. */
        String says();
    }
}
