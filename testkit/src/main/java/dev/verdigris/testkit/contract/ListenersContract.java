package dev.verdigris.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.verdigris.error.PermitDeniedException;
import dev.verdigris.error.PortException;
import dev.verdigris.model.TargetGroup;
import dev.verdigris.model.TargetGroupRef;
import dev.verdigris.model.Traffic.RouteRef;
import dev.verdigris.port.Listeners;
import dev.verdigris.port.Listeners.Entrance;
import dev.verdigris.port.Listeners.Route;
import dev.verdigris.port.Listeners.Split;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The contract of {@link Listeners}: what every implementation must do. What one is known to do differently it declares by
 * overriding a method here, and is then held to that.
 */
public abstract class ListenersContract {
    private static final Duration HOUR = Duration.ofHours(1);

    private ForwardingWorld world;
    private Listeners listeners;
    private String blue;
    private String green;

    /** Called by subclasses. */
    protected ListenersContract() {}

    /** Makes a world in which nothing has been arranged. */
    protected abstract ForwardingWorld newWorld();

    /** Whether a listener's default actions can only forward to target groups that exist; with AWS it is so. */
    protected boolean refusesAbsentTargetGroups() {
        return true;
    }

    /** Two target groups and a listener on port 8080, which forwards to the blue one alone. */
    @BeforeEach
    final void arrange() {
        world = newWorld();
        listeners = Objects.requireNonNull(world.cloud().listeners());
        blue = targetGroup("Blue");
        green = targetGroup("Green");
        world.listener(8080, Map.of("Blue", 1), null);
        world.runDue();
    }

    private String targetGroup(String name) {
        world.targetGroup(name, 80, false);
        return world.cloud().targetGroups().find(new TargetGroupRef(name)).arn();
    }

    private RouteRef port(String rest) {
        return new RouteRef(world.loadBalancer() + ":" + rest);
    }

    private Route route(RouteRef ref) {
        world.runDue();
        return Objects.requireNonNull(listeners.describe(Set.of(ref)).get(ref));
    }

    /** By the ARN, as every poll asks. */
    private Split split(Route route) {
        return route(new RouteRef(route.arn())).split();
    }

    private Map<String, Integer> weights(int toBlue, int toGreen) {
        Map<String, Integer> weights = new LinkedHashMap<>();
        weights.put(blue, toBlue);
        weights.put(green, toGreen);
        return weights;
    }

    private void rule(int priority, String pattern, @Nullable Duration stickiness) {
        Map<String, Integer> weights = new LinkedHashMap<>();
        weights.put("Blue", 100);
        weights.put("Green", 0);
        world.rule(8080, priority, pattern, weights, stickiness);
        world.runDue();
    }

    @Test
    final void the_default_actions_of_a_listener_are_found_by_its_port_and_by_its_arn() {
        Route byPort = route(port("8080"));

        assertThat(byPort.arn()).contains(":listener/app/" + world.loadBalancer() + "/");
        assertThat(byPort.loadBalancer()).contains(":loadbalancer/app/" + world.loadBalancer() + "/");
        assertThat(byPort.split().names(blue)).isTrue();
        assertThat(byPort.split().names(green)).isFalse();
        assertThat(byPort.split().stickiness()).isNull();
        assertThat(byPort.obstacle()).isNull();
        assertThat(route(new RouteRef(byPort.arn()))).isEqualTo(byPort);
    }

    @Test
    final void a_rule_is_found_by_port_and_path_pattern_and_by_its_arn() {
        rule(10, "/beta/*", HOUR);
        rule(20, "/other/*", null);

        Route found = route(port("8080/beta/*"));

        assertThat(found.arn()).contains(":listener-rule/app/" + world.loadBalancer() + "/");
        assertThat(found.split()).isEqualTo(new Split(weights(100, 0), HOUR));
        assertThat(route(new RouteRef(found.arn()))).isEqualTo(found);
        assertThat(found.name()).contains("10").contains("8080");
    }

    @Test
    final void several_routes_are_described_at_once() {
        rule(10, "/beta/*", null);
        Set<RouteRef> refs = new LinkedHashSet<>(List.of(
                port("8080"),
                port("8080/beta/*"),
                new RouteRef(route(port("8080")).arn())));

        assertThat(listeners.describe(refs)).containsOnlyKeys(refs);
    }

    @Test
    final void what_does_not_exist_is_absent() {
        String gone = route(port("8080")).arn().replaceAll("[0-9a-f]{6}$", "ffffff");
        rule(10, "/beta/*", null);
        String noRule = route(port("8080/beta/*")).arn().replaceAll("[0-9a-f]{6}$", "ffffff");

        assertThat(listeners.describe(Set.of(
                        port("9999"),
                        port("8080/gone/*"),
                        new RouteRef("nobody:80"),
                        new RouteRef(gone),
                        new RouteRef(noRule))))
                .isEmpty();
    }

    @Test
    final void a_target_group_is_added_to_the_default_actions_and_weights_are_changed() {
        Route route = route(port("8080"));

        listeners.forward(route.arn(), new Split(weights(100, 0), null), Permits.GRANTED);
        assertThat(split(route)).isEqualTo(new Split(weights(100, 0), null));

        listeners.forward(route.arn(), new Split(weights(0, 100), null), Permits.GRANTED);
        assertThat(split(route)).isEqualTo(new Split(weights(0, 100), null));
    }

    @Test
    final void the_weights_of_a_rule_are_changed_and_nothing_of_another_one() {
        rule(10, "/beta/*", null);
        rule(20, "/other/*", HOUR);
        Route rule = route(port("8080/beta/*"));
        Route other = route(port("8080/other/*"));
        Route byDefault = route(port("8080"));

        listeners.forward(rule.arn(), new Split(weights(0, 999), null), Permits.GRANTED);

        assertThat(route(port("8080/beta/*")).split()).isEqualTo(new Split(weights(0, 999), null));
        assertThat(route(port("8080/other/*"))).isEqualTo(other);
        assertThat(route(port("8080"))).isEqualTo(byDefault);
    }

    @Test
    final void the_same_sent_twice_has_the_effect_of_once() {
        rule(10, "/beta/*", HOUR);
        Route rule = route(port("8080/beta/*"));
        Split to = new Split(weights(0, 100), HOUR);

        listeners.forward(rule.arn(), to, Permits.GRANTED);
        listeners.forward(rule.arn(), to, Permits.GRANTED);

        assertThat(split(rule)).isEqualTo(to);
    }

    @Test
    final void stickiness_is_kept_taken_off_and_put_on_as_it_is_asked_for() {
        rule(10, "/beta/*", HOUR);
        Route rule = route(port("8080/beta/*"));

        listeners.forward(rule.arn(), new Split(weights(0, 100), HOUR), Permits.GRANTED);
        assertThat(split(rule).stickiness()).isEqualTo(HOUR);

        listeners.forward(rule.arn(), new Split(weights(100, 0), null), Permits.GRANTED);
        assertThat(split(rule).stickiness()).isNull();

        listeners.forward(rule.arn(), new Split(weights(100, 0), HOUR), Permits.GRANTED);
        assertThat(split(rule)).isEqualTo(new Split(weights(100, 0), HOUR));
    }

    @Test
    final void weights_that_are_all_zero_are_refused_and_nothing_is_changed() {
        Route route = route(port("8080"));

        assertThatExceptionOfType(PortException.Invalid.class)
                .isThrownBy(() -> listeners.forward(route.arn(), new Split(weights(0, 0), null), Permits.GRANTED));
        assertThatExceptionOfType(PortException.Invalid.class)
                .isThrownBy(() -> listeners.forward(route.arn(), new Split(Map.of(), null), Permits.GRANTED));

        assertThat(split(route)).isEqualTo(route.split());
    }

    @Test
    final void a_rule_is_refused_a_target_group_that_is_gone_and_nothing_is_changed() {
        rule(10, "/beta/*", null);
        Route rule = route(port("8080/beta/*"));
        Split to = new Split(Map.of(blue, 1, TargetGroupSurroundings.ABSENT, 1), null);

        assertThatExceptionOfType(PortException.NotFound.class)
                .isThrownBy(() -> listeners.forward(rule.arn(), to, Permits.GRANTED));

        assertThat(split(rule)).isEqualTo(rule.split());
    }

    @Test
    final void a_listener_is_refused_a_target_group_that_is_gone_and_nothing_is_changed() {
        Route route = route(port("8080"));
        Split to = new Split(Map.of(blue, 1, TargetGroupSurroundings.ABSENT, 1), null);

        if (refusesAbsentTargetGroups()) {
            assertThatExceptionOfType(PortException.NotFound.class)
                    .isThrownBy(() -> listeners.forward(route.arn(), to, Permits.GRANTED));
        } else {
            listeners.forward(route.arn(), to, Permits.GRANTED);
        }

        assertThat(split(route)).isEqualTo(refusesAbsentTargetGroups() ? route.split() : to);
    }

    @Test
    final void a_route_that_is_gone_cannot_be_changed() {
        String gone = route(port("8080")).arn().replaceAll("[0-9a-f]{6}$", "ffffff");

        assertThatExceptionOfType(PortException.NotFound.class)
                .isThrownBy(() -> listeners.forward(gone, new Split(weights(1, 0), null), Permits.GRANTED));
    }

    @Test
    final void nothing_is_sent_without_a_permit() {
        Route route = route(port("8080"));

        assertThatExceptionOfType(PermitDeniedException.class)
                .isThrownBy(() -> listeners.forward(route.arn(), new Split(weights(0, 1), null), Permits.DENIED));

        assertThat(split(route)).isEqualTo(route.split());
    }

    @Test
    final void what_uses_a_target_group_is_known_whatever_its_weight() {
        rule(10, "/beta/*", null);
        Route byDefault = route(port("8080"));
        Route rule = route(port("8080/beta/*"));

        assertThat(listeners.using(byDefault.loadBalancer(), Set.of(blue))).containsExactly(byDefault, rule);
        assertThat(listeners.using(byDefault.loadBalancer(), Set.of(green))).containsExactly(rule);
        assertThat(listeners.using(byDefault.loadBalancer(), Set.of(TargetGroupSurroundings.ABSENT)))
                .isEmpty();
        assertThat(listeners.using(byDefault.loadBalancer().replaceAll("[0-9a-f]{6}$", "ffffff"), Set.of(blue)))
                .isEmpty();
    }

    /** Listeners by port, and their rules by priority; a host and a path that each takes. */
    @Test
    final void requests_come_by_each_listener_and_each_rule_that_names_a_target_group() {
        rule(20, "/beta/*", null);
        rule(10, "/?/exact", null);

        List<Entrance> entrances = listeners.entrances(Set.of(new TargetGroupRef("Blue")));

        assertThat(entrances)
                .extracting(Entrance::route)
                .containsExactly(
                        route(port("8080")).name(),
                        route(port("8080/?/exact")).name(),
                        route(port("8080/beta/*")).name());
        assertThat(entrances).allSatisfy(entrance -> {
            assertThat(entrance.origin().getScheme()).isEqualTo("http");
            assertThat(entrance.origin().getPort()).isEqualTo(8080);
            assertThat(entrance.origin().getHost()).startsWith(world.loadBalancer());
            assertThat(entrance.usualHost()).isEqualTo(entrance.origin().getHost());
            assertThat(entrance.internal()).isFalse();
        });
        assertThat(entrances.get(0).takes("any.example.com", "/anything")).isTrue();
        assertThat(entrances.get(1).takes("any.example.com", "/a/exact")).isTrue();
        assertThat(entrances.get(1).takes("any.example.com", "/ab/exact")).isFalse();
        assertThat(entrances.get(2).takes("any.example.com", "/beta/health")).isTrue();
        assertThat(entrances.get(2).takes("any.example.com", "/health")).isFalse();
        assertThat(listeners.entrances(Set.of(new TargetGroupRef(green))))
                .extracting(Entrance::route)
                .hasSize(2);
    }

    @Test
    final void no_requests_come_to_a_target_group_that_no_route_names() {
        assertThat(listeners.entrances(Set.of(new TargetGroupRef(green)))).isEmpty();
        assertThat(listeners.entrances(Set.of(new TargetGroupRef("Nobody")))).isEmpty();
    }

    @Test
    final void two_target_groups_are_described_at_once_and_one_that_is_gone_is_absent() {
        TargetGroupRef byName = new TargetGroupRef("Blue");
        TargetGroupRef byArn = new TargetGroupRef(green);
        Map<TargetGroupRef, TargetGroup> found =
                world.cloud().targetGroups().describe(Set.of(byName, byArn, new TargetGroupRef("Nobody")));

        assertThat(found).containsOnlyKeys(byName, byArn);
        assertThat(Objects.requireNonNull(found.get(byName)).arn()).isEqualTo(blue);
        assertThat(Objects.requireNonNull(found.get(byArn)).name()).isEqualTo("Green");
    }

    @Test
    final void two_target_groups_that_were_made_alike_are_set_alike() {
        TargetGroup one = world.cloud().targetGroups().find(new TargetGroupRef(blue));
        TargetGroup other = world.cloud().targetGroups().find(new TargetGroupRef(green));

        assertThat(world.cloud().targetGroups().settings(one))
                .isNotEmpty()
                .isEqualTo(world.cloud().targetGroups().settings(other));
    }
}
