package dev.verdigris.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.verdigris.error.PortException;
import dev.verdigris.model.TargetGroupRef;
import dev.verdigris.port.Listeners.Entrance;
import java.net.URI;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** How requests come to a target group: by which calls that is found, and what of it is told. */
class ElbEntrancesTest extends ElbListenersScenario {
    private static final String GROUPS = "DescribeTargetGroups";

    /** What comes by one listener without rules, of a load balancer that is told so. */
    private List<Entrance> through(Wire.Reply balancer) {
        wire.on(GROUPS, group("<member>" + BALANCER + "</member>"))
                .on(BALANCERS, balancer)
                .on(LISTENERS, listeners(listener(LISTENER, 443, both())))
                .on(RULES, rules());
        return listeners.entrances(Set.of(new TargetGroupRef(BLUE)));
    }

    private static Wire.Reply group(String balancers) {
        return Wire.result("<TargetGroups><member><TargetGroupArn>" + BLUE + "</TargetGroupArn><LoadBalancerArns>"
                + balancers + "</LoadBalancerArns></member></TargetGroups>");
    }

    private static Wire.Reply balancer(String type, String scheme) {
        return Wire.result("<LoadBalancers><member><LoadBalancerArn>" + BALANCER
                + "</LoadBalancerArn><DNSName>web-1.us-east-1.elb.amazonaws.com</DNSName><Scheme>" + scheme
                + "</Scheme><Type>" + type + "</Type></member></LoadBalancers>");
    }

    private static String condition(String field, String config, String values) {
        return "<member><Field>" + field + "</Field><" + config + ">" + values + "</" + config + "></member>";
    }

    private static String host(String... hosts) {
        return condition(
                "host-header",
                "HostHeaderConfig",
                "<Values><member>" + String.join("</member><member>", hosts) + "</member></Values>");
    }

    private Entrance byRule(String conditions) {
        wire.on(GROUPS, group("<member>" + BALANCER + "</member>"))
                .on(BALANCERS, balancer("application", "internet-facing"))
                .on(LISTENERS, listeners(listener(LISTENER, 443, alone(1, GREEN))))
                .on(RULES, rules(rule(RULE, "10", conditions, alone(1, BLUE))));
        List<Entrance> entrances = listeners.entrances(Set.of(new TargetGroupRef(BLUE)));
        assertThat(entrances).hasSize(1);
        return entrances.get(0);
    }

    @Test
    void a_listener_is_reached_at_the_name_of_its_load_balancer_by_its_protocol_and_port() {
        assertThat(through(balancer("application", "internet-facing")))
                .containsExactly(new Entrance(
                        "web:443",
                        URI.create("https://web-1.us-east-1.elb.amazonaws.com:443"),
                        false,
                        List.of(),
                        List.of(),
                        List.of()));
        assertThat(wire.log()).containsExactly(GROUPS, BALANCERS, LISTENERS, RULES);
        assertThat(sent(BALANCERS)).containsEntry("LoadBalancerArns.member.1", BALANCER);
    }

    @Test
    void an_internal_load_balancer_says_so() {
        assertThat(through(balancer("application", "internal")))
                .singleElement()
                .satisfies(entrance -> assertThat(entrance.internal()).isTrue())
                .hasToString("web:443 (internal)");
    }

    @Test
    void a_rule_takes_the_hosts_and_the_paths_that_it_lists() {
        Entrance entrance = byRule(host("*.example.org", "www.Example.com") + path("/beta/*"));

        assertThat(entrance).hasToString("rule 10 of web:443 for *.example.org www.Example.com /beta/*");
        assertThat(entrance.origin()).isEqualTo(URI.create("https://web-1.us-east-1.elb.amazonaws.com:443"));
        assertThat(entrance.usualHost()).isEqualTo("www.Example.com");
        assertThat(entrance.takes("www.example.com", "/beta/health")).isTrue();
        assertThat(entrance.takes("a.example.org", "/beta/")).isTrue();
        assertThat(entrance.takes("example.org", "/beta/health")).isFalse();
        assertThat(entrance.takes("www.example.com", "/Beta/health")).isFalse();
    }

    @Test
    void a_rule_of_patterns_alone_has_no_usual_host() {
        assertThat(byRule(host("*.example.org")).usualHost()).isNull();
    }

    @Test
    void a_rule_that_asks_for_more_takes_no_probe() {
        Entrance byHeader = byRule(path("/beta/*")
                + condition(
                        "http-header",
                        "HttpHeaderConfig",
                        "<HttpHeaderName>X-Beta</HttpHeaderName><Values><member>1</member></Values>"));

        assertThat(byHeader).hasToString("rule 10 of web:443 for /beta/* http-header");
        assertThat(byHeader.takes("any", "/beta/health")).isFalse();
    }

    @Test
    void a_rule_by_a_regular_expression_takes_none_either() {
        Entrance byExpression = byRule(
                condition("path-pattern", "PathPatternConfig", "<RegexValues><member>^/b.*$</member></RegexValues>"));
        assertThat(byExpression.takes("any", "/beta")).isFalse();
        assertThat(byExpression.besides()).containsExactly("path-pattern");
    }

    @Test
    void what_is_behind_another_kind_of_load_balancer_has_none() {
        assertThat(through(balancer("gateway", "internal"))).isEmpty();
    }

    @Test
    void what_no_load_balancer_uses_has_none() {
        wire.on(GROUPS, group(""));
        assertThat(listeners.entrances(Set.of(new TargetGroupRef(BLUE)))).isEmpty();
    }

    @Test
    void target_groups_are_asked_for_by_name_or_ARN_and_one_that_is_gone_has_none() {
        wire.on(
                GROUPS,
                request -> (request.containsKey("Names.member.1")
                                ? Wire.error(400, "TargetGroupNotFound", "One or more target groups not found")
                                : group(""))
                        .to(request));

        assertThat(listeners.entrances(Set.of(new TargetGroupRef(BLUE), new TargetGroupRef("Green"))))
                .isEmpty();
        assertThat(wire.requests(GROUPS))
                .hasSize(2)
                .first()
                .satisfies(request -> assertThat(request).containsEntry("TargetGroupArns.member.1", BLUE));
    }

    @Test
    void a_load_balancer_that_is_gone_meanwhile_has_none() {
        assertThat(through(Wire.error(400, "LoadBalancerNotFound", "One or more load balancers not found")))
                .isEmpty();
    }

    @Test
    void what_may_not_be_read_says_what_to_allow() {
        assertThatExceptionOfType(PortException.Denied.class)
                .isThrownBy(() -> through(Wire.error(403, "AccessDenied", "no")))
                .withMessageContaining("allow elasticloadbalancing:DescribeLoadBalancers");
    }
}
