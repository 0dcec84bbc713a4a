package dev.verdigris.examples.comparison;

import dev.verdigris.BlueGreen;
import dev.verdigris.model.Environment;
import dev.verdigris.model.RefreshPreferences;
import dev.verdigris.model.Traffic;
import dev.verdigris.request.Deployment;
import dev.verdigris.request.Rollback;
import dev.verdigris.request.RollingRefresh;
import dev.verdigris.request.Shift;
import dev.verdigris.testkit.SimulatedCloud;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A way to bring a new version to a fleet: a row of the comparison.
 *
 * @param name how the row begins
 * @param environment what it is done with
 * @param deploy brings up the new version, and returns when there is nothing more to do
 * @param rollback goes back to the fleet that was kept running, or, where there never was a second one, to the old version
 *     as it came; null where nothing is left to go back to
 */
record Way(
        String name,
        Environment environment,
        Consumer<SimulatedCloud> deploy,
        @Nullable Consumer<SimulatedCloud> rollback) {

    private static final Environment REGISTRATION = environment(Traffic.registration("Beta"));
    private static final Environment ATTACHMENT = environment(Traffic.attachment("Beta"));
    private static final Environment FORWARDING = environment(Traffic.forwarding("Beta-Blue", "Beta-Green", "main:80"));

    private static final Shift STAGES = Shift.of(
            new Shift.Stage(10, Duration.ofMinutes(2)),
            new Shift.Stage(50, Duration.ofMinutes(2)),
            new Shift.Stage(100, Duration.ZERO));

    /** Every way there is, in the order of the table. */
    static List<Way> all() {
        return List.of(
                new Way(
                        "a script, old fleet scaled down",
                        REGISTRATION,
                        script(OneByOneScript::deploy).andThen(script(OneByOneScript::scaleDown)),
                        null),
                new Way(
                        "a script, old fleet kept",
                        REGISTRATION,
                        script(OneByOneScript::deploy),
                        script(OneByOneScript::rollback)),
                new Way("rolling refresh", ATTACHMENT, rolling("2"), rolling("1")),
                blueGreen("registration", REGISTRATION, request -> request),
                blueGreen("registration, " + STAGES, REGISTRATION, request -> request.withShift(STAGES)),
                blueGreen("attachment", ATTACHMENT, request -> request),
                blueGreen("forwarding", FORWARDING, request -> request),
                blueGreen("forwarding, " + STAGES, FORWARDING, request -> request.withShift(STAGES)));
    }

    private static Way blueGreen(String name, Environment environment, UnaryOperator<Deployment> as) {
        return new Way(
                name,
                environment,
                cloud -> BlueGreen.on(cloud.ports())
                        .deploy(as.apply(Deployment.of(environment)))
                        .orThrow(),
                cloud -> BlueGreen.on(cloud.ports())
                        .rollback(Rollback.of(environment))
                        .orThrow());
    }

    /** Version 1 of the launch template runs v1, which serves, and version 2 runs v2. */
    private static Consumer<SimulatedCloud> rolling(String templateVersion) {
        RollingRefresh refresh = RollingRefresh.of(ATTACHMENT)
                .withPreferences(RefreshPreferences.defaults()
                        .withMinHealthyPercent(75)
                        .withWarmup(Duration.ofMinutes(2))
                        .withTemplateVersion(templateVersion));
        return cloud -> BlueGreen.on(cloud.ports()).refresh(refresh).orThrow();
    }

    private static Consumer<SimulatedCloud> script(Consumer<OneByOneScript> part) {
        return cloud -> part.accept(new OneByOneScript(cloud.ports(), REGISTRATION));
    }

    private static Environment environment(Traffic traffic) {
        return Environment.named("beta").traffic(traffic).build();
    }
}
