package dev.verdigris.internal.world;

import dev.verdigris.hook.Check;
import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import dev.verdigris.model.InstanceId;
import java.util.List;

/** The fleet that a check is shown; the parameters are those of {@link Check.Subject}. */
record NewFleet(Environment environment, Color color, List<InstanceId> instances) implements Check.Subject {

    NewFleet {
        instances = List.copyOf(instances);
    }
}
