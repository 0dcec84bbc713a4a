package dev.verdigris.internal.engine;

import dev.verdigris.internal.plan.StandIn;
import dev.verdigris.internal.state.Execution;
import dev.verdigris.internal.state.Lease;
import dev.verdigris.internal.step.RecipePlan;
import dev.verdigris.internal.world.Course;
import dev.verdigris.internal.world.Memory;
import dev.verdigris.internal.world.Registered;
import dev.verdigris.internal.world.Scene;
import dev.verdigris.plan.Phase;
import dev.verdigris.port.Cloud;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes the scene of a run, with what the deployment state remembers of earlier ones. */
final class Scenes {

    private Scenes() {}

    static Scene of(Cloud cloud, RecipePlan plan, Lease lease, Registered registered, Narrator narrator) {
        Course course = new Course(
                plan.recipe().from(),
                plan.to(),
                plan.recipe().enough(),
                lease.deployment().id(),
                lease.deployment().since(),
                plan.request().environment());
        Memory memory = memory(lease);
        return new Scene(
                cloud,
                StandIn.environment(plan.request()),
                Deployments.strategy(plan.request())
                        .reader(cloud, plan.preimage().route(), course, memory),
                course,
                memory,
                registered.only(plan.participants()),
                lease,
                narrator);
    }

    private static @Nullable Memory memory(Lease lease) {
        Execution execution = Progression.execution(lease);
        return lease.taken() == null
                ? null
                : new Memory(
                        execution.pins(),
                        execution.floor(),
                        execution.served(),
                        execution.phase() != Phase.PREPARE,
                        execution.known().replaced(),
                        since(execution.reached()));
    }

    private static Map<String, Instant> since(Execution.@Nullable Reached reached) {
        return reached == null || reached.since() == null ? Map.of() : Map.of(reached.step(), reached.since());
    }
}
