package dev.verdigris.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.verdigris.error.PortException;
import dev.verdigris.model.GroupSize;
import dev.verdigris.model.InstanceRefresh;
import dev.verdigris.model.InstanceRefresh.Status;
import dev.verdigris.model.RefreshPreferences;
import dev.verdigris.model.RefreshPreferences.Treatment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How the simulated cloud refreshes instances: percentages, checkpoints, and every way to end. */
class InstanceRefreshTest {
    private static final RefreshPreferences DEFAULTS = RefreshPreferences.defaults();

    private final SimulatedCloud cloud = SimulatedCloud.builder().build();
    private SimulatedGroup web;

    @BeforeEach
    void makeGroup() {
        web = cloud.createGroup("web", new GroupSize(1, 20, 10));
        web.createTemplateVersion("1", "v1");
        web.createTemplateVersion("2", "v2");
        web.setTemplateVersion("1");
    }

    private InstanceRefresh newest() {
        return web.instanceRefreshes().get(0);
    }

    private long running(String version) {
        return web.instances().stream()
                .filter(instance -> instance.version().equals(version))
                .count();
    }

    /** Lets time pass until it has ended; answers the fewest and the most that were in service meanwhile. */
    private List<Integer> extremes() {
        List<Integer> seen = new ArrayList<>();
        for (int second = 0; second < 40_000 && web.refreshing(); second++) {
            cloud.pass(Duration.ofSeconds(1));
            seen.add(web.inService());
        }
        assertThat(web.refreshing()).as("%s", newest()).isFalse();
        return List.of(
                seen.stream().mapToInt(Integer::intValue).min().orElseThrow(),
                seen.stream().mapToInt(Integer::intValue).max().orElseThrow());
    }

    @Test
    void as_many_are_replaced_at_a_time_as_the_minimum_leaves() {
        web.refresh(DEFAULTS.withTemplateVersion("2").withMinHealthyPercent(70));

        assertThat(extremes()).containsExactly(7, 10);
        assertThat(running("v2")).isEqualTo(10);
        assertThat(web.templateVersion()).isEqualTo("2");
    }

    @Test
    void nobody_ends_before_another_serves_where_all_must_be_healthy() {
        web.refresh(DEFAULTS.withMinHealthyPercent(100));

        assertThat(extremes()).containsExactly(10, 11);
    }

    @Test
    void as_many_come_first_as_the_maximum_lets() {
        web.refresh(DEFAULTS.withMinHealthyPercent(100).withMaxHealthyPercent(130));

        assertThat(extremes()).containsExactly(10, 13);
    }

    @Test
    void one_is_replaced_in_any_case_where_rounding_leaves_none() {
        web.setBounds(new GroupSize(1, 20, 3));
        cloud.pass(Duration.ofMinutes(30));
        web.refresh(DEFAULTS);

        assertThat(extremes()).containsExactly(2, 3);
    }

    @Test
    void the_only_instance_ends_before_another_comes() {
        web.setBounds(new GroupSize(1, 20, 1));
        cloud.pass(Duration.ofMinutes(30));
        web.refresh(DEFAULTS);

        assertThat(extremes()).containsExactly(0, 1);
    }

    @Test
    void an_instance_counts_once_it_has_warmed_up() {
        web.refresh(DEFAULTS.withMinHealthyPercent(0).withWarmup(Duration.ofMinutes(30)));
        cloud.pass(Duration.ofMinutes(20));
        assertThat(web.inService()).isEqualTo(10);
        assertThat(newest().percentComplete()).isZero();
        assertThat(newest().instancesToUpdate()).isEqualTo(10);

        cloud.pass(Duration.ofMinutes(30));
        assertThat(newest().status()).isEqualTo(Status.SUCCESSFUL);
    }

    @Test
    void it_pauses_at_each_checkpoint_and_never_replaces_beyond_it() {
        web.refresh(DEFAULTS.withTemplateVersion("2")
                .withMinHealthyPercent(50)
                .withCheckpoints(List.of(20, 60, 100))
                .withCheckpointDelay(Duration.ofHours(2)));

        cloud.pass(Duration.ofHours(1));
        assertThat(newest().percentComplete()).isEqualTo(20);
        assertThat(newest().reason()).contains("checkpoint 20 %");
        assertThat(running("v2")).isEqualTo(2);
        cloud.pass(Duration.ofHours(2));
        assertThat(newest().percentComplete()).isEqualTo(60);
        cloud.pass(Duration.ofHours(2));
        assertThat(newest().status()).isEqualTo(Status.SUCCESSFUL);
    }

    @Test
    void what_matches_is_skipped() {
        web.refresh(DEFAULTS.withTemplateVersion("1").withSkipMatching(true));
        extremes();

        assertThat(newest().status()).isEqualTo(Status.SUCCESSFUL);
        assertThat(web.instances())
                .extracting(SimulatedInstance::id)
                .contains(web.instance(1).id());
    }

    @Test
    void standby_and_protection_are_waited_for_replaced_or_ignored() {
        web.protect(web.instance(1).id());
        web.enterStandby(web.instance(2).id());
        cloud.pass(Duration.ofMinutes(10));
        web.refresh(
                DEFAULTS.withTemplateVersion("2").withStandby(Treatment.IGNORE).withScaleInProtected(Treatment.IGNORE));
        extremes();
        assertThat(newest().status()).isEqualTo(Status.SUCCESSFUL);
        assertThat(running("v1")).isEqualTo(2);

        web.refresh(DEFAULTS.withTemplateVersion("2").withSkipMatching(true));
        extremes();
        assertThat(newest().status()).isEqualTo(Status.FAILED);

        web.refresh(DEFAULTS.withTemplateVersion("2")
                .withStandby(Treatment.REPLACE)
                .withScaleInProtected(Treatment.REPLACE));
        extremes();
        assertThat(newest().status()).isEqualTo(Status.SUCCESSFUL);
        assertThat(running("v1")).isZero();
    }

    @Test
    void it_bakes_once_all_is_replaced_and_can_be_rolled_back_until_then() {
        web.refresh(DEFAULTS.withTemplateVersion("2").withMinHealthyPercent(0).withBake(Duration.ofHours(1)));
        cloud.pass(Duration.ofMinutes(30));
        assertThat(newest().status()).isEqualTo(Status.BAKING);

        web.rollBackRefresh();
        assertThat(newest().status()).isEqualTo(Status.ROLLBACK_IN_PROGRESS);
        extremes();
        assertThat(newest().status()).isEqualTo(Status.ROLLBACK_SUCCESSFUL);
        assertThat(running("v1")).isEqualTo(10);
        assertThat(web.templateVersion()).isEqualTo("1");
    }

    @Test
    void what_was_replaced_stays_so_when_it_is_cancelled() {
        web.refresh(DEFAULTS.withTemplateVersion("2").withMinHealthyPercent(70));
        cloud.pass(Duration.ofSeconds(60));
        web.cancelRefresh();
        assertThat(newest().status()).isEqualTo(Status.CANCELLING);
        extremes();

        assertThat(newest().status()).isEqualTo(Status.CANCELLED);
        assertThat(running("v1")).isBetween(1L, 9L);
        assertThat(running("v1") + running("v2")).isEqualTo(10);
    }

    @Test
    void a_refresh_that_can_replace_nothing_for_an_hour_fails() {
        web.refuseLaunches("We currently do not have sufficient capacity");
        web.refresh(DEFAULTS.withTemplateVersion("2").withMinHealthyPercent(80));
        extremes();

        assertThat(newest().status()).isEqualTo(Status.FAILED);
        assertThat(newest().reason()).contains("an hour");
        assertThat(cloud.elapsed()).isBetween(Duration.ofMinutes(60), Duration.ofMinutes(70));
        assertThat(web.inService()).isEqualTo(8);
    }

    @Test
    void a_refresh_that_fails_is_rolled_back_where_it_was_asked_to_be() {
        web.refresh(DEFAULTS.withTemplateVersion("2").withMinHealthyPercent(80).withAutoRollback(true));
        cloud.pass(Duration.ofMinutes(3));
        web.refuseLaunches("no capacity", Duration.ofMinutes(65));
        extremes();

        assertThat(newest().status()).isEqualTo(Status.ROLLBACK_SUCCESSFUL);
        assertThat(running("v1")).isEqualTo(10);
    }

    @Test
    void a_rollback_that_can_replace_nothing_for_an_hour_fails_too() {
        web.refresh(DEFAULTS.withTemplateVersion("2").withMinHealthyPercent(80));
        cloud.pass(Duration.ofMinutes(3));
        web.refuseLaunches("no capacity");
        web.rollBackRefresh();
        extremes();

        assertThat(newest().status()).isEqualTo(Status.ROLLBACK_FAILED);
    }

    @Test
    void it_cannot_be_asked_to_roll_back_by_itself_without_a_version_to_go_back_to() {
        assertThatExceptionOfType(PortException.Invalid.class)
                .isThrownBy(() -> web.refresh(DEFAULTS.withAutoRollback(true)))
                .withMessageContaining("AutoRollback");
        assertThat(web.refreshing()).isFalse();
    }
}
