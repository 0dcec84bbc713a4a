package dev.verdigris.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdigris.BlueGreen;
import dev.verdigris.aws.moto.CloudWatchStandIn;
import dev.verdigris.aws.moto.MotoEnvironment;
import dev.verdigris.aws.moto.MotoWorld;
import dev.verdigris.hook.HttpProbe;
import dev.verdigris.model.Environment;
import dev.verdigris.port.Cloud;
import dev.verdigris.port.Http;
import dev.verdigris.request.Bake;
import dev.verdigris.request.Deployment;
import dev.verdigris.request.Gate;
import dev.verdigris.request.Rollback;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.Ec2Client;

/** What IAM must allow for what is asked for around the switch is what is called of it on Moto, by each verb. */
class FeaturePermissionsOnMotoTest {
    private final MotoEnvironment beta =
            MotoWorld.fresh().environment("beta").blue(2, 10, 3).create();
    private final Environment environment = beta.environment();
    private final CloudWatchStandIn service = CloudWatchStandIn.start();
    private final Operations used = new Operations();
    private final Operations reading = new Operations();
    private final Operations finding = new Operations();
    private final BlueGreen blueGreen = BlueGreen.builder(cloud())
            .probe("health", HttpProbe.http(8080, "/health"))
            .probe("users", HttpProbe.loadBalancer("/health"))
            .build();
    private final Deployment watched =
            Deployment.of(environment).withBake(Bake.of(Duration.ofMinutes(1)).withAlarms("errors"));

    @BeforeEach
    void an_alarm_is_green() {
        service.set("errors", "OK", "quiet");
    }

    @AfterEach
    void close() {
        service.close();
    }

    /** Every instance answers as it should. */
    private Cloud cloud() {
        Cloud cloud = Clouds.on(beta.world());
        return Cloud.builder()
                .fleets(cloud.fleets())
                .targetGroups(cloud.targetGroups())
                .listeners(
                        Objects.requireNonNull(Clouds.on(beta.world(), finding).listeners()))
                .activeColors(cloud.activeColors())
                .deployments(Objects.requireNonNull(cloud.deployments()))
                .callTimeout(cloud.callTimeout())
                .time(cloud.time())
                .alarms(AwsAlarms.cloudWatch(CloudWatchAlarmsTest.builder(service)
                        .overrideConfiguration(with -> with.addExecutionInterceptor(used))
                        .build()))
                .instanceAddresses(AwsInstanceAddresses.ofPrivateIpv4(
                        beta.world().connected(Ec2Client.builder(), reading).build()))
                .http((requests, concurrency) -> requests.stream()
                        .<Http.Answer>map(each -> new Http.Answer.Response(200, ""))
                        .toList())
                .build();
    }

    private static Set<String> actions(Operations called) {
        return called.seen().stream().map(Operations.Used::action).collect(Collectors.toSet());
    }

    private void assertNeeded(RequiredPermissions verb) {
        assertThat(actions(used)).isEqualTo(FeaturePermissions.alarms().actions(verb));
        assertThat(actions(reading))
                .isEqualTo(FeaturePermissions.instanceProbes().actions(verb));
        assertThat(actions(finding))
                .isEqualTo(FeaturePermissions.loadBalancerProbes().actions(verb));
    }

    private void forget() {
        used.forget();
        reading.forget();
        finding.forget();
    }

    @Test
    void a_plan_reads_the_alarms_and_finds_the_load_balancer() {
        blueGreen.plan(watched);

        assertNeeded(RequiredPermissions.PLAN);
    }

    @Test
    void a_deployment_reads_them_all() {
        blueGreen.deploy(watched).orThrow();

        assertNeeded(RequiredPermissions.DEPLOY);
    }

    @Test
    void whoever_promotes_reads_them_all() {
        blueGreen.deploy(watched.withGate(Gate.beforeSwitch()));
        forget();

        blueGreen.promote(environment).orThrow();

        assertNeeded(RequiredPermissions.RECOVER);
    }

    @Test
    void whoever_looks_rolls_back_cleans_up_or_reconciles_reads_none() {
        blueGreen.deploy(watched).orThrow();
        forget();

        blueGreen.status(environment);
        blueGreen.reconcile(environment);
        blueGreen.rollback(Rollback.of(environment)).orThrow();
        blueGreen.cleanup(environment).orThrow();

        for (RequiredPermissions verb : Set.of(
                RequiredPermissions.STATUS,
                RequiredPermissions.RECONCILE,
                RequiredPermissions.ROLLBACK,
                RequiredPermissions.CLEANUP)) {
            assertNeeded(verb);
        }
    }
}
