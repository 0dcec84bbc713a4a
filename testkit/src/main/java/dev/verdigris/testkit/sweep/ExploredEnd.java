package dev.verdigris.testkit.sweep;

import dev.verdigris.Status;
import dev.verdigris.error.VerdigrisException;
import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import dev.verdigris.request.Deployment;
import dev.verdigris.request.Policy;
import dev.verdigris.request.Start;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Looks at the end of an exploration, when the world has come to rest. */
final class ExploredEnd {
    private final ProcessRunner runner;
    private final Environment environment;
    private final EndState before;
    private final Incidents incidents;
    private final boolean refused;
    private final boolean selects;
    private final List<String> problems = new ArrayList<>();
    /** What the next process is told; read once. */
    private @Nullable Status told;

    /**
     * @param runner where it was played
     * @param before how it was when all began
     * @param incidents what has happened meanwhile
     * @param refused whether the account has it that a deployment must be refused
     * @param selects whether releases are selected
     */
    ExploredEnd(ProcessRunner runner, EndState before, Incidents incidents, boolean refused, boolean selects) {
        this.runner = runner;
        this.environment = runner.environment();
        this.before = before;
        this.incidents = incidents;
        this.refused = refused;
        this.selects = selects;
    }

    /**
     * What is not as it must be; empty if all is.
     *
     * @param deployment makes the next deployment
     * @param policy the policy of a start
     */
    List<String> problems(Supplier<Deployment> deployment, Policy policy) {
        problems.addAll(runner.violations());
        problems.addAll(runner.hooksAstray());
        look(deployment, policy);
        return problems;
    }

    private void look(Supplier<Deployment> deployment, Policy policy) {
        if (incidents.harmless() && !startedByOthers()) {
            boolean recorded =
                    incidents.moves().stream().anyMatch(move -> move.move().directs());
            problems.addAll(FollowerRules.astray(runner.cloud(), environment, recorded));
        }
        EndState end = EndState.of(runner.cloud(), environment, runner.inProgress());
        Color serving = end.serving();
        if (end.inProgress()) {
            problems.add(
                    Invariant.NOTHING_LEFT_BEHIND.broken("something is still in progress in the deployment state"));
        }
        String refreshing =
                end.inProgress() ? null : ExploredRefresh.left(runner.cloud(), environment, incidents.moves());
        if (refreshing != null) {
            problems.add(refreshing);
        }
        if (serving == null) {
            // Where chance terminates every registered instance, Auto Scaling's replacements wait for the next
            // deployment.
            if (incidents.harmless() && before.serving() != null) {
                nobodyServes(end, policy);
            }
            return;
        }
        if (selects && incidents.harmless() && toldWhatServes()) {
            problems.addAll(ReleaseRules.ahead(runner.cloud(), environment, incidents.moves()));
        }
        if (!serving.label().equals(end.recorded())) {
            problems.add(Invariant.TRUTH.broken("recorded is " + end.recorded() + " while traffic reaches " + serving));
        }
        if (before.attached() && !end.attached()) {
            problems.add(Invariant.NOTHING_LEFT_BEHIND.broken(EndState.DETACHED));
        }
        if (!end.complete() && incidents.harmless()) {
            problems.add(Invariant.NOTHING_LEFT_BEHIND.broken("the serving fleet is not complete"));
        }
        if (!startedByOthers()) {
            min("serving", before.size(Color.BLUE).min(), end.size(serving).min());
        }
        if (incidents.harmless() && runner.lost() > 0) {
            problems.add(Invariant.NO_LOST_REQUEST.broken(
                    runner.lost() + " were lost of " + runner.cloud().traffic()));
        }
        if (!refused) {
            next(serving, deployment.get());
        }
    }

    /** Nobody serves only where that was asked for; then nothing runs unless somebody starts it, and what served can be started. */
    private void nobodyServes(EndState end, Policy policy) {
        if (!told().shutDown()) {
            problems.add(Invariant.NOTHING_LEFT_BEHIND.broken("not one color serves"));
        } else if (incidents.moves().stream().noneMatch(move -> move.move().resizes())) {
            nothingRuns(end, policy);
        }
    }

    private void nothingRuns(EndState end, Policy policy) {
        for (Color color : Color.values()) {
            if (end.size(color).min() > 0 || end.size(color).desired() > 0) {
                problems.add(Invariant.NOTHING_LEFT_BEHIND.broken(color + " is not at zero: " + end.size(color)));
            }
        }
        if (refused) {
            return;
        }
        try {
            runner.facade("next").plan(Start.of(environment).withPolicy(policy));
        } catch (VerdigrisException e) {
            problems.add(Invariant.NOTHING_LEFT_BEHIND.broken("a start is refused: " + e.getMessage()));
        }
    }

    /**
     * Whether it is known which release serves. A rollback to what is left of a deployment that was rolled back, where members
     * could not be ended, does not know it, leaves selected what is, and says so in its plan.
     */
    private boolean toldWhatServes() {
        return told().release() != null;
    }

    /** Where each color has a target group, whoever scales a fleet out has it serve that is shut down, and as small. */
    private boolean startedByOthers() {
        return environment.traffic().targetGroups().size() > 1 && told().shutDown();
    }

    private Status told() {
        Status status = told != null ? told : runner.facade("next").status(environment);
        told = status;
        return status;
    }

    /** Nothing stands in the way of the next deployment, which finds the idle role's minimum as it was. */
    private void next(Color serving, Deployment deployment) {
        try {
            runner.facade("next").plan(deployment);
            min("idle", 0, told().side(serving.other()).roleMin());
        } catch (VerdigrisException e) {
            problems.add(Invariant.NOTHING_LEFT_BEHIND.broken("the next deployment is refused: " + e.getMessage()));
        }
    }

    /** A minimum is that of its role, or what somebody has set it to. */
    private void min(String role, int expected, int found) {
        if (found != expected && !incidents.set(found)) {
            problems.add(Invariant.NOTHING_LEFT_BEHIND.broken(
                    "the " + role + " role has minimum " + found + " instead of " + expected));
        }
    }
}
