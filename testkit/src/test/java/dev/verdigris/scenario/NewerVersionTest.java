package dev.verdigris.scenario;

import static dev.verdigris.scenario.Stage.BETA;
import static dev.verdigris.testkit.assertj.VerdigrisAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.verdigris.BlueGreen;
import dev.verdigris.error.RefusedException;
import dev.verdigris.model.Color;
import dev.verdigris.port.DeploymentStore;
import dev.verdigris.request.Recovery;
import java.util.Objects;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a newer version has begun is left as it is, and never taken for the beginning of a phase. */
class NewerVersionTest {
    private static final Recovery RECOVERY = Recovery.of(BETA).withTakeOver(true);
    private static final String HOW_FAR = "execution.phase shift\n(execution.step \\S+\n)?";
    private final Stage stage = Stage.set();
    private final BlueGreen bob = stage.by("bob");
    private String written = "";

    @BeforeEach
    void killed() {
        stage.killedIn("deregister", stage::deploy);
    }

    /** Somebody with a newer version has come to something that this one does not know. */
    private void rewritten(String fact, String instead) {
        DeploymentStore store = Objects.requireNonNull(stage.cloud.ports().deployments());
        DeploymentStore.Stored found = Objects.requireNonNull(store.find(BETA.stateKey()));
        written = found.text().replaceFirst(fact, instead);
        assertThat(written).isNotEqualTo(found.text());
        store.claim(BETA.stateKey(), written, found.revision());
    }

    private void refused(String sentence, ThrowingCallable verb) {
        int before = stage.worldChanges();
        assertThatThrownBy(verb)
                .isInstanceOf(RefusedException.class)
                .hasMessage(sentence + "; use a newer version of Verdigris; this one leaves it as it is");
        assertThat(stage.worldChanges()).isEqualTo(before);
        assertThat(stage.stateText()).isEqualTo(written);
    }

    @Test
    void a_step_that_the_plan_does_not_have_is_refused_and_the_state_kept() {
        rewritten(HOW_FAR, "execution.phase shift\nexecution.step warm-caches\n");
        String sentence = "expected id-1 at a step that this version knows, found 'warm-caches'";

        refused(sentence, () -> bob.resume(RECOVERY));
        refused(sentence, () -> bob.abort(RECOVERY));
    }

    @Test
    void a_phase_that_the_plan_does_not_have_is_refused_and_the_state_kept() {
        rewritten(HOW_FAR, "execution.phase bake\n");
        String sentence = "expected id-1 at a phase that this version knows, found 'bake'";

        refused(sentence, () -> bob.resume(RECOVERY));
        refused(sentence, () -> bob.abort(RECOVERY));
    }

    @Test
    void a_rollback_does_not_take_over_from_a_finalization_that_it_does_not_know() {
        rewritten(HOW_FAR, "execution.phase finalize\nexecution.step tell-followers\n");

        refused("expected id-1 at a step that this version knows, found 'tell-followers'", () -> bob.rollback(BETA));
    }

    @Test
    void a_word_that_this_version_does_not_know_is_refused_by_every_verb() {
        rewritten("environment.traffic registration", "environment.traffic mirroring");
        String sentence = "expected what this version knows in the deployment state of beta, found environment.traffic"
                + " 'mirroring'";

        refused(sentence, () -> bob.resume(RECOVERY));
        refused(sentence, () -> bob.abort(RECOVERY));
        refused(sentence, () -> bob.status(BETA));
        refused(sentence, () -> bob.deploy(BETA));
        refused(sentence, () -> bob.unlock(BETA, "stuck"));
    }

    @Test
    void what_this_version_knows_is_resumed() {
        assertThat(bob.resume(RECOVERY)).succeeded();
        assertThat(stage.cloud).servesOnly(Color.GREEN);
    }
}
