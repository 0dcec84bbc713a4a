package dev.verdigris.scenario;

import static dev.verdigris.scenario.Stage.BETA;
import static dev.verdigris.testkit.assertj.VerdigrisAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.verdigris.BlueGreen;
import dev.verdigris.Status;
import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import dev.verdigris.model.GroupSize;
import dev.verdigris.report.Finding;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** A fleet that is kept warm, and that a rollback could not serve with any more, is told before anybody needs it. */
class WarmthTest {
    private static final String TWO_IN_SERVICE =
            "beta-blue is kept warm for a rollback, which needs 3 instances, and has 2 in service";

    private static Status.Warm warm(BlueGreen blueGreen, Environment beta) {
        return Objects.requireNonNull(blueGreen.status(beta).warm(), "a warm fleet");
    }

    /** What a validation finds of a fleet that is kept warm. */
    private static List<Finding> ofWarmth(BlueGreen blueGreen, Environment beta) {
        return blueGreen.validate(beta).stream()
                .filter(finding -> finding.problem().contains("is kept warm"))
                .toList();
    }

    @Test
    void a_fleet_as_large_as_it_was_is_ready_and_nothing_is_told() {
        Stage stage = Stage.set();
        assertThat(stage.deploy()).succeeded();
        Status.Warm warm = warm(stage.blueGreen(), BETA);

        assertThat(warm.color()).isEqualTo(Color.BLUE);
        assertThat(warm.ready()).isEqualTo(3);
        assertThat(warm.needed()).isEqualTo(3);
        assertThat(warm.until()).isNull();
        assertThat(stage.blueGreen().status(BETA).drift()).isEmpty();
        assertThat(ofWarmth(stage.blueGreen(), BETA)).isEmpty();
    }

    @Test
    void a_fleet_with_fewer_in_service_than_a_rollback_needs_is_drift_and_a_warning() {
        Stage stage = Stage.set();
        assertThat(stage.deploy()).succeeded();
        stage.blue.setBounds(new GroupSize(2, 10, 2));
        stage.cloud.pass(Duration.ofMinutes(2));
        BlueGreen blueGreen = stage.blueGreen();

        assertThat(warm(blueGreen, BETA).ready()).isEqualTo(2);
        assertThat(blueGreen.status(BETA).drift()).containsExactly(TWO_IN_SERVICE);
        assertThat(ofWarmth(blueGreen, BETA)).singleElement().satisfies(finding -> {
            assertThat(finding.problem()).isEqualTo(TWO_IN_SERVICE);
            assertThat(finding.remedy()).contains("rollback --scale-up");
            assertThat(finding.warning()).isTrue();
        });
    }

    @Test
    void by_registration_its_health_is_not_known_until_it_is_registered() {
        Stage stage = Stage.set();
        assertThat(stage.deploy()).succeeded();
        stage.blue.instance(1).sicken("Target.Timeout");
        stage.cloud.pass(Duration.ofMinutes(2));

        assertThat(warm(stage.blueGreen(), BETA).ready()).isEqualTo(3);
    }

    @Test
    void by_forwarding_what_the_load_balancer_does_not_find_healthy_is_not_ready() {
        ForwardingStage stage = new ForwardingStage();
        assertThat(stage.on().deploy(stage.beta)).succeeded();
        assertThat(warm(stage.on(), stage.beta).ready()).isEqualTo(3);
        stage.cloud.group(stage.beta, Color.BLUE).instances().get(0).sicken("Target.ResponseCodeMismatch");
        stage.cloud.pass(Duration.ofSeconds(90));

        assertThat(warm(stage.on(), stage.beta).ready()).isEqualTo(2);
        assertThat(stage.on().status(stage.beta).drift())
                .containsExactly("beta-blue is kept warm for a rollback, which needs 3 instances, and has 2 healthy");
        assertThat(ofWarmth(stage.on(), stage.beta))
                .extracting(Finding::problem)
                .containsExactly("beta-blue is kept warm for a rollback, which needs 3 instances, and has 2 healthy");
    }

    @Test
    void by_attachment_what_is_in_service_is_ready() {
        AttachmentStage stage = new AttachmentStage();
        assertThat(stage.on().deploy(stage.beta)).succeeded();

        assertThat(warm(stage.on(), stage.beta).ready()).isEqualTo(3);
        assertThat(stage.on().status(stage.beta).drift()).isEmpty();
    }
}
