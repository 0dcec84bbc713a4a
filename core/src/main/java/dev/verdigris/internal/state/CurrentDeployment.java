package dev.verdigris.internal.state;

import dev.verdigris.internal.plan.Participants;
import dev.verdigris.internal.plan.Released;
import dev.verdigris.internal.plan.Verb;
import dev.verdigris.model.Environment;
import dev.verdigris.report.DeploymentInProgress;
import dev.verdigris.report.DeploymentInProgress.Direction;
import dev.verdigris.report.PromotedGate;
import dev.verdigris.request.Adoption;
import dev.verdigris.request.Gate;
import dev.verdigris.request.KeepWarm;
import dev.verdigris.request.Request;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A deployment in progress.
 *
 * @param id its id
 * @param environment the environment, with its groups
 * @param request what was asked for; null for a reconcile, which has no plan
 * @param participants what of the user's own takes part
 * @param since when it began, by the clock of whoever began it
 * @param holding who holds the deployment state
 * @param supersedes the deployment that it took over from while that was being finalized; null if it took over from
 *     none
 * @param execution how far it may have come; null if nothing has been changed
 */
public record CurrentDeployment(
        String id,
        Environment environment,
        @Nullable Request request,
        Participants participants,
        Instant since,
        Holding holding,
        @Nullable Superseded supersedes,
        @Nullable Execution execution) {

    /**
     * A deployment that was taken over from while it was being finalized.
     *
     * @param id its id
     * @param grace how late a change of its holder's may still arrive; zero if it has ended by itself
     * @param ends whether one of these may end instances of the color that it is rolled back to
     */
    public record Superseded(String id, Duration grace, boolean ends) {

        /**
         * The deployment that is taken over from, as it was found. Its holder sends a change at most a call's time-out
         * after it has asked whether it may, and that may take as long to arrive.
         */
        public static Superseded of(CurrentDeployment found) {
            Holding holding = found.holding();
            boolean ends = found.request() != null && found.request().policy().keepWarm() instanceof KeepWarm.None;
            return new Superseded(
                    found.id(), holding.left() ? Duration.ZERO : holding.grace().multipliedBy(2), ends);
        }
    }

    /** A deployment that took over from none. */
    public CurrentDeployment(
            String id,
            Environment environment,
            @Nullable Request request,
            Participants participants,
            Instant since,
            Holding holding,
            @Nullable Execution execution) {
        this(id, environment, request, participants, since, holding, null, execution);
    }

    CurrentDeployment with(Holding holding) {
        return new CurrentDeployment(id, environment, request, participants, since, holding, supersedes, execution);
    }

    /** This deployment, come that far. */
    public CurrentDeployment with(Execution execution) {
        return new CurrentDeployment(id, environment, request, participants, since, holding, supersedes, execution);
    }

    /** This deployment with less of the cause; null if there is hardly any. */
    @Nullable
    CurrentDeployment shorter() {
        Execution shorter = execution == null ? null : execution.shorter();
        return shorter == null ? null : with(shorter);
    }

    /**
     * Whether a rollback may take over from it at any moment: it is past its point of no return, and has a color to go
     * back to.
     */
    public boolean finalizing() {
        return request != null
                && Verb.of(request).switches()
                && execution != null
                && execution.direction() == Direction.FORWARD
                && !execution.phase().reversible()
                && Verb.of(request).from(execution.preimage()) != null;
    }

    /** Whether it is a deployment of a new version that a rollback may take over from while it still runs. */
    public boolean renewing() {
        return finalizing() && request != null && Verb.of(request).renews();
    }

    /** Whether it may have changed the size of a fleet, or a bound of it. */
    boolean resizes() {
        return request != null && Verb.of(request).resizes();
    }

    /** The sizes that a reconcile restores; null if none, since it knows nothing of a group that only stands in for a color. */
    @Nullable
    OriginalSizes originals() {
        return execution == null || adoption() != null ? null : OriginalSizes.of(id, execution.preimage());
    }

    /** What is to be restored by hand of a group that was being adopted; empty if none was. */
    String adopted() {
        Adoption adoption = adoption();
        return execution == null || adoption == null
                ? ""
                : "; " + adoption.fromGroup() + " had min "
                        + execution.preimage().size(adoption.to().other()).min() + ", "
                        + environment.group(adoption.to()) + " min "
                        + execution.preimage().size(adoption.to()).min();
    }

    private @Nullable Adoption adoption() {
        return request == null ? null : Verb.of(request).adopts();
    }

    /** Whether it took over from that deployment. */
    boolean tookOverFrom(String other) {
        return supersedes != null && supersedes.id().equals(other);
    }

    /** The verb of the deployment, in a word. */
    String verb() {
        return request == null ? "reconcile" : Verb.of(request).label();
    }

    /** The deployment as others see it. */
    public DeploymentInProgress shown() {
        return new InProgress(
                environment.name(),
                id,
                verb(),
                new InProgress.Hold(holding.holder(), !holding.left(), since),
                InProgress.Progress.of(execution, gates()),
                move(),
                InProgress.Asked.of(request));
    }

    /** What is known of releases if nobody can say how it has ended; null if nobody has asked for any. */
    @Nullable
    Released unresolved() {
        Released released = execution == null ? null : execution.preimage().released();
        return execution == null || released == null
                ? null
                : released.deployed(execution.preimage().colors().next(), null);
    }

    /** The release that new instances were to boot with; null if none was. */
    @Nullable
    String release() {
        return request == null || execution == null ? null : Verb.of(request).release(execution.preimage());
    }

    /** The gate at which it waits to be promoted; null if it waits at none. */
    public @Nullable ReachedGate waitingFor() {
        return ReachedGate.of(gates(), execution);
    }

    /** The gates at which it stops. */
    List<Gate> gates() {
        return request == null ? List.of() : Verb.of(request).gates();
    }

    /** The gates that were promoted. */
    List<PromotedGate> promoted() {
        return execution == null ? List.of() : execution.promoted();
    }

    private InProgress.Move move() {
        if (request == null || execution == null) {
            return new InProgress.Move(null, null);
        }
        Verb verb = Verb.of(request);
        return new InProgress.Move(verb.from(execution.preimage()), verb.to(execution.preimage()));
    }
}
