package dev.verdigris.internal.step;

import dev.verdigris.internal.plan.Terms;
import dev.verdigris.internal.text.Words;
import dev.verdigris.internal.world.Scene;
import dev.verdigris.plan.Phase;
import dev.verdigris.plan.PlannedStep;
import dev.verdigris.request.Gate;
import java.time.Duration;
import java.util.List;

/**
 * Waits at a gate. A run ends there, and the one that goes on once it has been promoted finds the world as it is then: what
 * had been found before the gate must be so once more.
 *
 * @param terms the switch
 * @param gate the gate
 * @param premises what must be so once more
 */
public record AwaitGate(Terms terms, Gate gate, List<Step> premises) implements Step {

    /** Copies the list. */
    public AwaitGate {
        premises = List.copyOf(premises);
    }

    /** The id of a gate's step. */
    public static String id(Gate gate) {
        return "gate:" + gate.name();
    }

    @Override
    public PlannedStep planned() {
        return new PlannedStep(
                id(gate),
                "stop here, and let the process end, until somebody promotes or aborts it" + expiry(),
                phase(),
                deadline());
    }

    private Phase phase() {
        return gate.point() == Gate.Point.AFTER_BAKE ? Phase.BAKE : Phase.PREPARE;
    }

    private String expiry() {
        Duration expiry = gate.expiry();
        if (expiry == null) {
            return "";
        }
        return "; after " + Words.duration(expiry)
                + (gate.atExpiry() == Gate.AtExpiry.PROMOTE ? " it goes on by itself" : " it is rolled back");
    }

    /** Of what must be so once more, together. */
    private Duration deadline() {
        return premises.stream()
                .map(premise -> premise.planned().deadline())
                .reduce(terms.deadlines().healthy(), Duration::plus);
    }

    /** Looks at the premises once it has been promoted: nobody asks before. What serves must be healthy, too. */
    @Override
    public Progress perform(Scene scene) {
        for (Step premise : premises) {
            Progress now = premise.again(scene);
            if (!(now instanceof Progress.Done)) {
                return now;
            }
        }
        return phase() == Phase.BAKE ? HealthGate.of(terms, scene, true) : Progress.done();
    }

    @Override
    public boolean announced() {
        return true;
    }

    @Override
    public boolean timed() {
        return true;
    }
}
