package dev.verdigris.internal.state;

import dev.verdigris.internal.plan.Verb;
import dev.verdigris.model.Color;
import dev.verdigris.model.InstanceId;
import dev.verdigris.plan.Phase;
import dev.verdigris.report.DeploymentInProgress;
import dev.verdigris.report.PromotedGate;
import dev.verdigris.request.Gate;
import dev.verdigris.request.Policy;
import dev.verdigris.request.Request;
import dev.verdigris.request.Shift;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A deployment in progress, as others see it.
 *
 * @param environment the name of the environment
 * @param id its id
 * @param verb what it is
 * @param hold who holds it
 * @param progress how far it has come
 * @param move between which colors traffic moves
 * @param asked what was asked for
 */
public record InProgress(
        String environment, String id, String verb, Hold hold, Progress progress, Move move, Asked asked)
        implements DeploymentInProgress {

    /**
     * Who holds it.
     *
     * @param holder the name they gave
     * @param held whether they may still be at work
     * @param since when it began
     */
    public record Hold(String holder, boolean held, Instant since) {}

    /**
     * The point to which it has come.
     *
     * @param direction where it is going
     * @param phase the phase that has begun; null if nothing has been changed yet
     * @param reached the last step in the deployment state; null if none is
     * @param cause what went wrong; null if nothing did
     * @param waitingFor the gate that is waited at; null if none is
     * @param promotions the gates that were promoted
     * @param replaced the new instances that were replaced, or may have been
     */
    public record Progress(
            Direction direction,
            @Nullable Phase phase,
            Execution.@Nullable Reached reached,
            @Nullable String cause,
            @Nullable Waiting waitingFor,
            List<PromotedGate> promotions,
            List<InstanceId> replaced) {

        /** The point of one that has no gates. */
        public Progress(
                Direction direction,
                @Nullable Phase phase,
                Execution.@Nullable Reached reached,
                @Nullable String cause) {
            this(direction, phase, reached, cause, null, List.of(), List.of());
        }

        static Progress of(@Nullable Execution execution, List<Gate> gates) {
            return execution == null
                    ? new Progress(Direction.FORWARD, null, null, null)
                    : new Progress(
                            execution.direction(),
                            execution.phase(),
                            execution.reached(),
                            execution.cause() == null ? null : execution.cause().problem(),
                            ReachedGate.of(gates, execution),
                            execution.promoted(),
                            execution.known().replaced());
        }
    }

    /**
     * What was asked for.
     *
     * @param capacity how much it was asked to serve with; null if nothing was named
     * @param shift how requests move
     * @param policy how it behaves where there is a choice
     */
    public record Asked(@Nullable Integer capacity, Shift shift, Policy policy) {

        static Asked of(@Nullable Request request) {
            return request == null
                    ? new Asked(null, Shift.allAtOnce(), Policy.defaults())
                    : new Asked(Verb.of(request).capacity(), Verb.of(request).shift(), request.policy());
        }
    }

    /**
     * Between which colors traffic moves.
     *
     * @param from the color that it leaves; null if it leaves none
     * @param to the color that it goes to; null if it does not move
     */
    public record Move(@Nullable Color from, @Nullable Color to) {}

    @Override
    public @Nullable Integer capacity() {
        return asked.capacity;
    }

    @Override
    public Shift shift() {
        return asked.shift;
    }

    @Override
    public Policy policy() {
        return asked.policy;
    }

    @Override
    public List<InstanceId> replaced() {
        return progress.replaced;
    }

    @Override
    public String holder() {
        return hold.holder;
    }

    @Override
    public boolean held() {
        return hold.held;
    }

    @Override
    public Instant since() {
        return hold.since;
    }

    @Override
    public Direction direction() {
        return progress.direction;
    }

    @Override
    public @Nullable Phase phase() {
        return progress.phase;
    }

    @Override
    public @Nullable String step() {
        return progress.reached == null ? null : progress.reached.step();
    }

    @Override
    public @Nullable Stage stage() {
        return progress.direction == Direction.FORWARD ? ReachedStage.of(shift(), progress.reached) : null;
    }

    @Override
    public @Nullable Waiting waitingFor() {
        return progress.waitingFor;
    }

    @Override
    public List<PromotedGate> promotions() {
        return progress.promotions;
    }

    @Override
    public @Nullable String cause() {
        return progress.cause;
    }

    @Override
    public @Nullable Color from() {
        return move.from;
    }

    @Override
    public @Nullable Color to() {
        return move.to;
    }

    @Override
    public String toString() {
        Phase phase = phase();
        return verb + " " + id + (held() ? " held by " : " left by ") + holder() + " since " + since() + ", "
                + (direction() == Direction.BACK ? "going back" : "going forward") + ", at "
                + (step() != null ? step() : phase != null ? phase.label() : "its beginning")
                + (stage() == null ? "" : " (" + stage() + ")")
                + (waitingFor() == null ? "" : ", " + waitingFor())
                + (cause() == null ? "" : ", because " + cause());
    }
}
