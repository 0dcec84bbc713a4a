package dev.verdigris.internal.engine;

import dev.verdigris.error.RefusedException;
import dev.verdigris.internal.plan.Participant;
import dev.verdigris.internal.plan.Participant.Kind;
import dev.verdigris.internal.plan.Participants;
import dev.verdigris.internal.plan.Verb;
import dev.verdigris.internal.state.CurrentDeployment;
import dev.verdigris.internal.state.DeploymentState;
import dev.verdigris.internal.step.RecipePlan;
import dev.verdigris.internal.world.Followers;
import dev.verdigris.internal.world.Registered;
import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import dev.verdigris.report.Finding;
import dev.verdigris.request.Request;
import java.util.ArrayList;
import java.util.List;

/** What followers have to do with a request before it begins: who must be registered, and who would be in its way. */
final class Following {
    /** What to do about a follower that is not registered. */
    static final String REMEDY =
            "register it on the builder, or on the command line by the --follower that it was given by";

    private final Registered registered;

    Following(Registered registered) {
        this.registered = registered;
    }

    /** The names of those that are registered here. */
    List<String> names() {
        return registered.participants().of(Kind.FOLLOWER);
    }

    /** What of the user's own takes part in a request. */
    Participants participants(Request request) {
        Verb verb = Verb.of(request);
        Participants all = registered.participants().hooked(verb);
        return verb.followed() ? all : all.without(Kind.FOLLOWER);
    }

    /**
     * Refuses a request whose followers, by the deployment state, are not all registered here.
     *
     * @throws RefusedException naming them
     */
    void require(Request request, DeploymentState state) {
        if (Verb.of(request).followed() && Verb.of(request).forced() == null) {
            require(request.environment(), state.followerNames());
        }
    }

    /**
     * Refuses a rollback that would take over from a deployment whose followers are not all registered here.
     *
     * @throws RefusedException naming them
     */
    void require(Request rollback, CurrentDeployment current) {
        if (Verb.of(rollback).forced() == null) {
            require(current);
        }
    }

    /**
     * Refuses to go on with a deployment whose followers are not all registered here, since every way on tells or asks them.
     *
     * @throws RefusedException naming them
     */
    void require(CurrentDeployment current) {
        require(current.environment(), current.participants().of(Kind.FOLLOWER));
    }

    private void require(Environment environment, List<String> names) {
        List<Finding> missing = new ArrayList<>();
        for (String name : names) {
            if (!registered.has(new Participant(Kind.FOLLOWER, name))) {
                missing.add(new Finding(
                        "expected follower '" + name + "' of " + environment.name() + " to be registered, found "
                                + names(),
                        REMEDY));
            }
        }
        if (!missing.isEmpty()) {
            throw new RefusedException(missing);
        }
    }

    /**
     * Refuses to clean up what a follower uses, or does not say that it does not; one that only wants to be asked for longer
     * is, before the fleet shrinks.
     *
     * @throws RefusedException naming it
     */
    void requireUnused(RecipePlan plan) {
        Color idle = plan.preimage().idle();
        if (Verb.of(plan.request()).shape() != Verb.Shape.EMPTY
                || plan.preimage().size(idle).desired() == 0) {
            return;
        }
        Environment environment = plan.request().environment();
        Followers.User user = new Followers(environment, registered.only(plan.participants())).user(idle);
        if (user != null && !user.unconfirmed()) {
            throw new RefusedException(user.problem(idle), user.remedy(idle));
        }
    }

    /**
     * The deployment state once a request begins: it knows whoever follows from then on. Where nobody is asked by force, those
     * that are not registered here are forgotten.
     */
    DeploymentState begins(RecipePlan plan, DeploymentState state) {
        if (Verb.of(plan.request()).forgets()) {
            return state.followedOnlyBy(names());
        }
        return state.followedBy(plan.participants().of(Kind.FOLLOWER));
    }

    /** The deployment state once a deployment has succeeded: those that take part have confirmed where traffic is. */
    static DeploymentState succeeded(RecipePlan plan, DeploymentState state) {
        Verb verb = Verb.of(plan.request());
        return verb.movesTraffic()
                ? state.confirmed(plan.participants().of(Kind.FOLLOWER), verb.switches() ? plan.to() : null)
                : state;
    }

    /**
     * The deployment state once a deployment has ended otherwise.
     *
     * @param told the followers that were told of it, and that traffic went back
     * @param back whether all of them have confirmed that
     */
    static DeploymentState ended(RecipePlan plan, DeploymentState state, List<String> told, boolean back) {
        return back ? state.confirmed(told, plan.from()) : state.unconfirmed(told);
    }
}
