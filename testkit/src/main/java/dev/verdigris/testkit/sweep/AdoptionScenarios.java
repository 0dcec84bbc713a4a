package dev.verdigris.testkit.sweep;

import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import dev.verdigris.model.GroupSize;
import dev.verdigris.model.TargetGroupRef;
import dev.verdigris.request.Adoption;
import dev.verdigris.testkit.SimulatedCloud;
import dev.verdigris.testkit.SimulatedGroup;
import dev.verdigris.testkit.SimulatedTargetGroup;
import java.util.ArrayList;
import java.util.List;

/**
 * Adoptions: one group serves, whose instances are registered by hand or by an attachment, and green takes over from it. The
 * invariants see that group in the place of blue, and hold it to all that they hold a blue fleet to.
 *
 * @param scenarios the scenarios of the environment that is adopted
 */
record AdoptionScenarios(Scenarios scenarios) {
    private static final String OLD = "beta";

    /** The environment as the invariants see it. */
    private Environment seen() {
        return Environment.named(scenarios.environment().name())
                .blueGroup(OLD)
                .traffic(scenarios.environment().traffic().withTargetGroup(Color.BLUE, new TargetGroupRef("Beta")))
                .build();
    }

    private Adoption adoption() {
        return Adoption.of(scenarios.deployment().withTo(Color.GREEN), OLD).withKeep(false);
    }

    /**
     * An adoption, and the scenario that it is.
     *
     * @param adoption what is asked for
     * @param scenario the world in which it is
     */
    record Adopting(Adoption adoption, Scenario scenario) {}

    List<Scenario> all() {
        return adoptions().stream().map(Adopting::scenario).toList();
    }

    List<Adopting> adoptions() {
        List<Adopting> all = new ArrayList<>();
        for (Account old : SweptTraffic.of(scenarios.environment().traffic()).adopted()) {
            all.add(adopting("adopt " + old, adoption(), old));
            all.add(adopting("adopt " + old + ", and keep it", adoption().withKeep(true), old));
        }
        return all;
    }

    private Adopting adopting(String name, Adoption adoption, Account old) {
        return new Adopting(
                adoption,
                Scenario.of(name, scenarios.environment(), seed -> world(seed, old), on -> on.adopt(adoption))
                        .seenAs(seen()));
    }

    private SimulatedCloud world(long seed, Account old) {
        SimulatedCloud cloud =
                scenarios.world(seed).serving(seen(), new GroupSize(2, 10, 3)).build();
        SimulatedGroup blue = cloud.createGroup(scenarios.environment().blue().value(), new GroupSize(0, 10, 0));
        old.hold(cloud, seen());
        TargetGroupRef own = scenarios.environment().traffic().targetGroups().get(0);
        if (cloud.targetGroups().stream().noneMatch(group -> group.name().equals(own.value()))) {
            SimulatedTargetGroup targets = Account.targetGroup(cloud, own.value());
            if (cloud.group(seen(), Color.GREEN).isAttached(cloud.targetGroup(seen(), Color.GREEN))) {
                blue.attach(targets);
            }
        }
        return cloud;
    }
}
