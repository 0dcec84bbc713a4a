package dev.verdigris.scenario;

import static dev.verdigris.scenario.Stage.BETA;
import static dev.verdigris.testkit.assertj.VerdigrisAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.verdigris.BlueGreen;
import dev.verdigris.error.RefusedException;
import dev.verdigris.event.Event;
import dev.verdigris.report.EndedDeployment;
import dev.verdigris.request.Deployment;
import dev.verdigris.request.Rollback;
import dev.verdigris.testkit.InstanceFault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is done under an id of the user's. */
class OwnIdTest {
    private final Stage stage = Stage.set();
    private final BlueGreen ann = stage.blueGreen();
    private final Deployment deployment = Deployment.of(BETA).withId("build-4711");

    @Test
    void it_has_that_id_wherever_an_id_is_told() {
        assertThat(ann.deploy(deployment).orThrow().deployment()).isEqualTo("build-4711");

        assertThat(stage.events).extracting(Event::deployment).containsOnly("build-4711");
        assertThat(ann.history(BETA)).extracting(EndedDeployment::id).containsExactly("build-4711");
    }

    @Test
    void it_is_done_once() {
        ann.deploy(deployment).orThrow();
        int changes = stage.worldChanges();

        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> ann.deploy(deployment))
                .withMessageContaining("expected an id that is new on beta, found build-4711 deploy succeeded")
                .withMessageEndingWith("; it was done already; to do it again, give it another id");
        assertThatExceptionOfType(RefusedException.class).isThrownBy(() -> ann.plan(deployment));
        assertThat(stage.worldChanges()).isEqualTo(changes);
        assertThat(ann.deploy(deployment.withId("build-4712"))).succeeded();
    }

    @Test
    void it_is_not_done_again_if_it_was_rolled_back_either() {
        stage.green.afflict("v2", InstanceFault.neverHealthy());
        ann.deploy(deployment);

        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> ann.deploy(deployment))
                .withMessageContaining("build-4711 deploy rolled back");
    }

    @Test
    void it_keeps_the_id_when_somebody_resumes_it() {
        stage.killedIn("await-healthy", () -> ann.deploy(deployment));
        BlueGreen bob = stage.by("bob");

        assertThat(bob.resume(BETA)).succeeded();

        assertThat(bob.history(BETA)).extracting(EndedDeployment::id).containsExactly("build-4711");
    }

    @Test
    void a_rollback_may_have_one_too() {
        ann.deploy(deployment).orThrow();
        Rollback rollback = Rollback.of(BETA).withId("build-4711/back");

        assertThat(ann.rollback(rollback)).succeeded();

        assertThatExceptionOfType(RefusedException.class).isThrownBy(() -> ann.rollback(rollback));
        assertThat(ann.history(BETA)).extracting(EndedDeployment::id).containsExactly("build-4711/back", "build-4711");
    }

    @Test
    void a_rollback_that_takes_over_has_its_own_id() {
        BlueGreen bob = stage.by("bob");
        stage.when("await-drained", () -> bob.rollback(Rollback.of(BETA).withId("back")));

        ann.deploy(deployment);

        assertThat(ann.history(BETA)).extracting(EndedDeployment::id).containsExactly("back", "build-4711");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "build 4711", "bäuild", "build\n", "build\t1"})
    void a_malformed_id_is_refused(String id) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Deployment.of(BETA).withId(id))
                .withMessageContaining("id: expected 1 to 100 printable characters of ASCII without blanks");
        assertThatIllegalArgumentException().isThrownBy(() -> Rollback.of(BETA).withId(id));
    }
}
