package dev.verdigris.internal.plan;

import dev.verdigris.hook.Hook;
import dev.verdigris.model.Color;
import dev.verdigris.request.Adoption;
import dev.verdigris.request.Bake;
import dev.verdigris.request.Cleanup;
import dev.verdigris.request.Deployment;
import dev.verdigris.request.Gate;
import dev.verdigris.request.ReleaseSelection;
import dev.verdigris.request.Request;
import dev.verdigris.request.Rollback;
import dev.verdigris.request.RollingRefresh;
import dev.verdigris.request.Shift;
import dev.verdigris.request.Shutdown;
import dev.verdigris.request.Start;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What requests differ in: one class for each of them, chosen in one place. Nobody else asks which one a request is. */
public abstract class Verb {

    /** The shape of a plan: what it is made of. */
    public enum Shape {
        /** Traffic moves to the other fleet. */
        SWITCH,
        /** The idle fleet is scaled to zero. */
        EMPTY,
        /** Traffic ends, and both fleets are scaled to zero. */
        END,
        /** No fleet and no traffic changes. */
        SELECTION,
        /** The instances of the fleet that serves are replaced where they are. */
        REFRESH
    }

    Verb() {}

    /** The verb of a request. */
    public static Verb of(Request request) {
        if (request instanceof Deployment deployment) {
            return new DeployVerb(deployment);
        }
        if (request instanceof Adoption adoption) {
            return new AdoptVerb(adoption);
        }
        if (request instanceof Rollback rollback) {
            return new RollbackVerb(rollback);
        }
        if (request instanceof Cleanup cleanup) {
            return new CleanupVerb(cleanup);
        }
        if (request instanceof ReleaseSelection selection) {
            return new SelectVerb(selection);
        }
        if (request instanceof Shutdown) {
            return new ShutdownVerb();
        }
        if (request instanceof Start start) {
            return new StartVerb(start);
        }
        if (request instanceof RollingRefresh refresh) {
            return new RefreshVerb(refresh);
        }
        throw new IllegalArgumentException("expected a request that this version knows, found " + request);
    }

    /** The verb in a word, as it is in the deployment state. */
    public abstract String label();

    /** The shape of its plan. */
    public abstract Shape shape();

    /** The title of its plan. */
    public abstract String title(String environment, @Nullable Color from, @Nullable Color to);

    /** Whether it moves traffic to the other fleet. */
    public boolean switches() {
        return shape() == Shape.SWITCH;
    }

    /** Whether it changes who gets requests. */
    public boolean movesTraffic() {
        return shape() == Shape.SWITCH || shape() == Shape.END;
    }

    /** Whether it changes a fleet. */
    public boolean changesFleets() {
        return shape() != Shape.SELECTION;
    }

    /** Whether followers take part: they are told when traffic moves, and asked before a fleet is scaled down. */
    public boolean followed() {
        return shape() == Shape.SWITCH || shape() == Shape.EMPTY || shape() == Shape.END;
    }

    /** Whether the hooks of a point take part. */
    public boolean hooked(Hook.Point point) {
        return renews();
    }

    /** Why it is done whatever is known of followers that are not there; null if it is not. */
    public @Nullable String forced() {
        return null;
    }

    /** Whether followers that are not there are none from then on. */
    public boolean forgets() {
        return false;
    }

    /** Whether it changes the size of a fleet, or a bound of it. */
    public boolean resizes() {
        return shape() != Shape.SELECTION && shape() != Shape.REFRESH;
    }

    /** The rolling refresh that it is; null if it is none. */
    public @Nullable RollingRefresh refresh() {
        return null;
    }

    /** The adoption that it is; null if it is none. */
    public @Nullable Adoption adopts() {
        return null;
    }

    /** The capacity that is asked for; null if none is. */
    public @Nullable Integer capacity() {
        return null;
    }

    /** How requests are to move. */
    public Shift shift() {
        return Shift.allAtOnce();
    }

    /** The gates at which it stops, in order. */
    public List<Gate> gates() {
        return List.of();
    }

    /** How the new fleet is to serve on trial; null if it is not. */
    public @Nullable Bake bake() {
        return null;
    }

    /**
     * The color that is asked for; null if none is.
     *
     * @param active the color that serves; null if none does
     * @param recorded the color that is recorded
     */
    @Nullable
    Color to(@Nullable Color active, Color recorded) {
        return null;
    }

    /** Finds why it cannot be about this environment at all, whoever serves. */
    void premises(Survey survey) {}

    /**
     * Finds what is wrong with it, given who serves.
     *
     * @param active the color that serves; null if none does
     */
    void check(Survey survey, @Nullable Color active) {}

    /** Whether it starts new instances to serve, which are checked, with the live fleet's size. */
    public boolean renews() {
        return false;
    }

    /** Whether the idle fleet is emptied first. */
    boolean recycles() {
        return false;
    }

    /**
     * Whether it goes back to what a fleet has: with a capacity of its own, at once, and refused for nothing that it may
     * leave behind.
     */
    public boolean goesBack() {
        return false;
    }

    /** Whether it may start instances. */
    boolean starts() {
        return false;
    }

    /** Whether it has ended even where something is left of it, since asking for it again does the rest. */
    public boolean repeatable() {
        return false;
    }

    /** Whether it scales down nothing but what is kept warm past its time. */
    public boolean dueOnly() {
        return false;
    }

    /** The size of the idle fleet once it has scaled that down. */
    public int left(Preimage preimage) {
        return 0;
    }

    /** The capacity that must serve at least, whatever the live fleet has. */
    int asked(Preimage preimage) {
        return 0;
    }

    /** The release that is asked for; null if none is. */
    public @Nullable String release() {
        return null;
    }

    /** The release that new instances are to boot with; null if that is not known, or nobody has asked. */
    public @Nullable String release(Preimage preimage) {
        return null;
    }

    /** The color that traffic leaves, or whose fleet is scaled to zero; null if there is none. */
    public @Nullable Color from(Preimage preimage) {
        return preimage.active();
    }

    /** The color that traffic goes to; null if there is none. */
    public @Nullable Color to(Preimage preimage) {
        return preimage.colors().next();
    }
}
