package dev.verdigris.testkit.sweep;

import dev.verdigris.model.Alarm;
import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import dev.verdigris.plan.Phase;
import dev.verdigris.report.DeploymentInProgress;
import dev.verdigris.testkit.Call;
import dev.verdigris.testkit.Operations;
import dev.verdigris.testkit.SimulatedCloud;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What must hold of a bake: its point of no return is passed once its time is over, by a process that has just found every
 * alarm green, and by none once anybody has found one red; the recorded color is never one of which its writer knows that it
 * gets no requests.
 */
final class BakeRules {
    private static final Pattern TIME = Pattern.compile("\nrequest\\.bake (\\S+)\n");
    private static final String WATCHED = "\nrequest.bake-alarm ";

    /** What a process needs to go on once the time is over: a few polls. */
    private static final Duration A_FEW_POLLS = Duration.ofSeconds(35);

    private final SimulatedCloud cloud;
    private final Environment environment;
    private final Violations violations;

    /** The alarms that were red when the deployment began. */
    private final Set<String> redBefore = new HashSet<>();
    /** The processes whose last answer about alarms was that all are green. */
    private final Set<String> green = new HashSet<>();
    /** When each process first asked anything of the world while the deployment bakes: once it holds the deployment state. */
    private final Map<String, Duration> came = new HashMap<>();
    /** What took longer than it had to. */
    private final List<String> overtime = new ArrayList<>();

    private @Nullable String red;
    /** Who has found that one red. */
    private @Nullable String redFor;
    /** Whether it has written the deployment state since: if it could not, nobody else can know. */
    private boolean redTold;

    private @Nullable Duration reached;

    BakeRules(SimulatedCloud cloud, Environment environment, Violations violations) {
        this.cloud = cloud;
        this.environment = environment;
        this.violations = violations;
    }

    /** Another deployment is in the deployment state. */
    void begins() {
        redBefore.clear();
        cloud.alarms().all().forEach(alarm -> {
            if (alarm.shown().state() == Alarm.State.ALARM) {
                redBefore.add(alarm.shown().name());
            }
        });
        green.clear();
        came.clear();
        red = null;
        redFor = null;
        redTold = false;
        reached = null;
    }

    /** A process asks something: what it knew of alarms before is old if it asks for them. */
    void asks(Call call, String process) {
        boolean waits = call.operation().equals(Operations.FIND_STATE) || Invariants.ofTheState(call);
        if (reached != null && !waits) {
            came.putIfAbsent(process, cloud.elapsed());
        }
        if (call.operation().equals(Operations.DESCRIBE_ALARMS)) {
            green.remove(process);
        }
    }

    /** A process is told something. */
    void sees(Call call, String process, @Nullable Object answer) {
        if (!call.operation().equals(Operations.DESCRIBE_ALARMS) || !(answer instanceof Map<?, ?> found)) {
            return;
        }
        boolean allGreen =
                call.subject() instanceof Set<?> asked && found.keySet().containsAll(asked);
        for (Object each : found.values()) {
            Alarm alarm = (Alarm) each;
            boolean alarmed = alarm.state() == Alarm.State.ALARM;
            allGreen &= !alarmed && alarm.unevaluated() == null;
            if (alarmed && reached != null && !redBefore.contains(alarm.name())) {
                red = alarm.name();
                redFor = process;
            }
        }
        if (allGreen) {
            green.add(process);
        }
    }

    /**
     * The deployment state says how far it has come.
     *
     * @param passed whether that is past the point of no return
     */
    void comesTo(Call call, String process, DeploymentInProgress now, boolean passed) {
        if (reached == null && now.phase() == Phase.BAKE && "bake".equals(now.step())) {
            reached = cloud.elapsed();
        }
        if (passed) {
            passes(call, process);
        }
        redTold |= process.equals(redFor);
    }

    private void passes(Call call, String process) {
        String state = String.valueOf(cloud.deploymentState(environment));
        if (state.contains(WATCHED) && !green.contains(process)) {
            violations.add(Invariant.ALARMS, call, "it passes the point of no return and has not just found all green");
        }
        if (state.contains(WATCHED) && red != null && (redTold || process.equals(redFor))) {
            violations.add(Invariant.ALARMS, call, "it passes the point of no return, and " + red + " was found red");
        }
        Matcher bake = TIME.matcher(state);
        if (bake.find()) {
            lasted(call, Duration.parse(bake.group(1)), came.getOrDefault(process, cloud.elapsed()));
        }
    }

    private void lasted(Call call, Duration time, Duration since) {
        Duration lasted = reached == null ? Duration.ZERO : cloud.elapsed().minus(reached);
        if (lasted.compareTo(time) < 0) {
            violations.add(Invariant.BAKE, call, "it has baked for " + lasted + " of " + time);
        }
        Duration over = reached == null ? since : reached.plus(time);
        Duration late = cloud.elapsed().minus(since.compareTo(over) > 0 ? since : over);
        if (late.compareTo(A_FEW_POLLS) > 0) {
            overtime.add(Invariant.BAKE.broken("it goes on " + late + " after it could have"));
        }
    }

    /** What took longer than it had to, in a world that does not move otherwise. */
    List<String> overtime() {
        return overtime;
    }

    /** A change has taken effect. */
    void effect(Sent sent) {
        if (!sent.call().operation().equals(Operations.PUT_PARAMETER)
                || !(sent.call().detail() instanceof Color color)) {
            return;
        }
        ProcessView view = sent.view();
        if (view.isComplete() && view.out(color) && !view.out(color.other())) {
            violations.add(
                    Invariant.TRUTH,
                    sent.call(),
                    color + " is recorded by a process that has found " + color.other() + " to get all requests");
        }
    }

    /** Whether deployments bake, and watch alarms, in the world that is explored by a seed. */
    static boolean played(long seed) {
        return seed % 5 == 2;
    }
}
