package dev.verdigris.scenario;

import static dev.verdigris.testkit.assertj.VerdigrisAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.verdigris.error.RefusedException;
import dev.verdigris.hook.Check;
import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import dev.verdigris.model.TargetGroupRef;
import dev.verdigris.outcome.Outcome;
import dev.verdigris.report.Finding;
import dev.verdigris.report.Report;
import dev.verdigris.request.Adoption;
import dev.verdigris.request.Deployment;
import dev.verdigris.request.Gate;
import dev.verdigris.request.Promotion;
import dev.verdigris.request.Rollback;
import dev.verdigris.testkit.ForwardAction;
import dev.verdigris.testkit.SimulatedTargetGroup;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An environment that one group serves becomes one that its first color serves, whichever way traffic moves. */
class AdoptionTest {
    static List<AdoptionStage> stages() {
        return List.of(
                AdoptionStage.registration(),
                AdoptionStage.attached(),
                AdoptionStage.attachment(),
                AdoptionStage.forwarding());
    }

    @ParameterizedTest
    @MethodSource("stages")
    void the_first_color_takes_over_and_the_old_group_is_emptied(AdoptionStage stage) {
        Outcome outcome = stage.on().adopt(stage.beta, "beta");

        assertThat(outcome).succeeded();
        assertThat(outcome.report().title()).isEqualTo("Adopt beta: from the group beta → blue");
        assertThat(outcome.report().from()).isNull();
        assertThat(stage.cloud)
                .in(stage.beta)
                .servesOnly(Color.BLUE)
                .hasRecorded(Color.BLUE)
                .hasBounds(Color.BLUE, 2, 10, 3)
                .hasBounds("beta", 0, 10, 0)
                .failedNoRequest();
        assertThat(stage.on().validate(stage.beta)).allMatch(Finding::warning);
    }

    @ParameterizedTest
    @MethodSource("stages")
    void a_group_that_is_kept_is_held_at_its_size_and_gets_no_requests(AdoptionStage stage) {
        assertThat(stage.on().adopt(stage.adoption().withKeep(true))).succeeded();

        stage.cloud.pass(Duration.ofMinutes(30));
        assertThat(stage.cloud)
                .in(stage.beta)
                .servesOnly(Color.BLUE)
                .hasBounds("beta", 3, 10, 3)
                .failedNoRequest();
        assertThat(stage.on().status(stage.beta).warm()).isNull();
    }

    @ParameterizedTest
    @MethodSource("stages")
    void what_comes_after_an_adoption_is_an_ordinary_deployment(AdoptionStage stage) {
        stage.on().adopt(stage.beta, "beta").orThrow();

        assertThat(stage.on().deploy(stage.beta)).succeeded();
        assertThat(stage.on().rollback(stage.beta)).succeeded();
        assertThat(stage.cloud).in(stage.beta).servesOnly(Color.BLUE).failedNoRequest();
    }

    @ParameterizedTest
    @MethodSource("stages")
    void a_first_color_that_fails_its_check_leaves_everything_as_it_was(AdoptionStage stage) {
        Outcome outcome = stage.builder()
                .check("smoke", subject -> Check.Verdict.failed("no version page"))
                .build()
                .adopt(stage.adoption());

        assertThat(outcome).rolledBackBecause("no version page");
        asBefore(stage);
    }

    @ParameterizedTest
    @MethodSource("stages")
    void an_adoption_that_is_aborted_at_its_last_gate_goes_back_to_the_old_group(AdoptionStage stage) {
        Outcome paused = stage.on()
                .adopt(Adoption.of(Deployment.of(stage.beta).withGate(Gate.afterBake()), "beta")
                        .withKeep(false));
        assertThat(paused).pausedAt("after-bake");
        assertThat(stage.cloud).in(stage.beta).servesOnly(Color.BLUE).hasRecorded((String) null);

        assertThat(stage.on().abort(stage.beta)).rolledBack();

        asBefore(stage);
    }

    @ParameterizedTest
    @MethodSource("stages")
    void an_adoption_that_is_promoted_by_another_process_goes_on(AdoptionStage stage) {
        stage.on()
                .adopt(Adoption.of(Deployment.of(stage.beta).withGate(Gate.beforeSwitch()), "beta")
                        .withKeep(false));

        assertThat(stage.on().promote(Promotion.of(stage.beta))).succeeded();

        assertThat(stage.cloud).in(stage.beta).servesOnly(Color.BLUE).failedNoRequest();
    }

    /** The group serves alone, nothing is recorded, and nobody runs besides. */
    private static void asBefore(AdoptionStage stage) {
        stage.cloud.pass(Duration.ofMinutes(2));
        assertThat(stage.cloud)
                .hasBounds("beta", 2, 10, 3)
                .hasBounds("beta-blue", 0, 10, 0)
                .hasRecorded((String) null)
                .failedNoRequest();
        assertThat(stage.targets().healthy(stage.old)).isEqualTo(3);
        assertThat(stage.blue.instances()).isEmpty();
        assertThat(stage.on().status(stage.beta).deployment()).isNull();
    }

    @ParameterizedTest
    @MethodSource("stages")
    void an_environment_that_is_adopted_is_not_adopted_again(AdoptionStage stage) {
        stage.on().adopt(stage.adoption().withKeep(true)).orThrow();

        assertThatThrownBy(() -> stage.on().plan(stage.adoption()))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("found that traffic reaches blue: it is adopted already, or half moved by hand")
                .hasMessageContaining("deploy, if it is adopted");
    }

    @Test
    void a_color_group_that_is_not_empty_is_refused() {
        AdoptionStage stage = AdoptionStage.registration();
        stage.green.setMin(1);

        assertThatThrownBy(() -> stage.on().adopt(stage.adoption()))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("expected beta-green to be empty, found min 1, desired 1");
    }

    @Test
    void a_color_group_that_does_not_exist_is_named() {
        AdoptionStage stage = AdoptionStage.registration();
        stage.cloud.deleteGroup("beta-green");

        assertThatThrownBy(() -> stage.on().adopt(stage.adoption()))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("'beta-green', found none of that name");
    }

    @Test
    void a_group_that_serves_nothing_is_refused() {
        AdoptionStage stage = AdoptionStage.registration();
        stage.cloud.createGroup("other", AdoptionStage.SERVING);

        assertThatThrownBy(() -> stage.on().adopt(stage.beta, "other"))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining(
                        "expected other to serve through Beta, found none of its instances there, only" + " others: ");
    }

    @Test
    void the_group_of_a_color_needs_no_adoption() {
        AdoptionStage stage = AdoptionStage.registration();

        assertThatThrownBy(() -> stage.on().adopt(stage.beta, "beta-blue"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("which is the blue one; record blue and deploy");
    }

    @Test
    void an_attached_group_that_could_not_be_attached_again_is_refused() {
        AdoptionStage stage = AdoptionStage.attached();
        stage.old.suspend("AddToLoadBalancer");

        assertThatThrownBy(() -> stage.on().adopt(stage.adoption()))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("its process AddToLoadBalancer suspended");
    }

    @Test
    void by_attachment_a_group_whose_members_are_registered_one_by_one_is_refused() {
        AdoptionStage stage = AdoptionStage.attachment();
        stage.old.detach(stage.targets());
        stage.cloud.pass(Duration.ofMinutes(10));
        stage.old.instances().forEach(instance -> stage.targets().register(instance.id()));
        stage.cloud.pass(Duration.ofMinutes(2));
        int before = stage.cloud.changes();

        assertThatThrownBy(() -> stage.on().plan(stage.adoption()))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining(
                        "expected beta, which serves, to be attached to Beta, found its members registered"
                                + " there one by one");
        assertThat(stage.cloud.changes()).isEqualTo(before);
    }

    @Test
    void by_forwarding_an_attached_group_beside_colors_by_hand_is_refused() {
        AdoptionStage stage = AdoptionStage.forwarding();
        stage.blue.detach(stage.cloud.targetGroup("Beta-Blue"));
        stage.green.detach(stage.cloud.targetGroup("Beta-Green"));
        stage.cloud.pass(Duration.ofMinutes(1));
        int before = stage.cloud.changes();

        assertThatThrownBy(() -> stage.on().plan(stage.adoption()))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("where instances are to be registered one by one, detach both groups");
        assertThat(stage.cloud.changes()).isEqualTo(before);
    }

    @ParameterizedTest
    @MethodSource("stages")
    void a_plan_says_how_to_go_back_once_the_first_color_serves_for_good(AdoptionStage stage) {
        String forwarded = stage.beta.traffic().targetGroups().size() == 1 ? "" : " --green-target-group Beta";

        assertThat(stage.on().plan(stage.adoption()).toString())
                .contains("once blue serves for good, no rollback leads to beta by itself")
                .contains("(--keep), and roll back then with it as the other color: --green-group beta" + forwarded);
        assertThat(stage.on().plan(stage.adoption().withKeep(true)).toString())
                .contains("to go back later, roll back with it as the other color: --green-group beta" + forwarded);
    }

    @Test
    void a_deployment_of_an_environment_that_one_group_serves_names_the_adoption() {
        AdoptionStage stage = AdoptionStage.registration();
        stage.cloud.setParameter(stage.beta.activeColorParameter(), "blue");

        assertThatThrownBy(() -> stage.on().deploy(stage.beta))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("if one group serves there, adopt it");
    }

    /** The way back once an adoption has finalized: the old group is the other color of an environment of its own. */
    @ParameterizedTest
    @MethodSource("stages")
    void the_way_back_later_is_a_rollback_to_the_old_group_as_the_other_color(AdoptionStage stage) {
        stage.on().adopt(stage.adoption().withKeep(true)).orThrow();
        Environment back = Environment.named("beta")
                .greenGroup("beta")
                .traffic(stage.beta.traffic().withTargetGroup(Color.GREEN, new TargetGroupRef("Beta")))
                .build();

        assertThat(stage.on().rollback(Rollback.of(back))).succeeded();

        assertThat(stage.cloud)
                .in(back)
                .servesOnly(Color.GREEN)
                .hasRecorded(Color.GREEN)
                .failedNoRequest();
    }

    @Test
    void an_attached_group_that_is_kept_is_left_detached() {
        AdoptionStage stage = AdoptionStage.attached();

        stage.on().adopt(stage.adoption().withKeep(true)).orThrow();

        assertThat(stage.old.isAttached(stage.targets())).isFalse();
    }

    @Test
    void by_forwarding_the_routes_name_both_colors_once_the_old_group_is_empty() {
        AdoptionStage stage = AdoptionStage.forwarding();

        stage.on().adopt(stage.adoption()).orThrow();

        assertThat(stage.actions()).containsOnly("Beta-Blue 100 and Beta-Green 0");
    }

    @Test
    void by_forwarding_a_kept_group_stays_in_the_routes_so_that_the_way_back_is_one_write() {
        AdoptionStage stage = AdoptionStage.forwarding();

        stage.on().adopt(stage.adoption().withKeep(true)).orThrow();

        assertThat(stage.actions()).containsOnly("Beta 0 and Beta-Blue 100");
    }

    @Test
    void by_forwarding_the_target_group_of_the_old_group_may_have_another_name() {
        AdoptionStage stage = AdoptionStage.forwarding();
        SimulatedTargetGroup legacy = stage.cloud.createTargetGroup("Legacy");
        legacy.setInUse(false);
        legacy.place(stage.old);
        stage.old.attach(legacy);
        stage.old.detach(stage.targets());
        List.of(80, 443).forEach(port -> stage.listener(port).forward(ForwardAction.to(legacy)));
        stage.cloud.pass(Duration.ofMinutes(2));

        assertThatThrownBy(() -> stage.on().adopt(stage.adoption()))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("expected beta to serve through main:80 and main:443");
        assertThat(stage.on().adopt(stage.adoption().withFromTargetGroup("Legacy")))
                .succeeded();
        assertThat(stage.actions()).containsOnly("Beta-Blue 100 and Beta-Green 0");
    }

    @Test
    void by_forwarding_another_rule_that_leads_to_an_emptied_group_is_refused() {
        AdoptionStage stage = AdoptionStage.forwarding();
        stage.listener(80).addRule(10, ForwardAction.to(stage.targets()), 0);

        assertThatThrownBy(() -> stage.on().adopt(stage.adoption()))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("name it as one more route, unless it is there for tests");
        assertThat(stage.on().adopt(stage.adoption().withKeep(true))).succeeded();
    }

    @Test
    void by_forwarding_a_color_without_an_attached_group_is_named() {
        AdoptionStage stage = AdoptionStage.forwarding();
        stage.green.detach(stage.cloud.targetGroup("Beta-Green"));
        stage.cloud.pass(Duration.ofMinutes(1));

        assertThatThrownBy(() -> stage.on().adopt(stage.adoption()))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("expected beta-green to be attached to Beta-Green");
    }

    @Test
    void an_adoption_that_is_unlocked_says_what_is_to_be_restored_by_hand() {
        AdoptionStage stage = AdoptionStage.registration();
        stage.on()
                .adopt(Adoption.of(Deployment.of(stage.beta).withGate(Gate.afterBake()), "beta")
                        .withKeep(false));

        assertThat(stage.on().unlock(stage.beta, "nobody knows").cause())
                .isEqualTo("nobody knows; beta had min 2, beta-blue min 0");
        assertThat(stage.on().reconcile(stage.beta).changes()).noneMatch(change -> change.contains("beta-green"));
    }

    @Test
    void a_group_that_grows_meanwhile_is_followed_and_loses_no_request() {
        AdoptionStage stage = AdoptionStage.attached();

        Outcome outcome =
                stage.as("await-in-service", () -> stage.old.scaleOut(2)).adopt(stage.adoption());

        assertThat(outcome).succeeded();
        assertThat(stage.cloud)
                .in(stage.beta)
                .servesOnly(Color.BLUE)
                .hasBounds(Color.BLUE, 2, 10, 5)
                .failedNoRequest();
    }

    @Test
    void a_plan_says_what_becomes_of_the_old_group_and_changes_nothing() {
        AdoptionStage stage = AdoptionStage.attached();

        assertThat(stage.on().plan(stage.adoption()).toString())
                .contains("Adopt beta: from the group beta → blue")
                .contains("detach Beta from beta, and read back that its members are out")
                .contains("beta: min 2 → 0, desired 3 → 0");
        assertThat(stage.cloud.changes()).isZero();
    }

    @Test
    void steps_are_done_in_the_order_of_a_switch() {
        AdoptionStage stage = AdoptionStage.attached();

        assertThat(stage.on().adopt(stage.adoption()))
                .hasSteps(
                        Report.Step.State.DONE,
                        "pin",
                        "scale-up",
                        "await-in-service",
                        "register",
                        "await-healthy",
                        "deregister",
                        "write-parameter",
                        "await-drained",
                        "restore-active-min",
                        "scale-down");
    }
}
