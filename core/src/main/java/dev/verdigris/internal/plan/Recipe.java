package dev.verdigris.internal.plan;

import dev.verdigris.internal.step.AwaitDrained;
import dev.verdigris.internal.step.AwaitHealthy;
import dev.verdigris.internal.step.AwaitInService;
import dev.verdigris.internal.step.Deregister;
import dev.verdigris.internal.step.Inherit;
import dev.verdigris.internal.step.KeepFleetWarm;
import dev.verdigris.internal.step.Pin;
import dev.verdigris.internal.step.Recycle;
import dev.verdigris.internal.step.Register;
import dev.verdigris.internal.step.RestoreActiveMin;
import dev.verdigris.internal.step.RunCheck;
import dev.verdigris.internal.step.ScaleDown;
import dev.verdigris.internal.step.ScaleUp;
import dev.verdigris.internal.step.Step;
import dev.verdigris.internal.step.Terms;
import dev.verdigris.internal.step.WriteParameter;
import dev.verdigris.internal.world.KeptWarm;
import dev.verdigris.internal.world.Preimage;
import dev.verdigris.model.Color;
import dev.verdigris.model.GroupSize;
import dev.verdigris.request.Cleanup;
import dev.verdigris.request.Deployment;
import dev.verdigris.request.KeepWarm;
import dev.verdigris.request.Request;
import dev.verdigris.request.Rollback;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * From a request and a preimage to the steps: a pure function, so that the same steps can be had again from the same
 * two at any time.
 *
 * @param from the color that traffic leaves, or whose fleet is scaled to zero
 * @param to the color that traffic goes to, or null
 * @param steps the steps, in order
 * @param enough how much healthy capacity is enough, whatever the color that leaves has
 * @param keptWarm the fleet that is kept warm once all is done; null if none is
 */
public record Recipe(
        @Nullable Color from,
        @Nullable Color to,
        List<Step> steps,
        int enough,
        @Nullable KeptWarm keptWarm) {

    /** The recipe for a request. */
    public static Recipe of(Request request, Preimage preimage, List<String> checks) {
        if (request instanceof Cleanup) {
            Color idle = preimage.idle();
            return new Recipe(idle, null, List.of(ScaleDown.idle(request, preimage)), Integer.MAX_VALUE, null);
        }
        Terms terms = terms(request, preimage);
        Color from = terms.from();
        KeptWarm warm = from != null && !(request.policy().keepWarm() instanceof KeepWarm.None)
                ? new KeptWarm(from, terms.idleMin())
                : null;
        int enough = from == null || terms.follows() ? Integer.MAX_VALUE : terms.asked();
        return new Recipe(from, terms.to(), steps(request, terms, checks), enough, warm);
    }

    /** What a switch of traffic is about. */
    static Terms terms(Request request, Preimage preimage) {
        Color from = preimage.active();
        Color to = preimage.colors().next();
        GroupSize idle = preimage.size(to);
        int idleMin = preimage.idleMin();
        boolean recycles = request instanceof Deployment && from != null && preimage.idlePopulated();
        GroupSize resting = recycles ? new GroupSize(idleMin, idle.max(), idleMin) : idle;
        int asked = asked(request, preimage, from);
        if (from == null) {
            asked = Math.max(asked, Math.max(idle.min(), idle.desired()));
        }
        return new Terms(
                request.environment(),
                preimage,
                from,
                to,
                asked,
                from != null && !(request instanceof Rollback),
                activeMin(request, preimage, from, idle),
                idleMin,
                recycles,
                resting,
                request.policy());
    }

    /**
     * What must serve, whatever the live fleet has. Of a rollback: what served before. Where that is not known, the size of
     * the live fleet when the plan was made says it, for want of anything better.
     */
    private static int asked(Request request, Preimage preimage, @Nullable Color from) {
        if (request instanceof Deployment deployment) {
            return deployment.capacity() == null ? 0 : deployment.capacity();
        }
        if (request instanceof Rollback rollback && rollback.capacity() != null) {
            return rollback.capacity();
        }
        if (preimage.served() != null) {
            return preimage.served();
        }
        return from == null ? 0 : Math.max(1, preimage.size(from).desired());
    }

    /** The minimum of the active role. A rollback goes to a fleet as it is, so that its maximum is the most there is. */
    private static int activeMin(Request request, Preimage preimage, @Nullable Color from, GroupSize idle) {
        if (from == null) {
            return Math.max(1, idle.min());
        }
        int min = preimage.size(from).min();
        return request instanceof Rollback ? Math.min(min, idle.max()) : min;
    }

    private static List<Step> steps(Request request, Terms terms, List<String> checks) {
        List<Step> steps = new ArrayList<>();
        if (terms.from() != null && terms.preimage().recorded() != terms.from()) {
            steps.add(new Inherit(terms));
        }
        if (terms.from() != null) {
            steps.add(new Pin(terms));
        }
        if (terms.recycles()) {
            steps.add(new Recycle(terms));
        }
        steps.add(new ScaleUp(terms));
        steps.add(new AwaitInService(terms));
        if (request instanceof Deployment) {
            for (String check : checks) {
                steps.add(new RunCheck(terms, check));
            }
        }
        steps.add(new Register(terms));
        steps.add(new AwaitHealthy(terms));
        if (terms.from() != null) {
            steps.add(new Deregister(terms));
        }
        steps.add(new WriteParameter(terms));
        if (terms.from() != null) {
            steps.add(new AwaitDrained(terms));
        }
        steps.add(new RestoreActiveMin(terms));
        if (terms.from() != null) {
            steps.add(
                    request.policy().keepWarm() instanceof KeepWarm.None
                            ? ScaleDown.replaced(request, terms)
                            : new KeepFleetWarm(terms));
        }
        return List.copyOf(steps);
    }
}
