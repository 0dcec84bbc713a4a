package dev.verdigris.examples.cli;

import dev.verdigris.model.Traffic;
import dev.verdigris.model.Traffic.Stickiness;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.TypeConversionException;

/** The options about traffic: by which strategy it moves, and what belongs to that. */
final class TrafficOptions {
    private static final String TRAFFIC = "--traffic";
    private static final String TARGET_GROUP = "--target-group";
    private static final String BLUE_TARGET_GROUP = "--blue-target-group";
    private static final String GREEN_TARGET_GROUP = "--green-target-group";
    private static final String ROUTE = "--route";
    private static final String HOLD = "--hold";
    private static final String STICKINESS = "--stickiness";

    /** The strategies that there are. */
    enum Strategy {
        /** One target group that both colors are registered in. */
        REGISTRATION,
        /** One target group that is attached to the group of the color that serves. */
        ATTACHMENT,
        /** A target group of each color, and routes that forward to them by weight. */
        FORWARDING;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Reads {@code registration}, {@code attachment} and {@code forwarding}, in any case of letters. */
    static final class StrategyReader implements ITypeConverter<Strategy> {
        @Override
        public Strategy convert(String value) {
            for (Strategy strategy : Strategy.values()) {
                if (strategy.toString().equalsIgnoreCase(value)) {
                    return strategy;
                }
            }
            throw new TypeConversionException("expected registration, attachment or forwarding, found '" + value + "'");
        }
    }

    @Option(
            names = TRAFFIC,
            paramLabel = "registration|attachment|forwarding",
            converter = StrategyReader.class,
            scope = ScopeType.INHERIT,
            description = "How traffic moves: by 'registration' (the default) of instances in one target group, by"
                    + " 'attachment' of one target group to the Auto Scaling group that serves, or by 'forwarding' to a"
                    + " target group of each color, by weights.")
    private @Nullable Strategy strategy;

    @Option(
            names = TARGET_GROUP,
            paramLabel = "NAME|ARN",
            scope = ScopeType.INHERIT,
            description =
                    "With registration or attachment: the target group; by default the environment's name with a capital letter"
                            + " (beta: Beta).")
    private @Nullable String targetGroup;

    @Option(
            names = BLUE_TARGET_GROUP,
            paramLabel = "NAME|ARN",
            scope = ScopeType.INHERIT,
            description =
                    "With forwarding: the target group of the blue fleet; by default the environment's name with a"
                            + " capital letter and the color (beta: Beta-Blue).")
    private @Nullable String blueTargetGroup;

    @Option(
            names = GREEN_TARGET_GROUP,
            paramLabel = "NAME|ARN",
            scope = ScopeType.INHERIT,
            description =
                    "With forwarding: the target group of the green fleet; by default the environment's name with a"
                            + " capital letter and the color (beta: Beta-Green).")
    private @Nullable String greenTargetGroup;

    @Option(
            names = ROUTE,
            paramLabel = "R",
            split = ",",
            splitSynopsisLabel = ",",
            scope = ScopeType.INHERIT,
            description =
                    "With forwarding: what forwards to the two target groups, as the ARN of a rule or of a listener, or as"
                            + " a load balancer's name with a port (web:443) and if need be a path pattern (web:443/beta/*)."
                            + " Say it once for each; all of them are switched together.")
    private @Nullable List<String> routes;

    @Option(
            names = HOLD,
            paramLabel = "D",
            scope = ScopeType.INHERIT,
            converter = Durations.class,
            description =
                    "With forwarding: how long the old fleet is left as it is once the weights have been read back,"
                            + " since the nodes of a load balancer learn of them later; by default 30s.")
    private @Nullable Duration hold;

    @Option(
            names = STICKINESS,
            paramLabel = "wait|remove",
            scope = ScopeType.INHERIT,
            converter = StickinessReader.class,
            description =
                    "With forwarding, where a route keeps clients at a target group: 'wait' (the default) leaves the old"
                            + " fleet as it is until the last cookie has ended, 'remove' takes the stickiness off in the"
                            + " write that moves the weights.")
    private @Nullable Stickiness stickiness;

    /**
     * The traffic of an environment.
     *
     * @param environment the environment's name, which is well-formed
     * @return null if it is not said, and by convention then
     * @throws IllegalArgumentException if the options do not go together, or one of them is malformed
     */
    @Nullable
    Traffic traffic(String environment) {
        if (strategy == Strategy.FORWARDING) {
            return forwarding(environment);
        }
        each((option, value) -> {
            if (!option.equals(TRAFFIC) && !option.equals(TARGET_GROUP)) {
                throw new IllegalArgumentException(option + ": expected --traffic forwarding with it, found "
                        + (strategy == null ? Strategy.REGISTRATION : strategy));
            }
        });
        if (strategy == Strategy.ATTACHMENT) {
            return Traffic.attachment(targetGroup == null ? titled(environment) : targetGroup);
        }
        return targetGroup == null ? null : Traffic.registration(targetGroup);
    }

    private Traffic forwarding(String environment) {
        if (targetGroup != null) {
            throw new IllegalArgumentException(
                    TARGET_GROUP + ": expected --traffic registration or attachment with it, found forwarding;"
                            + " name the target group of each color with --blue-target-group and --green-target-group");
        }
        if (routes == null || routes.isEmpty()) {
            throw new IllegalArgumentException(
                    "--traffic forwarding: expected a --route, the ARN of the rule or listener"
                            + " that forwards to both target groups, found none");
        }
        String titled = titled(environment);
        Traffic.Forwarding forwarding = Traffic.forwarding(
                blueTargetGroup == null ? titled + "-Blue" : blueTargetGroup,
                greenTargetGroup == null ? titled + "-Green" : greenTargetGroup,
                routes.toArray(String[]::new));
        forwarding = hold == null ? forwarding : forwarding.hold(hold);
        return stickiness == null ? forwarding : forwarding.stickiness(stickiness);
    }

    private static String titled(String environment) {
        return environment.substring(0, 1).toUpperCase(Locale.ROOT) + environment.substring(1);
    }

    /** Each option that was said with its value, as they are typed. */
    private Map<String, List<String>> said() {
        Map<String, List<String>> said = new LinkedHashMap<>();
        put(said, TRAFFIC, strategy);
        put(said, TARGET_GROUP, targetGroup);
        put(said, BLUE_TARGET_GROUP, blueTargetGroup);
        put(said, GREEN_TARGET_GROUP, greenTargetGroup);
        if (routes != null) {
            said.put(ROUTE, routes);
        }
        put(said, HOLD, hold == null ? null : Durations.text(hold));
        put(said, STICKINESS, stickiness == null ? null : stickiness.name().toLowerCase(Locale.ROOT));
        return said;
    }

    private static void put(Map<String, List<String>> said, String option, @Nullable Object value) {
        if (value != null) {
            said.put(option, List.of(value.toString()));
        }
    }

    /** Tells each option that was said, once for each of its values, as they are typed. */
    void each(BiConsumer<String, String> option) {
        said().forEach((name, values) -> values.forEach(value -> option.accept(name, value)));
    }
}
