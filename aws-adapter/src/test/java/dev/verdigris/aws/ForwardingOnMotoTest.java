package dev.verdigris.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.verdigris.BlueGreen;
import dev.verdigris.aws.moto.MotoBalancer;
import dev.verdigris.aws.moto.MotoForwarding;
import dev.verdigris.aws.moto.MotoWorld;
import dev.verdigris.error.RefusedException;
import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import dev.verdigris.model.Traffic;
import dev.verdigris.outcome.Outcome;
import dev.verdigris.request.Deployment;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ActionTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RedirectActionStatusCodeEnum;

/** Whole deployments of an environment whose traffic is forwarded, through the real SDK. */
class ForwardingOnMotoTest {
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

    private final MotoWorld moto = MotoWorld.fresh();

    private static Environment beta(String... routes) {
        return Environment.named("beta")
                .traffic(Traffic.forwarding("Beta-Blue", "Beta-Green", routes))
                .build();
    }

    private static Action second(Action action) {
        return action.toBuilder().order(2).build();
    }

    private BlueGreen blueGreen(ExecutionInterceptor... interceptors) {
        return BlueGreen.on(Clouds.on(moto, interceptors));
    }

    @Test
    void a_rule_that_named_one_group_alone_goes_to_and_fro() {
        Environment environment = beta("web:80/beta/*");
        MotoForwarding beta = MotoForwarding.create(moto, environment);
        String listener = beta.balancer().listen(80, REDIRECT);
        String rule = beta.balancer().rule(listener, 1, "/beta/*", MotoBalancer.alone(beta.arn(Color.BLUE)));

        assertThat(blueGreen().deploy(environment)).isInstanceOf(Outcome.Succeeded.class);
        assertThat(beta.told(beta.balancer().rule(rule).actions().get(0))).isEqualTo("blue 0, green 100");
        assertThat(blueGreen().status(environment).toString()).contains("traffic reaches green, recorded is green");

        assertThat(blueGreen().rollback(environment)).isInstanceOf(Outcome.Succeeded.class);
        assertThat(beta.told(beta.balancer().rule(rule).actions().get(0))).isEqualTo("blue 100, green 0");

        assertThat(blueGreen().cleanup(environment)).isInstanceOf(Outcome.Succeeded.class);
        assertThat(blueGreen().deploy(environment)).isInstanceOf(Outcome.Succeeded.class);
        assertThat(beta.told(beta.balancer().rule(rule).actions().get(0))).isEqualTo("blue 0, green 100");
        assertThat(beta.balancer().listener(listener).defaultActions()).isEqualTo(List.of(REDIRECT));
    }

    @Test
    void the_default_actions_of_two_listeners_move_at_once_and_keep_what_else_is_in_them() {
        Environment environment = beta("web:443", "web:8443");
        MotoForwarding beta = MotoForwarding.create(moto, environment);
        String first = beta.balancer().listenSecurely(443, OIDC, second(beta.forward(1, 0, Duration.ofMinutes(1))));
        String other = beta.balancer().listenSecurely(8443, beta.forward(100, 0, null));
        String redirect = beta.balancer().rule(first, 1, "/old/*", REDIRECT);

        assertThat(blueGreen().deploy(environment)).isInstanceOf(Outcome.Succeeded.class);

        List<Action> actions = beta.balancer().listener(first).defaultActions();
        assertThat(actions).extracting(Action::typeAsString).containsExactly("authenticate-oidc", "forward");
        assertThat(actions).extracting(Action::order).containsExactly(1, 2);
        assertThat(actions.get(0).authenticateOidcConfig().clientId()).isEqualTo("beta");
        assertThat(actions.get(0).authenticateOidcConfig().useExistingClientSecret())
                .isTrue();
        assertThat(beta.told(actions.get(1))).isEqualTo("blue 0, green 100");
        assertThat(actions.get(1).forwardConfig().targetGroupStickinessConfig().durationSeconds())
                .isEqualTo(60);
        assertThat(beta.told(beta.balancer().listener(other).defaultActions().get(0)))
                .isEqualTo("blue 0, green 100");
        assertThat(beta.balancer().rule(redirect).actions()).isEqualTo(List.of(REDIRECT));
    }

    @Test
    void where_the_second_route_may_not_be_written_the_first_goes_back() {
        Environment environment = beta("web:80/beta/*", "web:8080");
        MotoForwarding beta = MotoForwarding.create(moto, environment);
        String listener = beta.balancer().listen(80, REDIRECT);
        String rule = beta.balancer().rule(listener, 1, "/beta/*", beta.forward(100, 0, null));
        String other = beta.balancer().listen(8080, beta.forward(100, 0, null));
        Operations used = new Operations();

        Outcome outcome = blueGreen(used, Interceptors.denied(ElbListeners.MODIFY_LISTENER))
                .deploy(environment);

        assertThat(outcome).isInstanceOf(Outcome.RolledBack.class);
        assertThat(outcome.toString()).contains("allow elasticloadbalancing:ModifyListener to the credentials in use");
        assertThat(used.seen()).extracting(Operations.Used::action).contains(ElbListeners.MODIFY_RULE);
        assertThat(beta.told(beta.balancer().rule(rule).actions().get(0))).isEqualTo("blue 100, green 0");
        assertThat(beta.told(beta.balancer().listener(other).defaultActions().get(0)))
                .isEqualTo("blue 100, green 0");
    }

    @Test
    void a_write_whose_answer_is_lost_is_sent_again() {
        Environment environment = beta("web:8080");
        MotoForwarding beta = MotoForwarding.create(moto, environment);
        String listener = beta.balancer().listen(8080, beta.forward(100, 0, null));
        Interference lost = new Interference()
                .on("ModifyListener", Interference.lostReply(), Interference.lostReply(), Interference.outage());

        assertThat(blueGreen(lost).deploy(environment)).isInstanceOf(Outcome.Succeeded.class);

        assertThat(lost.log().stream().filter("ModifyListener"::equals)).hasSize(4);
        assertThat(beta.told(beta.balancer().listener(listener).defaultActions().get(0)))
                .isEqualTo("blue 0, green 100");
    }

    @Test
    void a_route_that_does_not_exist_is_refused_by_name() {
        Environment environment = beta("web:8080");
        MotoForwarding.create(moto, environment);

        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> blueGreen().plan(Deployment.of(environment)))
                .withMessageContaining("'web:8080'");
    }
}
