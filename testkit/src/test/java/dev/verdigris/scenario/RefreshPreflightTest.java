package dev.verdigris.scenario;

import static dev.verdigris.testkit.assertj.VerdigrisAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.verdigris.BlueGreen;
import dev.verdigris.error.BusyException;
import dev.verdigris.error.RefusedException;
import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import dev.verdigris.model.GroupSize;
import dev.verdigris.model.RefreshPreferences;
import dev.verdigris.model.RefreshPreferences.Treatment;
import dev.verdigris.port.Cloud;
import dev.verdigris.request.Deployment;
import dev.verdigris.request.RollingRefresh;
import dev.verdigris.testkit.Operations;
import dev.verdigris.testkit.SimulatedCloud;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What stands in the way of a rolling refresh; and what an instance refresh in progress stands in the way of. */
class RefreshPreflightTest {
    private final RefreshStage stage = new RefreshStage();

    private void refused(RollingRefresh refresh, String... naming) {
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> stage.by("ann").refresh(refresh))
                .satisfies(refusal -> assertThat(refusal.getMessage()).contains(naming));
        assertThat(stage.by("ann").status(stage.beta).deployment()).isNull();
    }

    private RollingRefresh with(RefreshPreferences preferences) {
        return RollingRefresh.of(stage.beta).withPreferences(preferences);
    }

    @ParameterizedTest
    @EnumSource(Color.class)
    void a_deployment_is_refused_while_either_group_is_refreshed(Color color) {
        stage.cloud.group(stage.beta, Color.GREEN).setBounds(new GroupSize(1, 20, 2));
        stage.cloud.pass(Duration.ofMinutes(5));
        stage.cloud.group(stage.beta, color).refresh();

        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> stage.by("ann").deploy(stage.beta))
                .withMessageContaining("expected no instance refresh of " + stage.beta.group(color)
                        + " in progress, found " + stage.beta.group(color) + "-refresh-1: ")
                .withMessageContaining("cancel-instance-refresh --auto-scaling-group-name " + stage.beta.group(color));
        assertThat(stage.by("ann").validate(stage.beta))
                .anySatisfy(finding -> assertThat(finding.problem()).contains("no instance refresh of"));
    }

    @Test
    void by_registration_it_is_refused_too_and_goes_once_the_refresh_is_over() {
        SimulatedCloud cloud = SimulatedCloud.serving(Stage.BETA, 3);
        BlueGreen blueGreen = BlueGreen.on(cloud.ports());
        cloud.group(Stage.BETA, Color.BLUE).refresh();
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> blueGreen.deploy(Stage.BETA))
                .withMessageContaining("no instance refresh of beta-blue in progress");

        cloud.group(Stage.BETA, Color.BLUE).cancelRefresh();
        cloud.pass(Duration.ofMinutes(10));
        blueGreen.reconcile(Stage.BETA);

        assertThat(blueGreen.deploy(Stage.BETA)).succeeded();
    }

    @Test
    void a_rollback_is_held_up_by_a_refresh_of_the_fleet_that_it_goes_to() {
        assertThat(stage.by("ann").deploy(Deployment.of(stage.beta))).succeeded();
        stage.cloud.pass(Duration.ofMinutes(2));
        stage.blue.refresh();
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> stage.by("ann").rollback(stage.beta))
                .withMessageContaining("no instance refresh of beta-blue in progress");
        stage.blue.cancelRefresh();
        stage.cloud.pass(Duration.ofMinutes(10));

        stage.cloud.group(stage.beta, Color.GREEN).refresh();

        assertThat(stage.by("ann").rollback(stage.beta)).succeeded();
        assertThat(stage.cloud).servesOnly(Color.BLUE);
    }

    @Test
    void a_deployment_on_a_cloud_without_that_port_goes_on_unseeing() {
        stage.blue.suspend("InstanceRefresh");
        stage.blue.refresh();
        Cloud ports = stage.cloud.ports();
        Cloud without = Cloud.builder()
                .fleets(ports.fleets())
                .targetGroups(ports.targetGroups())
                .listeners(Objects.requireNonNull(ports.listeners()))
                .activeColors(ports.activeColors())
                .deployments(Objects.requireNonNull(ports.deployments()))
                .time(ports.time())
                .build();

        assertThat(BlueGreen.on(without).deploy(stage.beta)).succeeded();
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> BlueGreen.on(without).refresh(stage.to2()))
                .withMessageContaining("expected a cloud with the port 'instanceRefreshes', found none");
    }

    @Test
    void with_registration_it_is_refused_since_nobody_registers_what_comes() {
        Environment registered = Environment.of("web");
        SimulatedCloud cloud = SimulatedCloud.serving(registered, 3);

        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> BlueGreen.on(cloud.ports()).refresh(RollingRefresh.of(registered)))
                .withMessageContaining("expected web-blue to be attached to its target group")
                .withMessageContaining("use traffic by attachment, or by forwarding with attached groups");
        assertThat(cloud.group(registered, Color.BLUE).instanceRefreshes()).isEmpty();
    }

    @Test
    void one_in_progress_is_named() {
        stage.blue.refresh();

        refused(stage.to2(), "no instance refresh of beta-blue in progress", "beta-blue-refresh-1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Launch", "Terminate", "InstanceRefresh", "AddToLoadBalancer", "HealthCheck", "ReplaceUnhealthy"
            })
    void a_process_that_it_needs_must_run(String process) {
        stage.blue.suspend(process);

        refused(stage.to2(), process + " suspended", "resume-processes");
    }

    @Test
    void a_warm_pool_is_refused() {
        stage.blue.createWarmPool(2);

        refused(stage.to2(), "warm pool");
    }

    @Test
    void standby_and_protected_members_are_refused_unless_it_is_said_what_becomes_of_them() {
        stage.blue.protect(stage.blue.instance(1).id());
        stage.blue.enterStandby(stage.blue.instance(2).id());
        stage.cloud.pass(Duration.ofMinutes(10));

        refused(stage.to2(), "on standby", "--standby", "protected from scale-in", "--scale-in-protected");

        assertThat(stage.by("ann")
                        .refresh(with(RefreshStage.TO_2
                                .withStandby(Treatment.REPLACE)
                                .withScaleInProtected(Treatment.REPLACE))))
                .succeeded();
        assertThat(stage.running("v2")).isEqualTo(10);
    }

    @Test
    void somebody_must_serve_at_each_moment() {
        refused(with(RefreshStage.TO_2.withMinHealthyPercent(0)), "none is kept with a minimum of 0 %");
        stage.blue.setBounds(new GroupSize(1, 20, 1));
        stage.cloud.pass(Duration.ofMinutes(10));
        refused(stage.to2(), "that of 1 instance none is kept", "with 100 others are launched first");

        assertThat(stage.by("ann").refresh(with(RefreshStage.TO_2.withMinHealthyPercent(100))))
                .succeeded();
        assertThat(stage.cloud).failedNoRequest();
    }

    @Test
    void the_group_must_hold_what_is_launched_first() {
        stage.blue.setMax(11);

        refused(
                with(RefreshStage.TO_2.withMaxHealthyPercent(120)),
                "to hold 12 instances while others are launched first, found its maximum at 11");
        assertThat(stage.by("ann").refresh(with(RefreshStage.TO_2.withMaxHealthyPercent(110))))
                .succeeded();
    }

    @Test
    void an_empty_fleet_has_nothing_to_replace() {
        stage.blue.protect(stage.blue.instance(1).id());
        stage.blue.setBounds(new GroupSize(0, 20, 0));
        stage.cloud.pass(Duration.ofMinutes(10));
        refused(stage.to2(), "desired capacity at 0");

        stage.blue.unprotect(stage.blue.instance(1).id());
        stage.cloud.pass(Duration.ofMinutes(10));
        refused(stage.to2(), "expected a color that serves", "deploy blue-green");
    }

    @Test
    void a_deployment_in_progress_is_waited_for_and_named() {
        stage.killed(Operations.UPDATE_GROUP, true, 2, () -> stage.by("ann").deploy(stage.beta));

        assertThatExceptionOfType(BusyException.class)
                .isThrownBy(() -> stage.by("bob").refresh(stage.to2()))
                .withMessageContaining("ann");
    }

    @Test
    void a_rolling_refresh_in_progress_keeps_everybody_else_out() {
        stage.killed(Operations.START_REFRESH, true, 1, stage::refresh);

        assertThatExceptionOfType(BusyException.class)
                .isThrownBy(() -> stage.by("bob").deploy(stage.beta))
                .withMessageContaining("refresh");
        assertThat(stage.by("bob").status(stage.beta).toString()).contains("refresh");
    }

    @Test
    void a_version_that_does_not_exist_is_refused_by_aws_and_nothing_is_changed() {
        assertThat(stage.by("ann").refresh(with(RefreshStage.TO_2.withTemplateVersion("3"))))
                .rolledBackBecause("Could not find the specified version '3'");
        assertThat(stage.running("v1")).isEqualTo(10);
    }
}
