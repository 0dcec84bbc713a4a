package dev.verdigris.plan;

import dev.verdigris.model.Color;
import dev.verdigris.request.Request;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The immutable steps from what was observed to what is wanted. Get one from {@code BlueGreen.plan}, print it, and hand
 * it to {@code BlueGreen.execute}, which performs these steps and no others: it takes no plan that anything else has
 * made.
 *
 * <p>Printed, it reads as numbered sentences: the title, the steps with those of the cutover marked by {@code *}, and
 * the notes. Two plans are equal if they were made for the same request from the same world, and require the same.
 *
 * <p>Facts may be added to it in a later version. Whoever implements it, to try what only reads plans, has to add them
 * then.
 */
public interface SwitchPlan {

    /** The request that the plan was made for. */
    Request request();

    /** The title of the plan: what it does, in one line. */
    String title();

    /**
     * The verb in a word, as it is in the deployment state and in the history: {@code deploy}, {@code adopt}, {@code rollback},
     * {@code cleanup}, {@code select}, {@code refresh}, {@code shutdown} or {@code start}. A stable string.
     */
    String verb();

    /**
     * The traffic strategy of the environment: {@code registration}, {@code attachment} or {@code forwarding}. A stable
     * string.
     */
    String strategy();

    /** The color that traffic leaves, or whose fleet is scaled to zero; null on a first deployment. */
    @Nullable
    Color from();

    /** The color that traffic goes to; null if traffic does not move. */
    @Nullable
    Color to();

    /**
     * The requirements that must be registered with the {@code BlueGreen} that performs the plan, by kind and name:
     * {@code check:smoke}. Empty if nothing is.
     */
    List<String> requires();

    /** The steps, in order; at least one. */
    List<PlannedStep> steps();

    /** The facts that whoever approves the plan should know, in words; empty if there are none. */
    List<String> notes();

    /** What the plan costs in the hours of instances, as an estimate; null if it starts no fleet beside another one. */
    default @Nullable Cost cost() {
        return null;
    }

    /** The steps that move traffic; empty if none does. */
    default List<PlannedStep> cutover() {
        return steps().stream().filter(PlannedStep::cutover).toList();
    }
}
