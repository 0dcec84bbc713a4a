package dev.verdigris.examples.cli;

import dev.verdigris.aws.AwsCloud;
import dev.verdigris.aws.moto.MotoWorld;
import dev.verdigris.model.Color;
import dev.verdigris.model.GroupSize;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How an environment on Moto was left.
 *
 * @param fleets each color's fleet and targets
 * @param recorded what the parameter says
 * @param routes what each route says, where traffic is forwarded
 * @param deployment the member {@code deployment} of {@code status --json}; null if nothing is in progress
 * @param findings what {@code validate --json} finds to stand in the way
 */
record Aftermath(
        Map<Color, Side> fleets,
        @Nullable String recorded,
        List<String> routes,
        @Nullable Object deployment,
        List<?> findings) {

    /** A color: the bounds of its group, how many members it has, and how many of them are registered. */
    record Side(GroupSize bounds, int instances, int registered) {}

    /** As it is now: what the test itself has seen, and what only the library can tell. */
    static Aftermath of(
            MotoWorld world,
            List<String> options,
            Function<Color, Side> side,
            @Nullable String recorded,
            List<String> routes) {
        Map<Color, Side> fleets = new EnumMap<>(Color.class);
        for (Color color : Color.values()) {
            fleets.put(color, side.apply(color));
        }
        Cli cli = new Cli(AwsCloud.using(world.autoScaling(), world.elb(), world.ssm()));
        String environment = "--json " + String.join(" ", options) + " environment ";
        return new Aftermath(
                fleets, recorded, routes, cli.run(environment + "status").json().get("deployment"), problems((List<?>)
                        cli.run(environment + "validate").json().get("findings")));
    }

    /** A warning stands in nobody's way. */
    private static List<?> problems(List<?> findings) {
        return findings.stream()
                .filter(finding -> !Boolean.TRUE.equals(((Map<?, ?>) finding).get("warning")))
                .toList();
    }
}
