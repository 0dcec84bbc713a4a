package dev.verdigris.aws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.verdigris.BlueGreen;
import dev.verdigris.Status;
import dev.verdigris.aws.moto.MotoEnvironment;
import dev.verdigris.aws.moto.MotoWorld;
import dev.verdigris.event.Event;
import dev.verdigris.hook.Check;
import dev.verdigris.model.Color;
import dev.verdigris.model.GroupSize;
import dev.verdigris.outcome.Outcome;
import dev.verdigris.request.Deployment;
import dev.verdigris.request.Policy;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RegisterTargetsRequest;

/** Whole deployments through the real SDK, looked at with calls of the test's own. */
class DeploymentOnMotoTest {

    private static MotoEnvironment beta(int min, int desired) {
        return MotoWorld.fresh().environment("beta").blue(min, 100, desired).create();
    }

    @ParameterizedTest
    @CsvSource({"2, 3", "40, 45"})
    void deploy_roll_back_deploy_again_and_clean_up(int min, int desired) {
        MotoEnvironment beta = beta(min, desired);
        Map<String, String> seen = new TreeMap<>();
        BlueGreen blueGreen = BlueGreen.builder(Clouds.on(beta.world()))
                .check("untouched", subject -> {
                    seen.put("before the cutover", picture(beta));
                    return Check.Verdict.passed();
                })
                .listener(event -> {
                    if (event instanceof Event.StepDone done && done.step().id().equals("await-healthy")) {
                        seen.put("during the cutover", picture(beta));
                    }
                })
                .build();
        Set<String> first = beta.instances(Color.BLUE);

        assertThat(blueGreen.deploy(beta.environment())).isInstanceOf(Outcome.Succeeded.class);

        assertThat(seen)
                .containsEntry(
                        "before the cutover",
                        "blue %1$d/%1$d, %1$d registered; green %1$d/%1$d, 0 registered; recorded blue"
                                .formatted(desired))
                .containsEntry(
                        "during the cutover",
                        "blue %1$d/%1$d, %1$d registered; green %1$d/%1$d, %1$d registered; recorded blue"
                                .formatted(desired));
        assertServes(beta, Color.GREEN, new GroupSize(min, 100, desired));
        assertThat(beta.size(Color.BLUE)).isEqualTo(new GroupSize(desired, 100, desired));
        assertThat(beta.instances(Color.BLUE)).isEqualTo(first);
        assertStatusAgrees(blueGreen, beta, Color.GREEN);
        Set<String> second = beta.instances(Color.GREEN);

        assertThat(blueGreen.rollback(beta.environment())).isInstanceOf(Outcome.Succeeded.class);

        assertServes(beta, Color.BLUE, new GroupSize(min, 100, desired));
        assertThat(beta.instances(Color.BLUE)).isEqualTo(first);
        assertThat(beta.size(Color.GREEN)).isEqualTo(new GroupSize(desired, 100, desired));
        assertThat(beta.instances(Color.GREEN)).isEqualTo(second);
        assertStatusAgrees(blueGreen, beta, Color.BLUE);

        assertThat(blueGreen.deploy(beta.environment())).isInstanceOf(Outcome.Succeeded.class);

        assertServes(beta, Color.GREEN, new GroupSize(min, 100, desired));
        Set<String> ever = new HashSet<>(first);
        ever.addAll(second);
        assertThat(beta.instances(Color.GREEN)).doesNotContainAnyElementsOf(ever);
        assertStatusAgrees(blueGreen, beta, Color.GREEN);

        assertThat(blueGreen.cleanup(beta.environment())).isInstanceOf(Outcome.Succeeded.class);

        assertServes(beta, Color.GREEN, new GroupSize(min, 100, desired));
        assertThat(beta.size(Color.BLUE)).isEqualTo(new GroupSize(0, 100, 0));
        assertThat(beta.instances(Color.BLUE)).isEmpty();
        assertStatusAgrees(blueGreen, beta, Color.GREEN);
    }

    private static String picture(MotoEnvironment beta) {
        StringBuilder picture = new StringBuilder();
        for (Color color : Color.values()) {
            GroupSize bounds = beta.size(color);
            picture.append("%s %d/%d, %d registered; "
                    .formatted(
                            color,
                            bounds.min(),
                            bounds.desired(),
                            beta.registered(color).size()));
        }
        return picture + "recorded " + beta.recordedColor();
    }

    private static void assertServes(MotoEnvironment beta, Color color, GroupSize bounds) {
        assertThat(beta.size(color)).isEqualTo(bounds);
        assertThat(beta.instances(color)).hasSize(bounds.desired());
        assertThat(beta.registered(color)).isEqualTo(beta.instances(color));
        assertThat(beta.registered(color.other())).isEmpty();
        assertThat(beta.targets().values()).containsOnly("healthy");
        assertThat(beta.recordedColor()).isEqualTo(color.label());
    }

    private static void assertStatusAgrees(BlueGreen blueGreen, MotoEnvironment beta, Color active) {
        Status status = blueGreen.status(beta.environment());
        assertThat(status.activeColor()).isEqualTo(active);
        assertThat(status.recordedColor()).isEqualTo(active);
        assertThat(status.drift()).isEmpty();
        for (Color color : Color.values()) {
            assertThat(status.side(color).size()).isEqualTo(beta.size(color));
            assertThat(status.side(color).inService())
                    .isEqualTo(beta.instances(color).size());
            assertThat(status.side(color).registered())
                    .isEqualTo(beta.registered(color).size());
        }
    }

    @Test
    void an_instance_that_never_becomes_healthy_rolls_everything_back() {
        MotoEnvironment beta = beta(2, 3);
        AtomicReference<String> victim = new AtomicReference<>();
        ExecutionInterceptor stopsOne = new ExecutionInterceptor() {
            @Override
            public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
                if (context.request() instanceof RegisterTargetsRequest request && victim.get() == null) {
                    victim.set(request.targets().get(0).id());
                    beta.stop(victim.get());
                }
            }
        };
        Set<String> before = beta.instances(Color.BLUE);

        Outcome outcome = BlueGreen.on(Clouds.on(beta.world(), stopsOne))
                .deploy(Deployment.of(beta.environment())
                        .withPolicy(Policy.defaults().withReplacements(0)));

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.RolledBack.class,
                        back -> assertThat(back.cause())
                                .hasMessageContaining("only 2 of 3 became healthy")
                                .hasMessageContaining(victim.get() + " unused Target.InvalidState"));
        assertUntouched(beta, before);
    }

    @Test
    void a_registration_that_is_denied_rolls_everything_back_and_says_what_to_allow() {
        MotoEnvironment beta = beta(2, 3);
        Set<String> before = beta.instances(Color.BLUE);
        ExecutionInterceptor denies = answering(
                ElbTargetGroups.REGISTER,
                403,
                "<ErrorResponse><Error><Code>AccessDenied</Code><Message>not authorized</Message></Error></ErrorResponse>");

        // Moto has carried the registration out by the time that the answer becomes a denial.
        Outcome outcome = BlueGreen.on(Clouds.on(beta.world(), denies)).deploy(beta.environment());

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.RolledBack.class,
                        back -> assertThat(back.cause())
                                .hasMessageContaining("allow elasticloadbalancing:RegisterTargets"));
        assertUntouched(beta, before);
    }

    private static void assertUntouched(MotoEnvironment beta, Set<String> blue) {
        assertThat(beta.size(Color.BLUE)).isEqualTo(new GroupSize(2, 100, 3));
        assertThat(beta.size(Color.GREEN)).isEqualTo(new GroupSize(0, 100, 0));
        assertThat(beta.instances(Color.BLUE)).isEqualTo(blue);
        assertThat(beta.instances(Color.GREEN)).isEmpty();
        assertThat(beta.targets()).containsOnlyKeys(blue).containsValue("healthy");
        assertThat(beta.recordedColor()).isEqualTo("blue");
    }

    @Test
    void replies_that_are_lost_change_nothing_in_the_end() {
        MotoEnvironment beta = beta(2, 3);
        Set<String> lost = new TreeSet<>();
        ExecutionInterceptor losesFirstReplies = new ExecutionInterceptor() {
            @Override
            public SdkHttpResponse modifyHttpResponse(
                    Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
                String operation = Operations.name(attributes);
                boolean first;
                synchronized (lost) {
                    first = lost.add(operation);
                }
                return first
                        ? context.httpResponse().toBuilder().statusCode(500).build()
                        : context.httpResponse();
            }
        };

        Outcome outcome =
                BlueGreen.on(Clouds.on(beta.world(), losesFirstReplies)).deploy(beta.environment());

        assertThat(outcome).isInstanceOf(Outcome.Succeeded.class);
        assertThat(lost)
                .contains(
                        AutoScalingFleets.UPDATE,
                        ElbTargetGroups.REGISTER,
                        ElbTargetGroups.DEREGISTER,
                        SsmActiveColors.WRITE);
        assertServes(beta, Color.GREEN, new GroupSize(2, 100, 3));
    }

    @Test
    void a_parameter_whose_replies_are_lost_for_good_is_read_back() {
        MotoEnvironment beta = beta(2, 3);

        Outcome outcome = BlueGreen.on(Clouds.on(beta.world(), answering(SsmActiveColors.WRITE, 500, "")))
                .deploy(beta.environment());

        assertThat(outcome).isInstanceOf(Outcome.Succeeded.class);
        assertServes(beta, Color.GREEN, new GroupSize(2, 100, 3));
    }

    /** Answers an operation so, after Moto has carried it out. */
    private static ExecutionInterceptor answering(String operation, int status, String body) {
        return new ExecutionInterceptor() {
            @Override
            public SdkHttpResponse modifyHttpResponse(
                    Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
                return Operations.name(attributes).equals(operation)
                        ? context.httpResponse().toBuilder().statusCode(status).build()
                        : context.httpResponse();
            }

            @Override
            public Optional<InputStream> modifyHttpResponseContent(
                    Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
                return Operations.name(attributes).equals(operation)
                        ? Optional.of(new ByteArrayInputStream(body.getBytes(UTF_8)))
                        : context.responseBody();
            }
        };
    }
}
