package dev.verdigris.internal.plan;

import dev.verdigris.internal.text.Words;
import dev.verdigris.plan.Cost;
import dev.verdigris.request.Bake;
import dev.verdigris.request.KeepWarm;
import dev.verdigris.request.Request;
import dev.verdigris.request.Shift;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a switch costs in the hours of instances.
 *
 * @param old the size of the fleet that serves; zero if none does
 * @param coming the size of the fleet that comes
 * @param baking the time of all bakes together
 * @param draining the time that the old fleet drains
 * @param warm the size that the old fleet is kept at afterwards; zero if it is not kept
 */
public record PlanCost(int old, int coming, Duration baking, Duration draining, int warm, String unit) implements Cost {
    /** From the launch to healthy in two consecutive polls, in round figures; the measured ones are in the README. */
    private static final Duration STARTING = Duration.ofMinutes(3);

    private static final double HOUR = 3_600_000;
    private static final int HOURS_A_DAY = 24;

    /** The cost of a request; null if it starts no fleet beside another one. */
    public static @Nullable PlanCost of(Request request, Preimage preimage) {
        Verb verb = Verb.of(request);
        if (!verb.switches()) {
            return null;
        }
        Terms terms = Terms.of(request, preimage);
        int old = terms.from() == null ? 0 : preimage.size(terms.from()).desired();
        boolean keeps = !(request.policy().keepWarm() instanceof KeepWarm.None);
        return new PlanCost(
                old,
                Math.max(terms.asked(), old),
                baking(verb),
                terms.from() == null ? Duration.ZERO : preimage.route().drain(),
                keeps ? old : 0,
                preimage.unit());
    }

    private static Duration baking(Verb verb) {
        Bake bake = verb.bake();
        Duration baking = bake == null ? Duration.ZERO : bake.time();
        for (Shift.Stage stage : verb.shift().stages()) {
            baking = baking.plus(stage.bake());
        }
        return baking;
    }

    @Override
    public Duration bothFor() {
        return STARTING.plus(baking).plus(draining);
    }

    @Override
    public double together() {
        return hours(old + coming);
    }

    @Override
    public double more() {
        return hours(coming);
    }

    @Override
    public double warmADay() {
        return (double) warm * HOURS_A_DAY;
    }

    private double hours(int instances) {
        return instances * (bothFor().toMillis() / HOUR);
    }

    /** {@code 0.9 instance-hours: 3 + 3 for 8m (3m to start, 5m to drain); kept warm, 72 instance-hours a day}. */
    @Override
    public String toString() {
        return number(together()) + " " + unit + "-hours: " + old + " + " + coming + " for "
                + Words.duration(bothFor()) + " (" + Words.duration(STARTING) + " to start"
                + part(baking, "of bake") + part(draining, "to drain") + ")"
                + (warm == 0
                        ? ""
                        : "; the old fleet kept warm takes " + number(warmADay()) + " " + unit + "-hours a day");
    }

    private static String part(Duration time, String what) {
        return time.isZero() ? "" : ", " + Words.duration(time) + " " + what;
    }

    private static String number(double hours) {
        return String.format(Locale.ROOT, hours < 10 ? "%.1f" : "%,.0f", hours);
    }
}
