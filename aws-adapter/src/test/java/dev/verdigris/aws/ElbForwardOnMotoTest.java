package dev.verdigris.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.verdigris.aws.moto.MotoBalancer;
import dev.verdigris.aws.moto.MotoWorld;
import dev.verdigris.error.PortException;
import dev.verdigris.model.Traffic.RouteRef;
import dev.verdigris.port.Listeners;
import dev.verdigris.port.Listeners.Split;
import dev.verdigris.port.Permit;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ActionTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.AuthenticateOidcActionConditionalBehaviorEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ForwardActionConfig;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RedirectActionStatusCodeEnum;

/** Routes with more in them than a forward action, on a server that remembers what it is sent. */
class ElbForwardOnMotoTest {
    private static final Permit GRANTED = () -> {};
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Action REDIRECT = Action.builder()
            .type(ActionTypeEnum.REDIRECT)
            .redirectConfig(redirect -> redirect.protocol("HTTPS")
                    .port("443")
                    .host("#{host}")
                    .path("/#{path}")
                    .query("#{query}")
                    .statusCode(RedirectActionStatusCodeEnum.HTTP_301))
            .build();
    private static final Action OIDC = Action.builder()
            .type(ActionTypeEnum.AUTHENTICATE_OIDC)
            .order(1)
            .authenticateOidcConfig(oidc -> oidc.issuer("https://id.example")
                    .authorizationEndpoint("https://id.example/auth")
                    .tokenEndpoint("https://id.example/token")
                    .userInfoEndpoint("https://id.example/me")
                    .clientId("beta")
                    .clientSecret("s3cret")
                    .scope("openid email")
                    .sessionTimeout(3600L)
                    .authenticationRequestExtraParams(Map.of("prompt", "login"))
                    .onUnauthenticatedRequest(AuthenticateOidcActionConditionalBehaviorEnum.AUTHENTICATE))
            .build();

    private final MotoWorld moto = MotoWorld.fresh();
    private final String blue = moto.createTargetGroup("Beta-Blue", 80, false);
    private final String green = moto.createTargetGroup("Beta-Green", 80, false);
    private final MotoBalancer web = moto.createLoadBalancer("web");
    private final Listeners listeners = Objects.requireNonNull(Clouds.on(moto).listeners());

    private Split split(int toBlue, int toGreen, @Nullable Duration stickiness) {
        Map<String, Integer> weights = new LinkedHashMap<>();
        weights.put(blue, toBlue);
        weights.put(green, toGreen);
        return new Split(weights, stickiness);
    }

    private Action forward(int order, Split split) {
        return MotoBalancer.forward(split.weights(), split.stickiness()).toBuilder()
                .order(order)
                .build();
    }

    private Split told(String route) {
        RouteRef ref = new RouteRef(route);
        return Objects.requireNonNull(listeners.describe(Set.of(ref)).get(ref)).split();
    }

    @Test
    void a_rule_that_named_one_group_alone_names_both_and_keeps_its_path_and_priority() {
        String listener = web.listen(80, REDIRECT);
        String rule = web.rule(listener, 7, "/beta/*", MotoBalancer.alone(blue));
        assertThat(told(rule)).isEqualTo(new Split(Map.of(blue, 1), null));

        listeners.forward(rule, split(100, 0, null), GRANTED);
        assertThat(told(rule)).isEqualTo(split(100, 0, null));
        listeners.forward(rule, split(0, 100, null), GRANTED);

        assertThat(told("web:80/beta/*")).isEqualTo(split(0, 100, null));
        assertThat(web.rule(rule).priority()).isEqualTo("7");
        assertThat(web.rule(rule).conditions())
                .singleElement()
                .satisfies(condition ->
                        assertThat(condition.pathPatternConfig().values()).containsExactly("/beta/*"));
        assertThat(web.rule(rule).actions())
                .singleElement()
                .satisfies(action -> assertThat(action.targetGroupArn()).isNull());
        assertThat(web.listener(listener).defaultActions()).isEqualTo(List.of(REDIRECT));
    }

    @Test
    void the_default_actions_of_two_listeners_keep_all_else_that_is_in_them() {
        String secure = web.listenSecurely(443, OIDC, forward(2, split(100, 0, HOUR)));
        String plain = web.listen(80, forward(1, split(100, 0, null)));
        String redirect = web.rule(plain, 1, "/old/*", REDIRECT);
        Set<RouteRef> both = new LinkedHashSet<>(List.of(new RouteRef("web:443"), new RouteRef("web:80")));

        for (Listeners.Route route : listeners.describe(both).values()) {
            assertThat(route.obstacle()).isNull();
            listeners.forward(route.arn(), split(0, 100, route.split().stickiness()), GRANTED);
        }

        assertThat(told(secure)).isEqualTo(split(0, 100, HOUR));
        assertThat(told(plain)).isEqualTo(split(0, 100, null));
        List<Action> actions = web.listener(secure).defaultActions();
        assertThat(actions).extracting(Action::order).containsExactly(1, 2);
        assertThat(actions.get(0).authenticateOidcConfig())
                .isEqualTo(OIDC.authenticateOidcConfig().toBuilder()
                        .clientSecret(null)
                        .useExistingClientSecret(true)
                        .build());
        assertThat(web.listener(secure).certificates()).hasSize(1);
        assertThat(web.listener(secure).port()).isEqualTo(443);
        assertThat(web.rule(redirect).actions()).isEqualTo(List.of(REDIRECT));
    }

    @Test
    void stickiness_is_taken_off_and_put_on_again_with_the_weights() {
        String listener = web.listen(80, REDIRECT);
        String rule = web.rule(listener, 7, "/beta/*", forward(1, split(100, 0, HOUR)));

        listeners.forward(rule, split(0, 100, null), GRANTED);
        assertThat(told(rule)).isEqualTo(split(0, 100, null));
        ForwardActionConfig off = web.rule(rule).actions().get(0).forwardConfig();
        assertThat(off.targetGroupStickinessConfig().enabled()).isFalse();

        listeners.forward(rule, split(100, 0, HOUR), GRANTED);
        assertThat(told(rule)).isEqualTo(split(100, 0, HOUR));
    }

    @Test
    void where_a_second_route_is_refused_the_first_can_go_back() {
        String listener = web.listen(80, REDIRECT);
        String first = web.rule(listener, 1, "/beta/*", forward(1, split(100, 0, null)));
        String second = web.rule(listener, 2, "/beta2/*", forward(1, split(100, 0, null)));
        String absent = green.replace("Beta-Green", "Absent");

        listeners.forward(first, split(0, 100, null), GRANTED);
        assertThatExceptionOfType(PortException.NotFound.class)
                .isThrownBy(() -> listeners.forward(second, new Split(Map.of(absent, 1), null), GRANTED))
                .withMessageContaining("TargetGroupNotFound");
        listeners.forward(first, split(100, 0, null), GRANTED);

        assertThat(told(first)).isEqualTo(split(100, 0, null));
        assertThat(told(second)).isEqualTo(split(100, 0, null));
    }

    @Test
    void sixty_rules_come_in_the_order_of_their_priorities() {
        String listener = web.listen(80, REDIRECT);
        for (int priority = 60; priority >= 1; priority--) {
            web.rule(listener, priority, "/" + priority + "/*", forward(1, split(1, 1, null)));
        }

        assertThat(listeners.using(web.arn(), Set.of(green)))
                .hasSize(60)
                .first()
                .satisfies(route -> assertThat(route.name()).isEqualTo("rule 1 of web:80"));
    }
}
