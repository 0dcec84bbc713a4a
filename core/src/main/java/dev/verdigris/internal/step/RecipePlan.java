package dev.verdigris.internal.step;

import dev.verdigris.error.RefusedException;
import dev.verdigris.internal.plan.Participants;
import dev.verdigris.internal.plan.PlanCost;
import dev.verdigris.internal.plan.Preimage;
import dev.verdigris.internal.plan.Verb;
import dev.verdigris.model.Color;
import dev.verdigris.plan.Cost;
import dev.verdigris.plan.Phase;
import dev.verdigris.plan.PlannedStep;
import dev.verdigris.plan.SwitchPlan;
import dev.verdigris.request.Request;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The plan that can be performed: what it shows is what its recipe does. */
public final class RecipePlan implements SwitchPlan {
    private final String strategy;
    private final Request request;
    private final Preimage preimage;
    private final Participants participants;
    private final List<String> notes;
    private final Recipe recipe;
    /** The steps as they are printed; null until somebody wants to know. */
    private @Nullable List<PlannedStep> steps;

    private RecipePlan(
            TrafficStrategy strategy,
            Request request,
            Preimage preimage,
            Participants participants,
            List<String> notes) {
        this.strategy = strategy.id();
        this.request = request;
        this.preimage = preimage;
        this.participants = participants;
        this.notes = List.copyOf(notes);
        this.recipe = Recipe.of(strategy, request, preimage, participants);
    }

    /** The plan of what is begun already, of which nothing more is to be known. */
    public static RecipePlan of(
            TrafficStrategy strategy, Request request, Preimage preimage, Participants participants) {
        return new RecipePlan(strategy, request, preimage, participants, List.of());
    }

    /** The plan for a request, with what is to be known before it is carried out. */
    public static RecipePlan of(
            TrafficStrategy strategy,
            Request request,
            Preimage preimage,
            Participants participants,
            List<String> notes) {
        return new RecipePlan(strategy, request, preimage, participants, notes);
    }

    /**
     * A plan that somebody hands in, as one that can be performed.
     *
     * @throws RefusedException if it was not made here: nobody could tell whether it does what it shows
     */
    public static RecipePlan from(SwitchPlan plan) {
        if (plan instanceof RecipePlan own) {
            return own;
        }
        throw new RefusedException(
                "expected a plan that BlueGreen.plan has made, found a "
                        + plan.getClass().getName(),
                "execute what plan returns, as it is");
    }

    @Override
    public Request request() {
        return request;
    }

    /** The preimage that the plan was made from. */
    public Preimage preimage() {
        return preimage;
    }

    /** The recipe that the plan performs. */
    public Recipe recipe() {
        return recipe;
    }

    /** What of the user's own takes part. */
    public Participants participants() {
        return participants;
    }

    @Override
    public @Nullable Color from() {
        return Verb.of(request).adopts() == null ? recipe.from() : null;
    }

    @Override
    public @Nullable Color to() {
        return recipe.to();
    }

    @Override
    public List<String> requires() {
        return participants.labels();
    }

    @Override
    public List<PlannedStep> steps() {
        List<PlannedStep> read = steps;
        if (read == null) {
            read = recipe.steps().stream().map(Step::planned).toList();
            steps = read;
        }
        return read;
    }

    @Override
    public List<String> notes() {
        return notes;
    }

    @Override
    public @Nullable Cost cost() {
        return PlanCost.of(request, preimage);
    }

    @Override
    public String title() {
        return Verb.of(request).title(request.environment().name(), from(), to());
    }

    @Override
    public String verb() {
        return Verb.of(request).label();
    }

    @Override
    public String strategy() {
        return strategy;
    }

    /** What the point of no return is, in words. */
    private String confirmed() {
        return steps().stream()
                .filter(step -> step.phase() == Phase.BAKE)
                .reduce((earlier, later) -> later)
                .map(last -> last.id() + " is done")
                .orElse("it is confirmed");
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RecipePlan plan
                && request.equals(plan.request)
                && preimage.equals(plan.preimage)
                && participants.equals(plan.participants)
                && notes.equals(plan.notes);
    }

    @Override
    public int hashCode() {
        return Objects.hash(request, preimage, participants, notes);
    }

    /** The title and the numbered steps, the cutover marked by {@code *}, and the notes. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(title());
        List<PlannedStep> steps = steps();
        int widest = steps.stream().mapToInt(step -> step.id().length()).max().orElse(0);
        for (int i = 0; i < steps.size(); i++) {
            PlannedStep step = steps.get(i);
            text.append(String.format(
                    "%n%s%2d. %-" + widest + "s  %s", step.cutover() ? " *" : "  ", i + 1, step.id(), step.sentence()));
        }
        if (!cutover().isEmpty()) {
            text.append(String.format("%n * the cutover: until %s, failure rolls everything back", confirmed()));
        }
        notes.forEach(note -> text.append(String.format("%n note: %s", note)));
        return text.toString();
    }
}
