package dev.verdigris.scenario;

import static dev.verdigris.testkit.assertj.VerdigrisAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.verdigris.BlueGreen;
import dev.verdigris.model.Color;
import dev.verdigris.model.GroupSize;
import dev.verdigris.report.Finding;
import dev.verdigris.testkit.assertj.SimulatedCloudAssert;
import java.time.Duration;
import org.assertj.core.api.AbstractAssert;

/** Assertions about a stage as a whole, once a deployment is over: who serves, every size, and nothing in progress. */
final class StageAssert extends AbstractAssert<StageAssert, Stage> {

    StageAssert(Stage actual) {
        super(actual, StageAssert.class);
    }

    /** Blue serves as when the stage was set, and nothing is left of green; no request failed. Two minutes pass. */
    StageAssert isAsBefore() {
        actual.cloud.pass(Duration.ofMinutes(2));
        cloud().servesOnly(Color.BLUE).hasRecorded(Color.BLUE).failedNoRequest();
        hasSizes(actual.blueAsSet, actual.greenAsSet);
        assertThat(actual.green.instances()).as(descriptionText()).isEmpty();
        return nothingIsInProgress();
    }

    /** Green serves in the role that blue had when the stage was set, and blue is kept warm; no request failed. */
    StageAssert hasSwitched() {
        GroupSize old = actual.blueAsSet;
        cloud().servesOnly(Color.GREEN).hasRecorded(Color.GREEN).failedNoRequest();
        hasSizes(
                new GroupSize(old.desired(), old.max(), old.desired()),
                new GroupSize(old.min(), actual.greenAsSet.max(), old.desired()));
        return nothingIsInProgress();
    }

    private SimulatedCloudAssert cloud() {
        return assertThat(actual.cloud).as(descriptionText());
    }

    private void hasSizes(GroupSize blue, GroupSize green) {
        assertThat(actual.blue.size()).as(descriptionText()).isEqualTo(blue);
        assertThat(actual.green.size()).as(descriptionText()).isEqualTo(green);
    }

    private StageAssert nothingIsInProgress() {
        BlueGreen anybody = actual.by("anybody");
        assertThat(anybody.status(Stage.BETA).deployment())
                .as(descriptionText())
                .isNull();
        assertThat(anybody.validate(Stage.BETA)).as(descriptionText()).allMatch(Finding::warning);
        return this;
    }
}
