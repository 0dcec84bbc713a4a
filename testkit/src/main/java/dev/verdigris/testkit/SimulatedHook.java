package dev.verdigris.testkit;

import dev.verdigris.error.PortException;
import dev.verdigris.hook.Hook;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A hook in a simulated world, at one point: what it does is there from the first call on until it is undone, and calls with
 * a key that it knows are one. Its calls pass the hooks of the cloud as those of the ports do, as {@link
 * Operations#PERFORM_HOOK} and {@link Operations#UNDO_HOOK}.
 *
 * <p>By itself it is done at once. It may be made to take its time, to fail, forward or back, and to crash.
 */
public final class SimulatedHook implements Hook {
    private final World world;
    private final Seam seam;
    private final String name;
    private final Point point;

    private Duration taking = Duration.ZERO;
    private boolean failing;
    /** How many of the next calls fail, whatever else. */
    private int failures;

    private boolean undoFailing;
    private boolean crashed;

    /** The deployments for which it has done something that is not undone, in the order in which it has. */
    private final Set<String> effects = new LinkedHashSet<>();
    /** The deployments for which it has been done. */
    private final Set<String> done = new LinkedHashSet<>();
    /** When it was called first with a key. */
    private final Map<String, Long> since = new HashMap<>();
    /** The calls that had a key of their own. */
    private final List<Call> distinct = new ArrayList<>();

    SimulatedHook(World world, Seam seam, String name, Point point) {
        this.world = world;
        this.seam = seam;
        this.name = name;
        this.point = point;
    }

    /** The name of the hook. */
    public String name() {
        return name;
    }

    /** The point that it is to be performed at. */
    public Point point() {
        return point;
    }

    /** From now on it takes so long to be done, and to be undone, from the first such call on; by default none. */
    public SimulatedHook setTaking(Duration taking) {
        this.taking = taking;
        return this;
    }

    /** From now on it fails once it has begun to do what it does; or it does not any more. */
    public SimulatedHook setFailing(boolean failing) {
        this.failing = failing;
        return this;
    }

    /** So many of the next calls to do what it does fail. */
    public SimulatedHook failNext(int calls) {
        this.failures = calls;
        return this;
    }

    /** From now on it fails to be undone; or it does not any more. */
    public SimulatedHook setUndoFailing(boolean undoFailing) {
        this.undoFailing = undoFailing;
        return this;
    }

    /** It crashes, and gives no answer until it is {@link #recover recovered}. */
    public void crash() {
        crashed = true;
    }

    /** It gives answers again. */
    public void recover() {
        crashed = false;
    }

    /** Whether it has done something for a deployment that is not undone. */
    public boolean hasEffect(String deployment) {
        return effects.contains(deployment);
    }

    /** Whether it has said for a deployment that it is done. */
    public boolean isDone(String deployment) {
        return done.contains(deployment);
    }

    /** The calls that had another key than those before, in order. */
    public List<Call> distinctCalls() {
        return List.copyOf(distinct);
    }

    @Override
    public Answer perform(Call call) {
        return seam.change(Operations.PERFORM_HOOK, name, call, () -> {}, () -> {
            answers(Operations.PERFORM_HOOK);
            if (first(call)) {
                effects.add(call.deployment());
                world.log(name, "does what it does", call.point());
            }
            return failing || failures-- > 0 ? Answer.failed("it fails") : performed(call);
        });
    }

    @Override
    public Answer undo(Call call) {
        return seam.change(Operations.UNDO_HOOK, name, call, () -> {}, () -> {
            answers(Operations.UNDO_HOOK);
            if (undoFailing) {
                return Answer.failed("it cannot be undone");
            }
            if (first(call)) {
                effects.remove(call.deployment());
                world.log(name, "undoes that", call.point());
            }
            return answer(call);
        });
    }

    private Answer performed(Call call) {
        Answer answer = answer(call);
        if (answer instanceof Answer.Done) {
            done.add(call.deployment());
        }
        return answer;
    }

    private boolean first(Call call) {
        boolean first = since.putIfAbsent(call.idempotenceKey(), world.now()) == null;
        if (first) {
            distinct.add(call);
        }
        return first;
    }

    private Answer answer(Call call) {
        long over = since.getOrDefault(call.idempotenceKey(), 0L) + taking.toNanos();
        return over > world.now() ? Answer.notYet("it takes its time") : Answer.done();
    }

    private void answers(String operation) {
        if (crashed) {
            throw new PortException.Unavailable(operation, name + " has crashed", null);
        }
    }

    @Override
    public String toString() {
        return "hook " + point.label() + ":" + name;
    }
}
