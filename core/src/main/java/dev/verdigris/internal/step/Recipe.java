package dev.verdigris.internal.step;

import dev.verdigris.hook.Hook;
import dev.verdigris.internal.plan.KeptWarm;
import dev.verdigris.internal.plan.Occasion;
import dev.verdigris.internal.plan.Participant.Kind;
import dev.verdigris.internal.plan.Participants;
import dev.verdigris.internal.plan.PlacedHook;
import dev.verdigris.internal.plan.Preimage;
import dev.verdigris.internal.plan.RefreshTerms;
import dev.verdigris.internal.plan.Released;
import dev.verdigris.internal.plan.Terms;
import dev.verdigris.internal.plan.Verb;
import dev.verdigris.internal.world.Enough;
import dev.verdigris.model.Color;
import dev.verdigris.plan.Phase;
import dev.verdigris.request.Gate;
import dev.verdigris.request.KeepWarm;
import dev.verdigris.request.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * From a request and a preimage to the steps: a pure function, so that the same steps can be had again from the same
 * two at any time.
 *
 * @param from the color that traffic leaves, or whose fleet is scaled to zero
 * @param to the color that traffic goes to, or null
 * @param steps the steps, in order
 * @param enough how much healthy capacity is enough for the color that serves to leave
 * @param keptWarm the fleet that is kept warm once all is done; null if none is
 */
public record Recipe(
        @Nullable Color from,
        @Nullable Color to,
        List<Step> steps,
        Enough enough,
        @Nullable KeptWarm keptWarm) {

    /** The recipe for a request. */
    public static Recipe of(TrafficStrategy strategy, Request request, Preimage preimage, Participants participants) {
        return switch (Verb.of(request).shape()) {
            case SWITCH -> switching(strategy, request, preimage, participants);
            case EMPTY -> emptying(strategy, request, preimage, participants);
            case END -> ending(strategy, Terms.of(request, preimage), participants);
            case SELECTION -> selecting(request, preimage);
            case REFRESH -> refreshing(request, preimage);
        };
    }

    private static Recipe selecting(Request request, Preimage preimage) {
        Released released = preimage.released();
        String release = Verb.of(request).release();
        if (released == null || release == null) {
            throw new IllegalStateException("expected a release and where to select it, found " + preimage);
        }
        return new Recipe(null, null, List.of(new SetRelease(request, released, release)), new Enough.AsServed(), null);
    }

    private static Recipe ending(TrafficStrategy strategy, Terms terms, Participants participants) {
        List<Step> steps = new ArrayList<>();
        steps.addAll(unused(terms, participants));
        if (terms.recycles()) {
            steps.addAll(strategy.retire(terms.request(), terms.preimage(), terms.to(), Phase.PREPARE));
            steps.add(new Recycle(terms));
        }
        List<Step> end = strategy.end(terms);
        steps.addAll(end);
        steps.addAll(followed(terms, participants, end));
        steps.addAll(strategy.release(terms));
        steps.addAll(strategy.retire(terms.request(), terms.preimage(), terms.leaving(), Phase.FINALIZE));
        steps.add(ScaleDown.ended(terms, participants));
        return new Recipe(terms.leaving(), null, List.copyOf(steps), new Enough.Nothing(), null);
    }

    private static Recipe refreshing(Request request, Preimage preimage) {
        RefreshTerms terms =
                RefreshTerms.of(Objects.requireNonNull(Verb.of(request).refresh()), preimage);
        return new Recipe(
                terms.color(),
                terms.color(),
                List.of(new StartRefresh(terms), new AwaitRefresh(terms), new ConfirmRefreshed(terms)),
                new Enough.AsServed(),
                null);
    }

    private static Recipe emptying(
            TrafficStrategy strategy, Request request, Preimage preimage, Participants participants) {
        Color idle = preimage.idle();
        Occasion on = Occasion.of(request, preimage);
        List<Step> steps = new ArrayList<>(hooks(Hook.Point.BEFORE_CLEAN_UP, on, participants, null));
        steps.addAll(strategy.retire(request, preimage, idle, Phase.FINALIZE));
        steps.add(ScaleDown.idle(request, preimage, participants));
        steps.addAll(hooks(Hook.Point.AFTER_CLEAN_UP, on, participants, null));
        return new Recipe(idle, null, List.copyOf(steps), new Enough.AsServed(), null);
    }

    private static Recipe switching(
            TrafficStrategy strategy, Request request, Preimage preimage, Participants participants) {
        Terms terms = Terms.of(request, preimage);
        Color from = terms.from();
        boolean leaves = terms.leavingColor() != null;
        KeptWarm warm = leaves && from != null && !(request.policy().keepWarm() instanceof KeepWarm.None)
                ? new KeptWarm(from, terms.idleMin())
                : null;
        Enough enough = from == null || terms.follows()
                ? new Enough.Tolerated(terms.policy().tolerance())
                : new Enough.Capacity(terms.asked());
        return new Recipe(from, terms.to(), steps(strategy, terms, participants), enough, warm);
    }

    private static List<Step> steps(TrafficStrategy strategy, Terms terms, Participants participants) {
        List<Step> steps = new ArrayList<>();
        steps.addAll(preparing(strategy, terms, participants));
        steps.addAll(gate(terms, Gate.Point.BEFORE_SWITCH, premises(steps, Phase.PREPARE)));
        steps.addAll(hooks(Hook.Point.BEFORE_SWITCH, terms, participants));
        List<Step> shift = strategy.shift(terms);
        steps.addAll(shift);
        int trial = steps.size();
        steps.addAll(onTrial(terms, participants, shift));
        steps.addAll(gate(terms, Gate.Point.AFTER_BAKE, afterBake(steps, shift)));
        boolean tried = steps.size() > trial && terms.verb().adopts() == null;
        if (tried) {
            steps.add(trial, new TrialParameter(terms));
        }
        steps.add(tried ? new ConfirmParameter(terms) : new WriteParameter(terms));
        steps.addAll(finalizing(strategy, terms, participants));
        return List.copyOf(steps);
    }

    /** No follower uses the fleet that is to be recycled: nothing is changed before that is so. */
    private static List<Step> unused(Terms terms, Participants participants) {
        List<String> followers = participants.of(Kind.FOLLOWER);
        return terms.recycles() && !followers.isEmpty() ? List.of(new AwaitUnused(terms, followers)) : List.of();
    }

    /** Followers hear who serves now. */
    private static List<Step> followed(Terms terms, Participants participants, List<Step> shift) {
        return participants.of(Kind.FOLLOWER).stream()
                .<Step>map(follower -> new Follow(terms, follower, reached(shift)))
                .toList();
    }

    /** The user's hooks at a point before the point of no return where no traffic has moved, or past it. */
    private static List<Step> hooks(Hook.Point point, Terms terms, Participants participants) {
        return hooks(point, Occasion.of(terms), participants, null);
    }

    private static List<Step> hooks(Hook.Point point, Occasion on, Participants participants, @Nullable Step premise) {
        return PlacedHook.at(point, participants).stream()
                .<Step>map(hook -> new RunHook(hook, on, premise))
                .toList();
    }

    private static List<Step> gate(Terms terms, Gate.Point point, List<Step> premises) {
        return terms.verb().gates().stream()
                .filter(gate -> gate.point() == point)
                .<Step>map(gate -> new AwaitGate(terms, gate, premises))
                .toList();
    }

    private static List<Step> premises(List<Step> steps, Phase gate) {
        return steps.stream().filter(step -> step.premise(gate)).toList();
    }

    /** What must be so once more after the bake: all requests go to the new fleet still, and to no other. */
    private static List<Step> afterBake(List<Step> steps, List<Step> shift) {
        List<Step> premises = new ArrayList<>(premises(steps, Phase.BAKE));
        premises.add(reached(shift));
        return premises;
    }

    /** The new fleet is brought up. */
    private static List<Step> preparing(TrafficStrategy strategy, Terms terms, Participants participants) {
        List<Step> steps = new ArrayList<>(unused(terms, participants));
        if (terms.from() != null && terms.preimage().recorded() != terms.from()) {
            steps.add(new Inherit(terms));
        }
        steps.addAll(strategy.prepare(terms));
        if (terms.from() != null) {
            steps.add(new Pin(terms));
        }
        Released released = terms.preimage().released();
        String release = terms.release();
        if (released != null && release != null) {
            steps.add(new SelectRelease(terms, released, release));
        }
        if (terms.recycles()) {
            steps.addAll(strategy.retire(terms.request(), terms.preimage(), terms.to(), Phase.PREPARE));
            steps.add(new Recycle(terms));
        }
        steps.addAll(hooks(Hook.Point.BEFORE_SCALE_UP, terms, participants));
        steps.add(new ScaleUp(terms, participants.of(Kind.FOLLOWER)));
        steps.add(new AwaitInService(terms));
        steps.addAll(hooks(Hook.Point.AFTER_SCALE_UP, terms, participants));
        steps.addAll(hooks(Hook.Point.BEFORE_TEST, terms, participants));
        if (terms.verb().renews()) {
            for (String check : participants.of(Kind.CHECK)) {
                steps.add(new RunCheck(terms, check));
            }
            for (String probe : participants.of(Kind.PROBE)) {
                steps.add(new RunProbe(terms, probe));
            }
        }
        steps.addAll(hooks(Hook.Point.AFTER_TEST, terms, participants));
        return steps;
    }

    /** What happens while the new color serves on trial, in order; empty if it serves for good at once. */
    private static List<Step> onTrial(Terms terms, Participants participants, List<Step> shift) {
        Occasion on = Occasion.of(terms);
        Step reached = reached(shift);
        List<Step> trial = new ArrayList<>(followed(terms, participants, shift));
        trial.addAll(hooks(Hook.Point.AFTER_SWITCH, on, participants, reached));
        if (terms.verb().renews()) {
            for (String probe : participants.of(Kind.URL_PROBE)) {
                trial.add(new RunUrlProbe(terms, probe, reached));
            }
        }
        List<String> checks = terms.verb().renews() ? participants.of(Kind.BAKE_CHECK) : List.of();
        trial.addAll(hooks(Hook.Point.BEFORE_BAKE, on, participants, reached));
        if (terms.bake() != null || !checks.isEmpty()) {
            trial.add(new TrialBake(terms, checks, reached));
        }
        trial.addAll(hooks(Hook.Point.AFTER_BAKE, on, participants, reached));
        return trial;
    }

    /** What has brought all requests to the new color, without a stage's time. */
    private static Step reached(List<Step> shift) {
        Step last = shift.get(shift.size() - 1);
        return last.timed() ? shift.get(shift.size() - 2) : last;
    }

    /** The new color serves for good. */
    private static List<Step> finalizing(TrafficStrategy strategy, Terms terms, Participants participants) {
        List<Step> steps = new ArrayList<>();
        steps.addAll(strategy.release(terms));
        steps.add(new RestoreActiveMin(terms));
        Released released = terms.preimage().released();
        String release = terms.release();
        if (released != null && release != null) {
            steps.add(new ConfirmRelease(terms, released, release));
        }
        if (terms.from() != null && terms.request().policy().keepWarm() instanceof KeepWarm.None) {
            steps.addAll(hooks(Hook.Point.BEFORE_CLEAN_UP, terms, participants));
            steps.addAll(strategy.retire(terms.request(), terms.preimage(), terms.leaving(), Phase.FINALIZE));
            steps.add(ScaleDown.replaced(terms, participants));
            steps.addAll(strategy.close(terms));
            steps.addAll(hooks(Hook.Point.AFTER_CLEAN_UP, terms, participants));
        } else if (terms.from() != null) {
            steps.add(new KeepFleetWarm(terms));
        }
        return steps;
    }
}
