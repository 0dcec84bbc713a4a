package dev.verdigris.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.verdigris.error.PermitDeniedException;
import dev.verdigris.error.PortException;
import dev.verdigris.port.Listeners.Split;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What keeps weights from being written, and what is said then. */
class ElbForwardRefusalsTest extends ElbListenersScenario {
    private static final Split TO_GREEN = split(0, 100, null);

    private void found(String... actions) {
        wire.on(RULES, rules(rule(RULE, "10", path("/beta/*"), actions)))
                .on(LISTENERS, listeners(listener(LISTENER, 443, actions)));
    }

    @Test
    void an_action_that_would_lose_its_configuration_is_not_sent() {
        found(action("brand-new", 1, "<BrandNewConfig><A>b</A></BrandNewConfig>"), both());

        for (String route : new String[] {RULE, LISTENER}) {
            assertThatExceptionOfType(PortException.Invalid.class)
                    .isThrownBy(() -> listeners.forward(route, TO_GREEN, wire.permit))
                    .withMessageContaining("brand-new")
                    .withMessageContaining("update Verdigris and the AWS SDK")
                    .matches(e -> e.operation().startsWith("elasticloadbalancing:Modify"));
        }
        assertThat(wire.log()).containsExactly(RULES, LISTENERS);
    }

    @Test
    void the_default_rule_and_a_network_load_balancer_are_not_written_to() {
        String net = LISTENER.replace("/app/", "/net/");
        wire.on(RULES, rules(rule(RULE, "default", "", both()))).on(LISTENERS, listeners(listener(net, 443, both())));

        assertThatExceptionOfType(PortException.Invalid.class)
                .isThrownBy(() -> listeners.forward(RULE, TO_GREEN, wire.permit))
                .withMessageContaining("name the listener instead: " + LISTENER);
        assertThatExceptionOfType(PortException.Invalid.class)
                .isThrownBy(() -> listeners.forward(net, TO_GREEN, wire.permit))
                .withMessageContaining("Application Load Balancer");
        assertThat(wire.log()).containsExactly(RULES, LISTENERS);
    }

    @Test
    void weights_that_send_requests_nowhere_are_refused_without_a_call() {
        for (Split nowhere : new Split[] {split(0, 0, null), new Split(Map.of(), null)}) {
            assertThatExceptionOfType(PortException.Invalid.class)
                    .isThrownBy(() -> listeners.forward(RULE, nowhere, wire.permit))
                    .withMessageContaining("at least one has a weight above 0");
        }
        assertThat(wire.log()).isEmpty();
    }

    @Test
    void six_target_groups_are_refused_without_a_call() {
        Map<String, Integer> six = new LinkedHashMap<>();
        for (int number = 0; number < 6; number++) {
            six.put(BLUE + number, 1);
        }

        assertThatExceptionOfType(PortException.Invalid.class)
                .isThrownBy(() -> listeners.forward(RULE, new Split(six, null), wire.permit))
                .withMessageContaining("expected 1 to 5 target groups");
        assertThat(wire.log()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({RULES + "," + MODIFY_RULE + "," + RULE, LISTENERS + "," + MODIFY_LISTENER + "," + LISTENER})
    void a_write_that_is_denied_says_what_to_allow(String read, String write, String route) {
        found(both());
        wire.on(write, Wire.error(403, "AccessDenied", "no identity-based policy allows it"));

        assertThatExceptionOfType(PortException.Denied.class)
                .isThrownBy(() -> listeners.forward(route, TO_GREEN, wire.permit))
                .withMessageContaining("allow elasticloadbalancing:" + write + " to the credentials in use");
        assertThat(wire.log()).containsExactly(read, "permit", write);
    }

    @Test
    void an_action_of_another_service_that_AWS_asks_for_is_named() {
        found(both());
        wire.on(
                MODIFY_RULE,
                Wire.error(
                        403,
                        "AccessDenied",
                        "User: arn:aws:iam::123456789012:user/ci is not authorized to perform:"
                                + " cognito-idp:DescribeUserPoolClient"));

        assertThatExceptionOfType(PortException.Denied.class)
                .isThrownBy(() -> listeners.forward(RULE, TO_GREEN, wire.permit))
                .matches(e -> e.remedy().equals("allow cognito-idp:DescribeUserPoolClient to the credentials in use"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"RuleNotFound", "TargetGroupNotFound"})
    void what_goes_meanwhile_is_not_found(String code) {
        found(both());
        wire.on(MODIFY_RULE, Wire.error(400, code, "One or more not found"));

        assertThatExceptionOfType(PortException.NotFound.class)
                .isThrownBy(() -> listeners.forward(RULE, TO_GREEN, wire.permit));
        assertThat(wire.transmissions(MODIFY_RULE)).isOne();
    }

    @ParameterizedTest
    @CsvSource({RULES + ",RuleNotFound,rule," + RULE, LISTENERS + ",ListenerNotFound,listener," + LISTENER})
    void a_route_that_is_gone_is_named(String read, String code, String what, String route) {
        wire.on(read, Wire.error(400, code, "not found"));

        assertThatExceptionOfType(PortException.NotFound.class)
                .isThrownBy(() -> listeners.forward(route, TO_GREEN, wire.permit))
                .withMessageContaining("expected the " + what + " " + route + ", found none");
        assertThat(wire.log()).containsExactly(read);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "TooManyUniqueTargetGroupsPerLoadBalancer",
                "TooManyTargets",
                "TargetGroupAssociationLimit",
                "IncompatibleProtocols",
                "OperationNotPermitted",
                "InvalidLoadBalancerAction"
            })
    void what_AWS_refuses_is_not_tried_again(String code) {
        found(both());
        wire.on(MODIFY_RULE, Wire.error(400, code, "limit reached"));

        assertThatExceptionOfType(PortException.Invalid.class)
                .isThrownBy(() -> listeners.forward(RULE, TO_GREEN, wire.permit))
                .withMessageContaining(code);
        assertThat(wire.transmissions(MODIFY_RULE)).isOne();
    }

    @Test
    void throttling_and_lost_answers_are_tried_again_each_time_with_a_permit() {
        found(both());
        wire.on(
                MODIFY_RULE,
                Wire.error(400, "Throttling", "Rate exceeded"),
                Wire.error(500, "InternalFailure", "later"),
                Wire.broken(),
                DONE);

        listeners.forward(RULE, TO_GREEN, wire.permit);

        assertThat(wire.log())
                .containsExactly(
                        RULES,
                        "permit",
                        MODIFY_RULE,
                        "permit",
                        MODIFY_RULE,
                        "permit",
                        MODIFY_RULE,
                        "permit",
                        MODIFY_RULE);
        assertThat(wire.requests(MODIFY_RULE))
                .allMatch(request -> request.equals(wire.requests(MODIFY_RULE).get(0)));
    }

    @Test
    void without_a_permit_nothing_is_sent() {
        found(both());

        assertThatExceptionOfType(PermitDeniedException.class)
                .isThrownBy(() -> listeners.forward(RULE, TO_GREEN, () -> {
                    throw new PermitDeniedException("the deployment has ended", "nothing");
                }));
        assertThat(wire.log()).containsExactly(RULES);
    }

    /** AWS tells no secrets; Moto does, and so may another server. */
    private static final String OIDC = action(
            "authenticate-oidc",
            1,
            "<AuthenticateOidcConfig><ClientId>beta</ClientId><ClientSecret>s3cret</ClientSecret>"
                    + "</AuthenticateOidcConfig>");

    @Test
    void a_secret_is_not_told_with_what_is_read() {
        found(OIDC, both());

        assertThat(listeners.describe(Set.of(ref(RULE), ref(LISTENER))).toString())
                .contains(BLUE)
                .doesNotContain("s3cret");
        assertThat(listeners.using(BALANCER, Set.of(BLUE)).toString())
                .contains(BLUE)
                .doesNotContain("s3cret");
    }

    @Test
    void a_secret_is_not_told_with_a_refusal_of_ours() {
        found(OIDC, action("brand-new", 2, ""), both());

        assertThat(trace()).contains("brand-new").doesNotContain("s3cret");
    }

    @Test
    void a_secret_is_neither_sent_nor_told_with_a_failure_of_AWS() {
        found(OIDC, both());
        wire.on(MODIFY_RULE, Wire.error(400, "InvalidLoadBalancerAction", "no"), Wire.broken());

        assertThat(trace()).contains("InvalidLoadBalancerAction").doesNotContain("s3cret");
        assertThat(trace()).contains("connection reset").doesNotContain("s3cret");
        assertThat(wire.requests(MODIFY_RULE)).hasSizeGreaterThan(1).noneMatch(sent -> sent.containsValue("s3cret"));
    }

    private String trace() {
        StringWriter trace = new StringWriter();
        catchThrowableOfType(PortException.class, () -> listeners.forward(RULE, TO_GREEN, wire.permit))
                .printStackTrace(new PrintWriter(trace));
        return trace.toString();
    }
}
