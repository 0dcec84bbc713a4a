package dev.verdigris.internal.engine;

import dev.verdigris.error.RefusedException;
import dev.verdigris.internal.plan.Participant;
import dev.verdigris.internal.plan.Participant.Kind;
import dev.verdigris.internal.state.CurrentDeployment;
import dev.verdigris.internal.state.Execution;
import dev.verdigris.internal.step.Step;
import dev.verdigris.internal.world.Registered;
import dev.verdigris.report.DeploymentInProgress.Direction;
import dev.verdigris.report.Finding;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What must be registered to go on with a deployment that has hooks: forward, all that may still be called, also to be
 * undone; back, those that may have begun. Where a hook cannot be had any more, an operator may go back, or finalize,
 * without it, for a reason.
 */
record RequiredHooks(Registered registered, @Nullable String forced) {
    private static final String REMEDY =
            "register it on the builder, or on the command line by the --hook that it was given by";

    /** Refuses to go on in the direction that is in the deployment state. */
    void require(CurrentDeployment current) {
        Execution execution = current.execution();
        if (execution == null) {
            return;
        }
        if (execution.direction() == Direction.BACK) {
            requireUndoing(current);
        } else {
            refuse(
                    missing(current.participants()
                            .from(execution.phase())
                            .only(Kind.HOOK)
                            .all()),
                    execution.phase().reversible() ? "; or abort it without" : without("resume"),
                    !execution.phase().reversible());
        }
    }

    /** Refuses to go back. */
    void requireUndoing(CurrentDeployment current) {
        Execution execution = current.execution();
        if (execution != null
                && current.request() != null
                && !current.participants().of(Kind.HOOK).isEmpty()) {
            List<Step> steps = Deployments.begun(current).recipe().steps();
            List<String> begun = steps.subList(0, Start.of(execution, steps).begun()).stream()
                    .filter(Step::reversible)
                    .map(step -> step.planned().id())
                    .toList();
            refuse(
                    missing(current.participants().only(Kind.HOOK).all().stream()
                            .filter(hook -> begun.contains(hook.label()))
                            .toList()),
                    without("abort"),
                    true);
        }
    }

    private static String without(String verb) {
        return "; or " + verb + " without it, by Recovery.withForce or --force with --reason";
    }

    private List<Participant> missing(List<Participant> hooks) {
        return hooks.stream().filter(hook -> !registered.has(hook)).toList();
    }

    private void refuse(List<Participant> missing, String without, boolean may) {
        if (!missing.isEmpty() && (forced == null || !may)) {
            throw new RefusedException(missing.stream()
                    .map(hook -> new Finding(
                            "expected hook '" + hook.name() + "' to be registered, found "
                                    + registered.participants().of(Kind.HOOK),
                            REMEDY + without))
                    .toList());
        }
    }
}
