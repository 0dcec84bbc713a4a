package dev.verdigris.rollout;

import dev.verdigris.error.BusyException;
import dev.verdigris.error.RefusedException;
import dev.verdigris.error.VerdigrisException;
import dev.verdigris.outcome.Outcome;
import dev.verdigris.report.DeploymentInProgress;
import dev.verdigris.request.Recovery;
import dev.verdigris.request.Rollback;
import dev.verdigris.rollout.RolloutResult.OfEnvironment;
import dev.verdigris.rollout.RolloutResult.Standing;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One environment of a running rollout: what is done to it, by what it says itself. Of one thread at a time. */
final class Site {
    /** What is done at the same time by somebody else is looked at again, so many times. */
    private static final int LOOKS = 3;

    private final Rollout rollout;
    private final Wave wave;
    private final Member member;
    private final RolloutOptions options;

    private volatile OfEnvironment result;
    private volatile @Nullable Sighting seen;
    private volatile boolean tried;

    Site(Rollout rollout, Wave wave, Member member, RolloutOptions options) {
        this.rollout = rollout;
        this.wave = wave;
        this.member = member;
        this.options = options;
        this.result = result(Standing.NOT_BEGUN, null, null, null);
    }

    /** What became of it so far. */
    OfEnvironment result() {
        return result;
    }

    Standing standing() {
        return result.standing();
    }

    /** What it said when it was looked at last; null if it could not be read. */
    @Nullable
    Sighting seen() {
        return seen;
    }

    /** Looks at it. What cannot be read now is read again when it is its turn. */
    void look() {
        try {
            see();
        } catch (VerdigrisException e) {
            seen = null;
        }
    }

    /**
     * Looks at it.
     *
     * @throws VerdigrisException if it cannot be read
     */
    Sighting see() {
        Sighting now = Sighting.of(member, rollout.id());
        seen = now;
        Standing standing = standing(now);
        boolean refused = standing == Standing.NOT_BEGUN && result.standing() == Standing.FAILED;
        if (standing != result.standing() && !refused) {
            result = result(standing, now.deployment(), null, now.why());
        }
        return now;
    }

    private Standing standing(Sighting now) {
        if (now.waits()) {
            return Standing.PAUSED;
        }
        boolean anew = options.again()
                && !tried
                && (now.standing() == Standing.FAILED || now.standing() == Standing.WENT_BACK);
        return anew ? Standing.NOT_BEGUN : now.standing();
    }

    /** Whether there is something to do, going forward. */
    boolean due() {
        return seen == null || standing() == Standing.NOT_BEGUN || open();
    }

    /** Whether the rollout has left something in progress there. */
    boolean open() {
        Sighting now = seen;
        return now != null && now.open() != null;
    }

    /** Whether the rollout has left nothing there, going back: neither what it has deployed nor anything in progress. */
    boolean asBefore() {
        Sighting now = seen;
        return switch (standing()) {
            case NOT_BEGUN, WENT_BACK -> true;
            case FAILED -> now != null && now.open() == null && !now.serves() && !dirty();
            case SUCCEEDED, PAUSED, IN_PROGRESS -> false;
        };
    }

    private boolean dirty() {
        return result.outcome() instanceof Outcome.FailedDirty;
    }

    /** Deploys it, or resumes what is in progress. */
    void forward() {
        perform(Standing.SUCCEEDED, this::forward);
    }

    private @Nullable Outcome forward(Sighting now) {
        if (now.open() != null) {
            return member.blueGreen().resume(recovery());
        }
        if (standing(now) != Standing.NOT_BEGUN) {
            return null;
        }
        tried = true;
        return member.blueGreen().deploy(member.deployment().withId(now.next()));
    }

    /**
     * Rolls it back, if what the rollout has deployed serves there. What is in progress is resumed first; but what waits at a
     * gate is aborted.
     */
    void back() {
        perform(Standing.WENT_BACK, this::back);
        if (standing() == Standing.SUCCEEDED) {
            perform(Standing.WENT_BACK, this::back);
        }
    }

    private @Nullable Outcome back(Sighting now) {
        if (now.waits()) {
            return member.blueGreen().abort(recovery());
        }
        if (now.open() != null) {
            return member.blueGreen().resume(recovery());
        }
        return now.serves() ? member.blueGreen().rollback(rollback(now)) : null;
    }

    private Rollback rollback(Sighting now) {
        return Rollback.of(member.environment())
                .withId(now.next())
                .withPolicy(member.deployment().policy());
    }

    private Recovery recovery() {
        return Recovery.of(member.environment()).withTakeOver(options.takeOver());
    }

    /**
     * Does something, by what it says.
     *
     * @param fresh how it stands once something new has succeeded
     */
    private void perform(Standing fresh, Function<Sighting, @Nullable Outcome> verb) {
        for (int look = 1; ; look++) {
            Sighting before = null;
            try {
                before = see();
                Outcome outcome = verb.apply(before);
                if (outcome != null) {
                    ended(outcome, before.open() == null ? fresh : resumed(before.open()));
                }
                return;
            } catch (VerdigrisException e) {
                if (look == LOOKS || before == null || !(e instanceof RefusedException) || !moved(before)) {
                    refused(e);
                    return;
                }
            }
        }
    }

    /** Whether somebody else has done something there meanwhile, so that it is to be decided anew. */
    private boolean moved(Sighting before) {
        look();
        Sighting now = seen;
        return now != null
                && (now.standing() != before.standing() || !now.next().equals(before.next()));
    }

    private static Standing resumed(DeploymentInProgress open) {
        return open.verb().equals(Sighting.ROLLBACK) ? Standing.WENT_BACK : Standing.SUCCEEDED;
    }

    private void ended(Outcome outcome, Standing success) {
        Outcome.Fold<OfEnvironment> fold = outcome.fold();
        String deployment = outcome.report().deployment();
        result = fold.succeeded(done -> result(success, deployment, done, null))
                .paused(paused -> result(Standing.PAUSED, deployment, paused, paused.toString()))
                .interrupted(left -> result(Standing.IN_PROGRESS, deployment, left, left.toString()))
                .orElse(failed -> result(Standing.FAILED, deployment, failed, failed.toString()));
    }

    private void refused(VerdigrisException e) {
        Sighting now = seen;
        boolean ours = e instanceof BusyException && now != null && now.open() != null;
        result = result(
                ours ? Standing.IN_PROGRESS : Standing.FAILED,
                now == null ? null : now.deployment(),
                null,
                e.getMessage());
    }

    private OfEnvironment result(
            Standing standing, @Nullable String deployment, @Nullable Outcome outcome, @Nullable String problem) {
        return new Results.OneEnvironment(wave.name(), member.name(), standing, deployment, outcome, problem);
    }
}
