package dev.verdigris.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;
import static org.assertj.core.api.InstanceOfAssertFactories.MAP;

import dev.verdigris.aws.moto.MotoBalancer;
import dev.verdigris.model.Color;
import dev.verdigris.model.GroupSize;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ActionTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RedirectActionStatusCodeEnum;

/** The packaged CLI as a process on a Moto server, where traffic is forwarded. */
@Execution(ExecutionMode.CONCURRENT)
class ForwardingEndToEndTest {
    private static final Action REDIRECT = Action.builder()
            .type(ActionTypeEnum.REDIRECT)
            .redirectConfig(redirect -> redirect.protocol("HTTPS").statusCode(RedirectActionStatusCodeEnum.HTTP_301))
            .build();
    private static final Action OIDC = Action.builder()
            .type(ActionTypeEnum.AUTHENTICATE_OIDC)
            .order(1)
            .authenticateOidcConfig(oidc -> oidc.issuer("https://id.example")
                    .authorizationEndpoint("https://id.example/auth")
                    .tokenEndpoint("https://id.example/token")
                    .userInfoEndpoint("https://id.example/me")
                    .clientId("beta")
                    .clientSecret("s3cret"))
            .build();
    private static final String DENIED =
            "<ErrorResponse xmlns=\"http://elasticloadbalancing.amazonaws.com/doc/2015-12-01/\">"
                    + "<Error><Type>Sender</Type><Code>AccessDenied</Code>"
                    + "<Message>not authorized to perform: elasticloadbalancing:ModifyListener</Message></Error>"
                    + "<RequestId>1</RequestId></ErrorResponse>";

    private final ForwardedBeta beta = ForwardedBeta.create();

    @Test
    void a_rule_that_named_one_group_alone_goes_to_and_fro() {
        String listener = beta.balancer().listen(80, REDIRECT);
        String rule = beta.balancer()
                .rule(listener, 1, "/beta/*", MotoBalancer.alone(beta.moto().arn(Color.BLUE)));
        beta.route(rule);
        Set<String> first = beta.instances(Color.BLUE);
        says("blue", 100, 0, "blue 1");
        assertThat(status()).containsEntry("drift", List.of());

        assertThat(changed("refresh")).containsEntry("from", "blue").containsEntry("to", "green");
        says("green", 0, 100, "blue 0, green 100");
        assertThat(beta.told()).containsExactly("blue 0, green 100");
        assertThat(beta.recordedColor()).isEqualTo("green");
        assertThat(beta.size(Color.GREEN)).isEqualTo(new GroupSize(2, 100, 3));
        assertThat(beta.instances(Color.BLUE)).as("kept warm").isEqualTo(first);

        assertThat(changed("rollback")).containsEntry("from", "green").containsEntry("to", "blue");
        says("blue", 100, 0, "blue 100, green 0");
        assertThat(beta.instances(Color.BLUE)).isEqualTo(first);
        assertThat(status()).containsEntry("drift", List.of());

        changed("cleanup");
        assertThat(beta.size(Color.GREEN)).isEqualTo(new GroupSize(0, 100, 0));
        changed("refresh");
        says("green", 0, 100, "blue 0, green 100");
        assertThat(beta.balancer().listener(listener).defaultActions()).isEqualTo(List.of(REDIRECT));
        assertThat(beta.balancer()
                        .rule(rule)
                        .conditions()
                        .get(0)
                        .pathPatternConfig()
                        .values())
                .containsExactly("/beta/*");
    }

    @Test
    void the_default_actions_of_two_listeners_move_at_once_and_keep_what_else_is_in_them() {
        Action sticky = beta.moto().forward(1, 0, Duration.ofSeconds(1)).toBuilder()
                .order(2)
                .build();
        String first = beta.balancer().listenSecurely(443, OIDC, sticky);
        String other = beta.balancer().listenSecurely(8443, beta.moto().forward(100, 0, null));
        String redirect = beta.balancer().rule(first, 1, "/old/*", REDIRECT);
        beta.route(first);
        beta.route(other);

        Ran ran = beta.cli("refresh", "--yes", "--poll-interval", "50ms").exiting(0);

        assertThat(ran.out() + ran.err()).doesNotContain("s3cret").contains("web:443", "web:8443");
        assertThat(beta.told()).containsExactly("blue 0, green 100", "blue 0, green 100");
        List<Action> actions = beta.balancer().listener(first).defaultActions();
        assertThat(actions).extracting(Action::typeAsString).containsExactly("authenticate-oidc", "forward");
        assertThat(actions).extracting(Action::order).containsExactly(1, 2);
        assertThat(actions.get(0).authenticateOidcConfig().clientId()).isEqualTo("beta");
        assertThat(actions.get(1).forwardConfig().targetGroupStickinessConfig().enabled())
                .isTrue();
        assertThat(actions.get(1).forwardConfig().targetGroupStickinessConfig().durationSeconds())
                .isEqualTo(1);
        assertThat(beta.balancer().rule(redirect).actions()).isEqualTo(List.of(REDIRECT));
        assertThat(beta.cli("validate").exiting(0).err()).isEmpty();
    }

    @Test
    void where_the_second_route_may_not_be_written_the_first_goes_back() {
        twoRoutes();
        try (Interposed proxy = new Interposed(
                beta.world().endpoint(),
                (action, body, moto) ->
                        action.equals("ModifyListener") ? new Interposed.Answer(403, DENIED) : moto.answer())) {
            Ran ran = beta.start(proxy.endpoint(), List.of("refresh", "--yes", "--json", "--poll-interval", "50ms"))
                    .ended()
                    .exiting(4);

            assertThat(ran.json())
                    .containsEntry("outcome", "ROLLED_BACK")
                    .containsEntry("residue", List.of())
                    .extractingByKey("cause")
                    .asString()
                    .contains("elasticloadbalancing:ModifyListener");
        }
        assertThat(beta.told()).containsExactly("blue 100, green 0", "blue 100, green 0");
        says("blue", 100, 0, "blue 100, green 0");
        assertThat(beta.recordedColor()).isEqualTo("blue");
        assertThat(beta.size(Color.BLUE)).isEqualTo(new GroupSize(2, 100, 3));
        assertThat(beta.size(Color.GREEN)).isEqualTo(new GroupSize(0, 100, 0));
    }

    @Test
    void a_dry_run_prints_the_plan_of_forwarding_and_changes_nothing() {
        twoRoutes();

        Ran ran = beta.cli("refresh", "--dry-run").exiting(0);

        assertThat(ran.out())
                .startsWith("Deploy beta: blue → green")
                .contains("rule 1 of web:80 and web:8080", "leave beta-blue as it is for 100ms");
        assertThat(beta.told()).containsExactly("blue 100, green 0", "blue 100, green 0");
        assertThat(beta.size(Color.GREEN)).isEqualTo(new GroupSize(0, 100, 0));
    }

    @Test
    void routes_that_disagree_are_drift_and_reconcile_closes_it() {
        twoRoutes();
        beta.balancer()
                .elb()
                .modifyListener(request -> request.listenerArn(beta.routes().get(1))
                        .defaultActions(beta.moto().forward(0, 100, null)));

        assertThat(status())
                .extractingByKey("drift", LIST)
                .singleElement()
                .asString()
                .contains("rule 1 of web:80 says blue 100, green 0", "web:8080 says blue 0, green 100");

        beta.cli("reconcile", "--yes", "--stable-for", "200ms", "--poll-interval", "50ms")
                .exiting(0);

        assertThat(status()).containsEntry("drift", List.of());
        assertThat(beta.told()).containsExactly("blue 100, green 0", "blue 100, green 0");
        says("blue", 100, 0, "blue 100, green 0");
    }

    private void twoRoutes() {
        String listener = beta.balancer().listen(80, REDIRECT);
        beta.route(beta.balancer().rule(listener, 1, "/beta/*", beta.moto().forward(100, 0, null)));
        beta.route(beta.balancer().listen(8080, beta.moto().forward(100, 0, null)));
    }

    private Map<String, Object> changed(String command) {
        return assertThat(beta.cli(command, "--yes", "--json", "--poll-interval", "50ms")
                        .exiting(0)
                        .json())
                .containsEntry("outcome", "SUCCEEDED")
                .containsEntry("residue", List.of())
                .actual();
    }

    private Map<String, Object> status() {
        return beta.cli("status", "--json").exiting(0).json();
    }

    /** What the status says: who serves, by what weights, and what the first route says. */
    private void says(String active, int toBlue, int toGreen, String first) {
        Map<String, Object> weights = Map.of("blue", toBlue, "green", toGreen);
        assertThat(status())
                .containsEntry("traffic", "forwarding")
                .containsEntry("activeColor", active)
                .containsEntry("weights", weights)
                .containsEntry("deployment", null)
                .extractingByKey("routes", LIST)
                .first(MAP)
                .containsEntry("weights", weights)
                .containsEntry("says", first);
    }
}
