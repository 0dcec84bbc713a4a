package dev.verdigris.plan;

import dev.verdigris.model.Color;
import dev.verdigris.request.Request;
import dev.verdigris.request.Rollback;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The immutable steps from what was observed to what is wanted. It is computed, never written by hand: get one from
 * {@code BlueGreen.plan}. Printed, it reads as numbered sentences.
 *
 * @param request what was asked for
 * @param preimage what it was made from
 * @param from the color that traffic leaves, or whose fleet is scaled to zero; null on a first deployment
 * @param to the color that traffic goes to; null if traffic does not move
 * @param checks the names of the checks that must pass before the cutover
 * @param steps the steps, in order
 * @param notes what is to be known before it is carried out, in words
 */
public record SwitchPlan(
        Request request,
        Preimage preimage,
        @Nullable Color from,
        @Nullable Color to,
        List<String> checks,
        List<PlannedStep> steps,
        List<String> notes) {

    /** Copies the lists. */
    public SwitchPlan {
        checks = List.copyOf(checks);
        steps = List.copyOf(steps);
        notes = List.copyOf(notes);
    }

    /** A plan of which nothing is to be known but its steps. */
    public SwitchPlan(
            Request request,
            Preimage preimage,
            @Nullable Color from,
            @Nullable Color to,
            List<String> checks,
            List<PlannedStep> steps) {
        this(request, preimage, from, to, checks, steps, List.of());
    }

    /** The steps that move traffic; empty if none does. */
    public List<PlannedStep> cutover() {
        return steps.stream().filter(PlannedStep::cutover).toList();
    }

    /** What the plan does, in one line. */
    public String title() {
        String name = request.environment().name();
        if (to == null) {
            return "Clean up " + name + ": scale the " + from + " fleet to zero";
        }
        String verb = request instanceof Rollback ? "Roll back " : "Deploy ";
        return verb + name + ": " + (from == null ? "first deployment, to " : from + " → ") + to;
    }

    /** The title and the numbered steps, the cutover marked by {@code *}, and the notes. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(title());
        int widest = steps.stream().mapToInt(step -> step.id().length()).max().orElse(0);
        for (int i = 0; i < steps.size(); i++) {
            PlannedStep step = steps.get(i);
            text.append(String.format(
                    "%n%s%2d. %-" + widest + "s  %s", step.cutover() ? " *" : "  ", i + 1, step.id(), step.sentence()));
        }
        if (!cutover().isEmpty()) {
            text.append(String.format("%n * the cutover: until it is confirmed, failure rolls everything back"));
        }
        notes.forEach(note -> text.append(String.format("%n note: %s", note)));
        return text.toString();
    }
}
