package dev.verdigris.scenario;

import static dev.verdigris.scenario.Stage.keepingNothing;
import static dev.verdigris.testkit.assertj.VerdigrisAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.verdigris.model.Color;
import dev.verdigris.model.GroupSize;
import dev.verdigris.testkit.InstanceFault;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * R7: a rollback to a fleet that has more in service than its group desires, since they were protected from scale-in when
 * it was scaled in. Auto Scaling ends what is too much as soon as it may, and does not drain it.
 */
class RollbackToMoreThanDesiredTest {
    private final Stage stage = Stage.set();

    /** Green serves, and blue has five protected members where it desires fewer. */
    private void deployedAndLeft(int desired, int max) {
        assertThat(stage.deploy(keepingNothing())).succeeded();
        stage.blue.setBounds(new GroupSize(0, 10, 5));
        stage.cloud.pass(Duration.ofMinutes(2));
        stage.blue.instances().forEach(instance -> stage.blue.protect(instance.id()));
        stage.blue.setBounds(new GroupSize(0, max, desired));
        stage.cloud.pass(Duration.ofMinutes(2));
        assertThat(stage.cloud).hasInService(Color.BLUE, 5);
    }

    private void notProtectedAnyMore() {
        stage.blue.instances().forEach(instance -> stage.blue.unprotect(instance.id()));
        stage.cloud.pass(Duration.ofMinutes(3));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2, 3, 4})
    void r7_what_a_rollback_takes_into_traffic_is_not_scaled_in_under_it(int desired) {
        deployedAndLeft(desired, 10);

        assertThat(stage.rollback()).succeeded();
        notProtectedAnyMore();

        assertThat(stage.cloud)
                .servesOnly(Color.BLUE)
                .hasBounds(Color.BLUE, 2, 10, 5)
                .hasInService(Color.BLUE, 5)
                .failedNoRequest();
    }

    @Test
    void it_says_why_the_group_desires_more() {
        deployedAndLeft(0, 10);

        assertThat(stage.rollback()).succeeded();
        assertThat(stage.sentences())
                .filteredOn(sentence -> sentence.contains("is held at the 5 instances that it has in service"))
                .hasSize(1);
    }

    @Test
    void a_rollback_that_fails_leaves_the_group_to_desire_as_little_as_before() {
        stage.blue.afflict("v1", InstanceFault.neverHealthy());
        deployedAndLeft(0, 10);

        assertThat(stage.rollback()).rolledBack();
        assertThat(stage.cloud)
                .servesOnly(Color.GREEN)
                .hasBounds(Color.BLUE, 0, 10, 0)
                .failedNoRequest();
    }

    @Test
    void a_group_is_asked_for_no_more_than_its_maximum() {
        deployedAndLeft(0, 4);

        assertThat(stage.rollback()).succeeded();
        assertThat(stage.cloud).servesOnly(Color.BLUE).hasBounds(Color.BLUE, 2, 4, 4);
    }
}
