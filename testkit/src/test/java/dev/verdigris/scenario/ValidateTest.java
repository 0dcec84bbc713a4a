package dev.verdigris.scenario;

import static dev.verdigris.scenario.Stage.BETA;
import static dev.verdigris.testkit.assertj.VerdigrisAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.verdigris.BlueGreen;
import dev.verdigris.error.PortException;
import dev.verdigris.error.RefusedException;
import dev.verdigris.model.GroupSize;
import dev.verdigris.port.DeploymentStore;
import dev.verdigris.report.Finding;
import dev.verdigris.testkit.SimulatedInstance;
import java.time.Duration;
import java.util.Objects;
import org.assertj.core.api.ListAssert;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Everything that is odd or in the way, and each thing once. */
class ValidateTest {
    private final Stage stage = Stage.set();

    private ListAssert<String> problems() {
        int changes = stage.cloud.changes();
        ListAssert<String> problems = problems(stage.blueGreen());
        assertThat(stage.cloud.changes()).as("changes").isEqualTo(changes);
        return problems;
    }

    private ListAssert<String> problems(BlueGreen blueGreen) {
        return assertThat(blueGreen.validate(BETA).stream()
                .filter(finding -> !finding.warning())
                .map(Finding::problem)
                .toList());
    }

    private void bothServe() {
        stage.green.setBounds(new GroupSize(0, 10, 3));
        stage.cloud.pass(Duration.ofMinutes(2));
        stage.targets.place(stage.green);
    }

    private void nobodyServes() {
        stage.blue.instances().forEach(instance -> stage.targets.deregister(instance.id()));
    }

    @Test
    void where_all_is_well_there_is_nothing_to_say() {
        problems().isEmpty();
        assertThat(stage.deploy()).succeeded();
        problems().isEmpty();
    }

    @Test
    void a_recorded_color_that_traffic_does_not_reach_is_one_finding() {
        stage.cloud.setParameter(BETA.activeColorParameter(), "green");
        problems()
                .containsExactly("expected the recorded color to be the one that traffic reaches, found green at"
                        + " /compiler-explorer/beta/active-asg and that blue gets requests");

        stage.cloud.setParameter(BETA.activeColorParameter(), "mauve");
        problems().containsExactly("expected 'blue' or 'green' at /compiler-explorer/beta/active-asg, found 'mauve'");
    }

    @Test
    void two_colors_in_traffic_are_one_finding() {
        bothServe();

        problems()
                .containsExactly(
                        "expected traffic to reach one color through Beta, found 3 instances of blue and 3 of green");
    }

    @Test
    void no_color_in_traffic_is_one_finding() {
        nobodyServes();
        problems()
                .singleElement()
                .asString()
                .startsWith(
                        "expected nobody in service while traffic reaches no color through Beta, found 3 members of beta-blue");
    }

    @Test
    void unrecognized_targets_alone_in_traffic_are_one_finding() {
        nobodyServes();
        SimulatedInstance unrecognized = stage.cloud.startInstance("v0");
        stage.targets.place(unrecognized);

        problems()
                .containsExactly(
                        "expected targets of blue or green in Beta, found only others: " + unrecognized.id() + ":80");
    }

    @Test
    void an_unlocked_deployment_stands_in_the_way_until_it_is_reconciled() {
        stage.killedIn("pin", stage::deploy);
        stage.by("bob").unlock(BETA, "stuck");

        problems()
                .containsExactly("expected the bounds of beta as their roles have them, found that id-1 was unlocked"
                        + " while it held them");
        assertThatThrownBy(stage::deploy).isInstanceOf(RefusedException.class);
        assertThat(stage.blueGreen().reconcile(BETA).resolved()).isTrue();
        problems().isEmpty();
        assertThat(stage.deploy()).succeeded();
    }

    @Test
    void what_reconcile_would_close_is_a_finding() {
        assertThat(stage.deploy()).succeeded();
        stage.blue.setMin(0);
        stage.green.scaleOut(1);
        stage.cloud.pass(Duration.ofMinutes(2));
        SimulatedInstance unrecognized = stage.cloud.startInstance("v0");
        stage.targets.place(unrecognized);

        problems()
                .containsExactly(
                        "1 member of beta-green in service and not registered: "
                                + stage.green.instance(4).id() + ":80",
                        "registered in Beta and of neither color: " + unrecognized.id() + ":80",
                        "beta-blue is kept warm with 3, its minimum at 0");
    }

    @Test
    void what_an_unlocked_deployment_held_is_there_until_it_is_restored() {
        stage.killedIn("scale-up", () -> stage.deploy());
        stage.by("bob").unlock(BETA, "stuck");
        problems().containsExactly("beta-blue has its minimum left at 3 by id-1, which was unlocked");

        stage.by("bob").reconcile(BETA);
        problems().isEmpty();
    }

    @Test
    void what_is_in_progress_is_a_finding_and_what_it_is_about_to_change_is_not() {
        stage.killedIn("write-parameter", () -> stage.deploy());

        problems()
                .hasSize(2)
                .satisfiesExactly(
                        busy -> assertThat(busy)
                                .startsWith("expected nothing in progress, found deploy id-1 held by ann"),
                        drift -> assertThat(drift).contains("found blue at", "that green gets requests"));
    }

    @Test
    void a_store_that_does_not_keep_its_promise_is_found_out_once() {
        ForgetsTheScratch store =
                new ForgetsTheScratch(Objects.requireNonNull(stage.cloud.ports().deployments()));
        BlueGreen ann = stage.builder("ann").store(store).build();

        for (int time = 0; time < 2; time++) {
            problems(ann)
                    .containsExactly("expected the store to give back what was written, byte for byte, found nothing");
        }
        assertThat(store.deleted).as("before and after the one trial").isEqualTo(2);
    }

    @Test
    void a_store_that_may_not_be_tried_is_not_blamed() {
        ForgetsTheScratch store =
                new ForgetsTheScratch(Objects.requireNonNull(stage.cloud.ports().deployments())) {
                    @Override
                    public boolean delete(String name) {
                        throw new PortException.Denied("s3:DeleteObject", "AccessDenied", null);
                    }
                };

        problems(stage.builder("ann").store(store).build()).isEmpty();
        assertThat(stage.cloud.changes()).isZero();
    }

    private static class ForgetsTheScratch implements DeploymentStore {
        private final DeploymentStore store;
        private int deleted;

        ForgetsTheScratch(DeploymentStore store) {
            this.store = store;
        }

        @Override
        public @Nullable Stored find(String environment) {
            return environment.contains("/_") ? null : store.find(environment);
        }

        @Override
        public String claim(String environment, String text, @Nullable String revision) {
            return store.claim(environment, text, revision);
        }

        @Override
        public String replace(String environment, String text, String revision) {
            return store.replace(environment, text, revision);
        }

        @Override
        public boolean held(String environment, String revision) {
            return store.held(environment, revision);
        }

        @Override
        public boolean leasesExpire() {
            return store.leasesExpire();
        }

        @Override
        public boolean delete(String name) {
            deleted++;
            return true;
        }
    }
}
