package dev.verdigris.internal.plan;

import dev.verdigris.error.RefusedException;
import dev.verdigris.internal.text.Words;
import dev.verdigris.model.Color;
import dev.verdigris.report.Finding;
import dev.verdigris.request.KeepWarm;
import dev.verdigris.request.Request;
import dev.verdigris.request.RollingRefresh;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks a request before anything is changed: names everything that stands in its way, with the remedy. */
public final class Preflight {
    private final Survey survey;
    private final @Nullable Preimage preimage;

    private Preflight(Request request, Snapshot snapshot, TrafficPreflight strategy, @Nullable Color moved) {
        this.survey = new Survey(request, snapshot, strategy, moved);
        this.preimage = survey();
    }

    /** Checks a request. */
    public static Preflight of(Request request, Snapshot snapshot, TrafficPreflight strategy) {
        return new Preflight(request, snapshot, strategy, null);
    }

    /**
     * The findings about a request: first what stands in the way, then what one should know; empty if there is nothing
     * to say.
     */
    public static List<Finding> findings(Request request, Snapshot snapshot, TrafficPreflight strategy) {
        return of(request, snapshot, strategy).survey.findings();
    }

    /**
     * The preimage of a request that may go ahead.
     *
     * @throws RefusedException naming everything that stands in its way
     */
    public static Preimage preimage(Request request, Snapshot snapshot, TrafficPreflight strategy) {
        return of(request, snapshot, strategy).preimage();
    }

    /**
     * The preimage of a rollback from a color that traffic was moved to, also when none of its targets is left.
     *
     * @throws RefusedException naming everything that stands in its way
     */
    static Preimage preimage(Request request, Snapshot snapshot, TrafficPreflight strategy, Color moved) {
        return new Preflight(request, snapshot, strategy, moved).preimage();
    }

    /**
     * The preimage, if the request may go ahead.
     *
     * @throws RefusedException naming everything that stands in its way
     */
    public Preimage preimage() {
        if (preimage == null || survey.blocked()) {
            throw new RefusedException(survey.blocking());
        }
        return preimage;
    }

    /** The notes: what one should know before the request is carried out. */
    public List<String> notes() {
        return survey.warnings().stream()
                .map(warning -> warning.problem() + "; " + warning.remedy())
                .toList();
    }

    /**
     * Surveys the request; null if it cannot be told which color serves, so that nothing further can be told either.
     */
    private @Nullable Preimage survey() {
        if (!survey.verb.changesFleets()) {
            return selecting();
        }
        List<Finding> unreadable = survey.strategy().unreadable();
        if (!unreadable.isEmpty()) {
            survey.add(unreadable);
            return null;
        }
        survey.verb.premises(survey);
        if (survey.blocked()) {
            return null;
        }
        Preimage.Colors colors = new ColorPreflight(survey).colors();
        for (Color color : Color.values()) {
            group(color).common();
            group(color).warnings();
        }
        UnitPreflight.check(survey);
        if (colors == null) {
            return null;
        }
        RollingRefresh refresh = survey.verb.refresh();
        RefreshBase base = refresh == null ? null : new RefreshPreflight(survey).rolling(refresh, colors.active());
        Preimage observed = preimage(colors, base);
        survey.verb.check(survey, observed.active());
        switch (survey.verb.shape()) {
            case SWITCH -> mayShift(observed);
            case END -> mayEnd(observed);
            case EMPTY -> mayShrink(observed.idle());
            case REFRESH, SELECTION -> {}
        }
        return observed;
    }

    /** Of what no fleet is changed by, nothing else stands in the way: it may be the remedy for that. */
    private Preimage selecting() {
        ReleasePreflight.check(survey);
        Color serves = survey.snapshot.shouldServe();
        Color recorded = survey.snapshot.recordedColor();
        return preimage(
                Preimage.Colors.usual(serves, recorded != null ? recorded : serves != null ? serves : Color.BLUE),
                null);
    }

    /** Whose size is counted: that of the fleet that comes, or of the one that stays. */
    private Color unitOf(Preimage.Colors colors) {
        return survey.verb.refresh() != null && colors.active() != null ? colors.active() : colors.next();
    }

    private GroupPreflight group(Color color) {
        return new GroupPreflight(survey, color);
    }

    private Preimage preimage(Preimage.Colors colors, @Nullable RefreshBase base) {
        Color idle = (colors.active() != null ? colors.active() : colors.recorded()).other();
        return new Preimage(
                survey.snapshot.blue().size(),
                survey.snapshot.green().size(),
                survey.fleet(idle).populated(),
                idleMin(idle),
                colors,
                survey.snapshot.traffic().route(),
                new Preimage.Known(
                        colors.active() == null ? untilShutdown() : served(idle),
                        released(colors.active()),
                        base,
                        WatchedAlarms.redBefore(
                                survey.verb.bake(), survey.environment, colors.next(), survey.snapshot)),
                survey.fleet(unitOf(colors)).unit());
    }

    private @Nullable Released released(@Nullable Color active) {
        Selection selection = survey.snapshot.selection();
        return selection == null ? null : selection.released(active);
    }

    private @Nullable Served untilShutdown() {
        return survey.shutDown() ? survey.snapshot.served() : null;
    }

    /**
     * What a fleet that served before did so with: what is in the deployment state, else the size that it is kept warm
     * at.
     */
    private @Nullable Served served(Color idle) {
        Served served = survey.snapshot.served();
        if (served != null && served.color() == idle) {
            return new Served(idle, served.capacity());
        }
        KeptWarm warm = survey.snapshot.keptWarm();
        int desired = survey.fleet(idle).size().desired();
        return warm != null && warm.color() == idle && desired > 0 ? new Served(idle, desired) : null;
    }

    /**
     * The minimum of the idle role: in the deployment state while the idle fleet is kept warm, else that fleet's own.
     */
    private int idleMin(Color idle) {
        KeptWarm warm = survey.snapshot.keptWarm();
        return warm != null && warm.color() == idle
                ? warm.idleMin()
                : survey.fleet(idle).size().min();
    }

    private void mayShift(Preimage observed) {
        Terms terms = Terms.of(survey.request, observed);
        Color from = terms.from();
        new RefreshPreflight(survey).undisturbed(terms);
        CapacityPreflight.check(survey, terms);
        ReleasePreflight.check(survey, terms);
        StagePreflight.check(survey, terms);
        AlarmPreflight.check(survey, terms);
        if (survey.verb.starts()) {
            starts(terms);
        }
        if (terms.recycles()) {
            group(terms.to()).ends();
        }
        if (from != null) {
            leaves(from);
        }
        survey.add(survey.strategy().shift(terms, survey.verb.starts()));
    }

    private void starts(Terms terms) {
        group(terms.to()).starts();
        HookPreflight.check(survey, terms);
        if (terms.leavingColor() != null) {
            group(terms.leavingColor()).idleNext();
        }
    }

    /** A rollback is not refused for what may be left behind: it is wanted now. */
    private void leaves(Color from) {
        if (!(survey.request.policy().keepWarm() instanceof KeepWarm.None)) {
            return;
        }
        if (survey.verb.goesBack()) {
            group(from).elsewhere();
        } else {
            group(from).unpooled();
            group(from).ends();
        }
    }

    private void mayEnd(Preimage observed) {
        Color from = observed.active();
        if (from == null) {
            return;
        }
        Terms terms = Terms.of(survey.request, observed);
        group(from).unpooled();
        group(from).ends();
        if (terms.recycles()) {
            group(terms.to()).unpooled();
            group(terms.to()).ends();
        }
        survey.add(survey.strategy().shift(terms, false));
    }

    private void mayShrink(Color idle) {
        group(idle).unpooled();
        group(idle).ends();
        int draining = survey.traffic.side(idle).draining().size();
        if (draining > 0) {
            survey.find(
                    "expected the idle fleet " + survey.environment.group(idle) + " to be out of traffic, found "
                            + draining + " of its instances still draining",
                    "wait " + Words.duration(survey.snapshot.traffic().route().drain()) + " and try again");
        }
    }
}
