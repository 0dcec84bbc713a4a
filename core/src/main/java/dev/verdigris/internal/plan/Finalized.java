package dev.verdigris.internal.plan;

import dev.verdigris.internal.traffic.Route;
import dev.verdigris.model.Color;
import dev.verdigris.model.Fleet;
import dev.verdigris.model.GroupSize;
import dev.verdigris.request.Request;
import org.jspecify.annotations.Nullable;

/**
 * The basis of a rollback that takes over from a deployment while that is being finalized: the world as it will be
 * once that has ended. So bounds end as their roles have them, whatever of the finalization was not done yet.
 *
 * @param idle what is kept warm then
 * @param served what served before; null if that is not known
 * @param snapshot the world as it will be
 * @param moved the color that traffic was moved to
 * @param route what its traffic went through
 */
public record Finalized(KeptWarm idle, @Nullable Served served, Snapshot snapshot, Color moved, Route route) {

    /**
     * The end of a deployment that has a color to go back to.
     *
     * @param request what was asked of the deployment
     * @param preimage what it found
     * @param size the size that the old fleet had when traffic last reached it; null if that is not known
     * @param now the world as it is
     */
    public static Finalized of(Request request, Preimage preimage, @Nullable Integer size, Snapshot now) {
        Terms terms = Terms.of(request, preimage);
        Color old = terms.leaving();
        KeptWarm idle = new KeptWarm(old, terms.idleMin());
        Served served = Served.of(old, size, preimage);
        Fleet warm = now.fleet(old);
        Fleet left = withMin(warm, Math.max(idle.idleMin(), warm.size().desired()));
        Fleet serving = withMin(now.fleet(terms.to()), terms.activeMin());
        Snapshot snapshot = new Snapshot(
                old == Color.BLUE ? left : serving,
                old == Color.BLUE ? serving : left,
                now.traffic(),
                terms.to().label(),
                idle,
                served,
                now.inquired().selecting(selection(terms, now.selection())));
        return new Finalized(idle, served, snapshot, terms.to(), preimage.route());
    }

    /** The release pointer, with what the deployment has brought into service. */
    private static @Nullable Selection selection(Terms terms, @Nullable Selection now) {
        Released ended = terms.succeeded();
        return now == null
                ? null
                : new Selection(now.place(), now.version(), now.obstacle(), ended == null ? now.known() : ended);
    }

    /** The healthy capacity of the color that traffic was moved to, of which a way back takes nothing before it is replaced. */
    public int serving() {
        return snapshot.view().healthyCapacity(moved, snapshot.fleet(moved));
    }

    private static Fleet withMin(Fleet fleet, int min) {
        GroupSize bounds = fleet.size();
        return new Fleet(
                fleet.group(),
                new GroupSize(min, bounds.max(), bounds.desired()),
                fleet.instances(),
                fleet.suspendedProcesses(),
                fleet.attachedTargetGroups(),
                fleet.tags(),
                fleet.traits());
    }

    /**
     * The preimage of a rollback that takes over, with the recorded color as it is: the deployment may not have
     * recorded its own yet.
     *
     * @throws dev.verdigris.error.RefusedException naming everything that stands in its way
     */
    public Preimage preimage(Request rollback, @Nullable Color recorded, TrafficPreflight strategy) {
        Preimage preimage = Preflight.preimage(rollback, snapshot, strategy, moved);
        Preimage.Colors colors = preimage.colors();
        return new Preimage(
                preimage.blue(),
                preimage.green(),
                preimage.idlePopulated(),
                preimage.idleMin(),
                recorded == null ? colors : new Preimage.Colors(colors.active(), recorded, colors.next()),
                route,
                preimage.known(),
                preimage.unit());
    }
}
