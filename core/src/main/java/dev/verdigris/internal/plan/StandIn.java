package dev.verdigris.internal.plan;

import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import dev.verdigris.model.Traffic;
import dev.verdigris.request.Adoption;
import dev.verdigris.request.Request;
import org.jspecify.annotations.Nullable;

/**
 * The group of an environment that is adopted, standing in for the color that does not serve yet: to its plan, and to whoever
 * performs that, it is the fleet of that color, and all that holds for the fleet that traffic leaves holds for it.
 */
public final class StandIn {

    private StandIn() {}

    /** The environment as the plan of a request sees it: where one is adopted, its group stands in for a color. */
    public static Environment environment(Request request) {
        Adoption adoption = Verb.of(request).adopts();
        return adoption == null ? request.environment() : standing(adoption);
    }

    /** The color that a group stands in for; null if none does. */
    public static @Nullable Color color(Request request) {
        Adoption adoption = Verb.of(request).adopts();
        return adoption == null ? null : adoption.to().other();
    }

    private static Environment standing(Adoption adoption) {
        Environment own = adoption.environment();
        boolean blue = adoption.to() == Color.GREEN;
        String group = adoption.fromGroup().value();
        return Environment.named(own.name())
                .blueGroup(blue ? group : own.blue().value())
                .greenGroup(blue ? own.green().value() : group)
                .traffic(traffic(adoption))
                .naming(own.naming())
                .activeColorParameter(own.activeColorParameter().value())
                .tags(own.tags())
                .build();
    }

    private static Traffic traffic(Adoption adoption) {
        Traffic own = adoption.environment().traffic();
        return own.targetGroups().size() == 1
                ? own
                : own.withTargetGroup(adoption.to().other(), adoption.targetGroup());
    }
}
