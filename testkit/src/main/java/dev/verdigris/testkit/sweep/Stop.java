package dev.verdigris.testkit.sweep;

import dev.verdigris.error.PortException;
import dev.verdigris.testkit.Call;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Does to a process what a case says, where it says so. */
final class Stop implements Stage.Disturbance {
    private final Stage stage;
    private final int at;
    private final Way way;
    private final @Nullable Cure meanwhile;
    private final @Nullable Motion motion;
    private final int read;
    private boolean resolvedMeanwhile;

    /**
     * @param at at which change, or after which call if the process is paused
     * @param meanwhile how it is resolved while the process is paused; null if it is not
     * @param motion what the world does; null if nothing
     * @param read after which read it does so
     */
    Stop(Stage stage, int at, Way way, @Nullable Cure meanwhile, @Nullable Motion motion, int read) {
        this.stage = stage;
        this.at = at;
        this.way = way;
        this.meanwhile = meanwhile;
        this.motion = motion;
        this.read = read;
    }

    /** A process that is stopped in a world that does not move. */
    Stop(Stage stage, int at, Way way) {
        this(stage, at, way, null, null, 0);
    }

    /** Whether somebody has resolved it while the process was paused. */
    boolean resolvedMeanwhile() {
        return resolvedMeanwhile;
    }

    @Override
    public void before(Stage.Actor actor, Call call) {
        if (actor.changes != at) {
            return;
        }
        switch (way) {
            case KILLED_BEFORE -> stage.kill(way.name(), call);
            case KILLED_IN_FLIGHT -> {
                if (!Invariants.changesTheWorld(call)) {
                    stage.kill(way.name(), call);
                }
            }
            case LATE -> {
                if (!Invariants.changesTheWorld(call)) {
                    PortException timedOut = new PortException.Unavailable(call.operation(), "timed out", null);
                    stage.fail(way.name(), call, timedOut);
                }
            }
            case THROTTLED ->
                stage.fail(way.name(), call, new PortException.Throttled(call.operation(), "Rate exceeded", null));
            case DENIED ->
                stage.fail(way.name(), call, new PortException.Denied(call.operation(), "not authorized", null));
            default -> {}
        }
    }

    /** A write of the deployment state that is late is refused then: it compares and sets. */
    @Override
    public @Nullable Duration late(Stage.Actor actor, Call call) {
        boolean late = way == Way.LATE || way == Way.KILLED_IN_FLIGHT;
        if (!late || actor.changes != at || !Invariants.changesTheWorld(call)) {
            return null;
        }
        stage.tell(way + " at " + call);
        actor.doomed = way == Way.KILLED_IN_FLIGHT;
        return Stage.LATENESS;
    }

    @Override
    public void after(Stage.Actor actor, Call call) {
        if (motion != null && !call.isChange() && actor.reads == read) {
            stage.tell("the world: " + motion);
            motion.happen(stage.cloud(), stage.environment());
        }
        if (way == Way.PAUSED
                && actor.calls == at
                && meanwhile != null
                && stage.inProgress()
                && !stage.underWay(call)) {
            stage.tell(actor.name + " stands still after " + call);
            Ending resolved = stage.run("meanwhile", null, on -> meanwhile.on(on, stage.environment()));
            resolvedMeanwhile = !(resolved instanceof Ending.Refused);
        }
        if (call.isChange() && actor.changes == at) {
            if (way == Way.KILLED_AFTER) {
                stage.kill(way.name(), call);
            } else if (way == Way.REPLY_LOST) {
                stage.fail(way.name(), call, new PortException.Unavailable(call.operation(), "connection reset", null));
            }
        }
    }
}
