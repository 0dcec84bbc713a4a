package dev.verdigris.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.verdigris.error.PortException;
import dev.verdigris.model.Traffic.RouteRef;
import dev.verdigris.port.Listeners.Route;
import dev.verdigris.port.Listeners.Split;
import dev.verdigris.report.Finding;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How routes are read: by which calls, and what of them is told. */
class ElbRoutesTest extends ElbListenersScenario {
    private static final String GONE = RULE.replace("9683b2d02a6cabee", "0000000000000000");

    private Route one(String ref) {
        return Objects.requireNonNull(listeners.describe(Set.of(ref(ref))).get(ref(ref)));
    }

    private Finding obstacle(String... actions) {
        wire.on(RULES, rules(rule(RULE, "10", "", actions))).on(LISTENERS, listeners(listener(LISTENER, 443, both())));
        return Objects.requireNonNull(one(RULE).obstacle());
    }

    private static Set<RouteRef> refs(String... refs) {
        Set<RouteRef> all = new LinkedHashSet<>();
        for (String ref : refs) {
            all.add(ref(ref));
        }
        return all;
    }

    @Test
    void a_rule_is_called_by_its_priority_and_the_port_of_its_listener() {
        wire.on(RULES, rules(rule(RULE, "10", path("/beta/*"), both())))
                .on(LISTENERS, listeners(listener(LISTENER, 443, both())));

        assertThat(one(RULE)).isEqualTo(new Route(RULE, "rule 10 of web:443", BALANCER, split(100, 0, null), null));
        assertThat(one(RULE).name()).isEqualTo("rule 10 of web:443");
        assertThat(wire.log()).containsExactly(RULES, LISTENERS, RULES);
    }

    @Test
    void rules_and_listeners_are_read_in_one_call_each() {
        String rule2 = RULE.replace("9683b2d02a6cabee", "aaaaaaaaaaaaaaaa");
        String listener2 = LISTENER.replace("f2f7dc8efc522ab2", "bbbbbbbbbbbbbbbb");
        wire.on(RULES, rules(rule(RULE, "10", "", both()), rule(rule2, "20", "", both())))
                .on(LISTENERS, listeners(listener(LISTENER, 443, both()), listener(listener2, 80, alone(1, BLUE))));

        Map<RouteRef, Route> found = listeners.describe(refs(RULE, listener2, rule2));

        assertThat(found.values())
                .extracting(Route::name)
                .containsExactly("rule 10 of web:443", "web:80", "rule 20 of web:443");
        assertThat(wire.log()).containsExactly(RULES, LISTENERS);
        assertThat(sent(RULES)).isEqualTo(Map.of("RuleArns.member.1", RULE, "RuleArns.member.2", rule2));
    }

    @Test
    void one_that_is_gone_is_absent_though_AWS_fails_the_call_for_all() {
        Wire.Reply byArn = request -> {
            boolean gone = request.containsValue(GONE);
            return (gone
                            ? Wire.error(400, "RuleNotFound", "One or more rules not found")
                            : rules(rule(RULE, "10", "", both())))
                    .to(request);
        };
        wire.on(RULES, byArn).on(LISTENERS, listeners(listener(LISTENER, 443, both())));

        assertThat(listeners.describe(refs(GONE, RULE))).containsOnlyKeys(ref(RULE));
        assertThat(wire.log()).containsExactly(RULES, RULES, RULES, LISTENERS);
        assertThat(listeners.describe(refs(GONE))).isEmpty();
    }

    @Test
    void more_than_twenty_are_asked_for_in_several_calls() {
        wire.on(LISTENERS, listeners());
        String[] many = IntStream.range(0, 21)
                .mapToObj(number -> LISTENER.replace("f2f7dc8efc522ab2", "%016x".formatted(number)))
                .toArray(String[]::new);

        assertThat(listeners.describe(refs(many))).isEmpty();
        assertThat(wire.requests(LISTENERS))
                .extracting(request -> request.keySet().stream()
                        .filter(name -> name.startsWith("ListenerArns"))
                        .count())
                .containsExactly(20L, 1L);
    }

    @Test
    void nothing_is_read_without_a_call() {
        assertThat(listeners.describe(Set.of())).isEmpty();
        assertThat(wire.log()).isEmpty();
    }

    @Test
    void what_may_not_be_read_says_what_to_allow() {
        wire.on(RULES, Wire.error(403, "AccessDenied", "no"));

        assertThatExceptionOfType(PortException.Denied.class)
                .isThrownBy(() -> listeners.describe(refs(RULE)))
                .withMessageContaining("allow elasticloadbalancing:DescribeRules");
    }

    @Test
    void weights_are_told_of_either_form_and_with_stickiness() {
        String alone = action("forward", 1, "<TargetGroupArn>" + GREEN + "</TargetGroupArn>");
        String nowhere = action("forward", 1, "");
        String sticky = forward(
                1,
                sticky("<Enabled>true</Enabled><DurationSeconds>90</DurationSeconds>"),
                tuple(BLUE, 3),
                tuple(GREEN, 7));
        wire.on(
                LISTENERS,
                listeners(listener(LISTENER, 443, alone)),
                listeners(listener(LISTENER, 443, alone(1, GREEN))),
                listeners(listener(LISTENER, 443, sticky)),
                listeners(listener(LISTENER, 443, nowhere)));

        assertThat(one(LISTENER).split()).isEqualTo(new Split(Map.of(GREEN, 1), null));
        assertThat(one(LISTENER).split()).isEqualTo(new Split(Map.of(GREEN, 1), null));
        assertThat(one(LISTENER).split()).isEqualTo(split(3, 7, Duration.ofSeconds(90)));
        assertThat(one(LISTENER).split()).isEqualTo(new Split(Map.of(), null));
    }

    @Test
    void stickiness_of_a_length_that_is_not_told_is_taken_for_the_longest_there_is() {
        wire.on(
                LISTENERS,
                listeners(listener(LISTENER, 443, forward(1, sticky("<Enabled>true</Enabled>"), tuple(BLUE, 1)))));

        assertThat(one(LISTENER).split().stickiness()).isEqualTo(Duration.ofDays(7));
    }

    @Test
    void a_weight_that_AWS_knows_none_of_comes_out_as_trouble_of_the_port() {
        wire.on(LISTENERS, listeners(listener(LISTENER, 443, forward(1, "", tuple(BLUE, 1000)))));

        assertThatExceptionOfType(PortException.Unavailable.class)
                .isThrownBy(() -> one(LISTENER))
                .withMessageContaining("expected 0 to 999, found 1000");
    }

    @Test
    void an_action_of_a_type_that_this_SDK_does_not_know_is_an_obstacle() {
        Finding obstacle = obstacle(action("brand-new", 1, "<BrandNewConfig><A>b</A></BrandNewConfig>"), both());

        assertThat(obstacle.problem()).contains("rule 10 of web:443", "brand-new", "without its configuration");
        assertThat(obstacle.remedy()).contains("update Verdigris and the AWS SDK");
        assertThat(one(RULE).split()).isEqualTo(split(100, 0, null));
    }

    @Test
    void a_route_that_does_not_forward_is_an_obstacle() {
        Finding obstacle =
                obstacle(action("redirect", 1, "<RedirectConfig><StatusCode>HTTP_301</StatusCode></RedirectConfig>"));

        assertThat(obstacle.problem()).contains("expected one forward action in rule 10 of web:443, found [redirect]");
    }

    @Test
    void a_route_that_forwards_twice_is_an_obstacle_without_weights() {
        assertThat(obstacle(both(), alone(2, BLUE)).problem()).contains("[forward, forward]");
        assertThat(one(RULE).split().weights()).isEmpty();
    }

    @Test
    void a_rule_of_a_network_load_balancer_is_an_obstacle() {
        String rule = RULE.replace("/app/", "/net/");
        wire.on(RULES, rules(rule(rule, "10", "", both())))
                .on(LISTENERS, listeners(listener(LISTENER.replace("/app/", "/net/"), 443, both())));

        assertThat(Objects.requireNonNull(one(rule).obstacle()).problem())
                .contains("expected rule 10 of web:443 to be of an Application Load Balancer, found 'net'");
    }

    @Test
    void the_default_rule_is_an_obstacle_that_names_its_listener() {
        wire.on(RULES, rules(rule(RULE, "default", "", both())))
                .on(LISTENERS, listeners(listener(LISTENER, 443, both())));

        assertThat(Objects.requireNonNull(one(RULE).obstacle()).remedy())
                .isEqualTo("name the listener instead: " + LISTENER);
    }

    @Test
    void routes_are_found_by_load_balancer_port_and_path_pattern() {
        String other = RULE.replace("9683b2d02a6cabee", "aaaaaaaaaaaaaaaa");
        wire.on(BALANCERS, balancers("web", BALANCER))
                .on(
                        LISTENERS,
                        Wire.result("<Listeners>" + listener(LISTENER.replace("f2f7", "0000"), 80, alone(1, BLUE))
                                + "</Listeners><NextMarker>more</NextMarker>"),
                        listeners(listener(LISTENER, 443, both())))
                .on(
                        RULES,
                        rules(
                                rule(other, "20", path("/other/*", "/else/*"), alone(1, GREEN)),
                                rule(RULE, "10", path("/beta/*"), both()),
                                rule(GONE, "default", "", both())));

        Map<RouteRef, Route> found =
                listeners.describe(refs("web:443", "web:443/beta/*", "web:443/else/*", "web:443/no/*", "web:8080"));

        assertThat(found.keySet()).isEqualTo(refs("web:443", "web:443/beta/*", "web:443/else/*"));
        assertThat(found.values()).extracting(Route::arn).containsExactly(LISTENER, RULE, other);
        assertThat(found.values())
                .extracting(Route::name)
                .containsExactly("web:443", "rule 10 of web:443", "rule 20 of web:443");
        assertThat(wire.log()).containsExactly(BALANCERS, LISTENERS, LISTENERS, RULES);
        assertThat(sent(BALANCERS)).isEqualTo(Map.of("Names.member.1", "web"));
        assertThat(sent(LISTENERS)).containsEntry("LoadBalancerArn", BALANCER).containsEntry("Marker", "more");
        assertThat(sent(RULES)).isEqualTo(Map.of("ListenerArn", LISTENER, "PageSize", "400"));
    }

    @Test
    void a_listener_found_by_its_port_needs_no_rules() {
        wire.on(BALANCERS, balancers("web", BALANCER)).on(LISTENERS, listeners(listener(LISTENER, 443, both())));

        assertThat(one("web:0443").arn()).isEqualTo(LISTENER);
        assertThat(wire.log()).containsExactly(BALANCERS, LISTENERS);
    }

    @Test
    void a_load_balancer_that_does_not_exist_has_no_routes() {
        wire.on(BALANCERS, Wire.error(400, "LoadBalancerNotFound", "Load balancers '[web]' not found"));

        assertThat(listeners.describe(refs("web:443"))).isEmpty();
    }

    @Test
    void a_load_balancer_or_listener_that_goes_meanwhile_has_no_routes() {
        wire.on(BALANCERS, balancers("web", BALANCER))
                .on(
                        LISTENERS,
                        Wire.error(400, "LoadBalancerNotFound", "gone"),
                        listeners(listener(LISTENER, 443, both())))
                .on(RULES, Wire.error(400, "ListenerNotFound", "gone"));

        assertThat(listeners.describe(refs("web:443"))).isEmpty();
        assertThat(listeners.describe(refs("web:443/beta/*"))).isEmpty();
    }

    @Test
    void a_pattern_of_several_rules_names_them() {
        wire.on(BALANCERS, balancers("web", BALANCER))
                .on(LISTENERS, listeners(listener(LISTENER, 443, both())))
                .on(RULES, rules(rule(RULE, "10", path("/beta/*"), both()), rule(GONE, "20", path("/beta/*"), both())));

        assertThatExceptionOfType(PortException.Invalid.class)
                .isThrownBy(() -> listeners.describe(refs("web:443/beta/*")))
                .withMessageContaining("rule 10 of web:443 (" + RULE + "), rule 20 of web:443 (" + GONE + ")")
                .withMessageContaining("name the rule by its ARN");
    }

    @Test
    void what_uses_a_target_group_is_told_by_ports_and_priorities_from_every_page() {
        String plain = LISTENER.replace("f2f7", "0000");
        List<String> arns = IntStream.rangeClosed(1, 3)
                .mapToObj(number -> RULE.replace("9683b2d02a6cabee", "%016x".formatted(number)))
                .toList();
        wire.on(LISTENERS, listeners(listener(LISTENER, 443, both()), listener(plain, 80, alone(1, GREEN))))
                .on(
                        RULES,
                        rules(rule(
                                plain.replace(":listener/", ":listener-rule/") + "/d", "default", "", alone(1, GREEN))),
                        Wire.result("<Rules>" + rule(arns.get(0), "9", "", alone(1, GREEN))
                                + rule(arns.get(1), "100", "", alone(1, BLUE)) + "</Rules><NextMarker>m</NextMarker>"),
                        rules(rule(arns.get(2), "20", "", both()), rule(GONE, "default", "", both())));

        List<Route> using = listeners.using(BALANCER, Set.of(BLUE));

        assertThat(using.stream().map(Route::name).collect(Collectors.toList()))
                .containsExactly("web:443", "rule 20 of web:443", "rule 100 of web:443");
        assertThat(wire.log()).containsExactly(LISTENERS, RULES, RULES, RULES);
    }
}
