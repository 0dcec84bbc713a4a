package dev.verdigris.internal.step;

import dev.verdigris.internal.plan.RefreshTerms;
import dev.verdigris.internal.step.LaunchWatch.Refusal;
import dev.verdigris.internal.text.Words;
import dev.verdigris.internal.world.Scene;
import dev.verdigris.model.InstanceRefresh;
import dev.verdigris.plan.Phase;
import dev.verdigris.plan.PlannedStep;
import java.time.Duration;
import java.util.Objects;

/**
 * Waits until every instance is replaced. It gives up when AWS does, when somebody ends the refresh, when launches are
 * refused, and when fewer instances are healthy by the load balancer than the refresh was to keep: Auto Scaling may count
 * those that it only runs.
 */
final class AwaitRefresh implements Step {
    /** One look may be stale, two in a row are not. */
    private static final int TWICE = 2;

    /** How long too few may be healthy at least, since health checks take a while to come round. */
    private static final Duration LONG_ENOUGH = Duration.ofMinutes(1);

    private final RefreshTerms terms;
    /** For how many polls in a row too few have been healthy. */
    private int below;

    AwaitRefresh(RefreshTerms terms) {
        this.terms = terms;
    }

    @Override
    public PlannedStep planned() {
        return new PlannedStep(
                "await-refresh",
                "wait until every instance of " + terms.group() + " is replaced, while both versions serve, "
                        + StartRefresh.within(terms),
                Phase.SHIFT,
                terms.request().deadline());
    }

    @Override
    public Progress perform(Scene scene) {
        InstanceRefresh own = OwnRefresh.look(terms, scene).own();
        if (own == null) {
            return Progress.notYet(
                    "the instance refresh: it is not shown", "look at the instance refreshes of " + terms.group());
        }
        return switch (own.status()) {
            case SUCCESSFUL -> Progress.done();
            case PENDING, IN_PROGRESS, BAKING, OTHER -> watch(scene, own);
            case CANCELLING, CANCELLED, FAILED, ROLLBACK_IN_PROGRESS, ROLLBACK_FAILED, ROLLBACK_SUCCESSFUL ->
                Progress.failed(
                        "expected the instance refresh " + own.id() + " of " + terms.group()
                                + " to go on until all is replaced, found " + own.shown(),
                        "see why; if nobody has ended it, look at the scaling activities of " + terms.group());
        };
    }

    private Progress watch(Scene scene, InstanceRefresh own) {
        int healthy = scene.look().healthyCapacity(terms.color());
        int kept = terms.kept(scene.look().fleet(terms.color()).size().desired());
        below = healthy < kept ? below + 1 : 0;
        String stands = "instance refresh " + own.id() + ": " + own.shown() + ", " + healthy + " healthy";
        if (below >= (healthy == 0 ? TWICE : longEnough())) {
            return Progress.failed(
                    "expected " + terms.capacity(kept) + " of " + terms.group()
                            + " healthy at least while the others are replaced, found " + healthy + "; " + stands,
                    "see why the health checks of the new instances fail");
        }
        Refusal refusal = new LaunchWatch(terms.request().policy().launches(), terms.color()).refusal(scene);
        if (refusal != null && refusal.hopeless()) {
            return Progress.failed(
                    "expected " + terms.group() + " to launch instances, found one launch after the other refused: "
                            + refusal.newest(),
                    "look at the scaling activities of " + terms.group());
        }
        return Progress.notYet(
                stands,
                "expected every instance of " + terms.group() + " to be replaced, found " + own.shown(),
                "allow it more time, or see what holds it up: the scaling activities and lifecycle hooks of "
                        + terms.group());
    }

    /** As many polls as an instance has to warm up: it is not waited for until the next ones are replaced, too. */
    private int longEnough() {
        long interval = Math.max(1, terms.request().policy().pollInterval().toMillis());
        Duration warmup = Objects.requireNonNull(terms.preferences().warmup());
        return (int) Math.max(TWICE, Math.max(LONG_ENOUGH.toMillis(), warmup.toMillis()) / interval);
    }

    @Override
    public String toString() {
        return "AwaitRefresh[" + Words.count(terms.desired(), terms.unit()) + " of " + terms.group() + "]";
    }
}
