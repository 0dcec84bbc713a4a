package dev.verdigris.scenario;

import static dev.verdigris.scenario.Stage.BETA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.verdigris.error.RefusedException;
import dev.verdigris.port.DeploymentStore;
import dev.verdigris.testkit.Call;
import dev.verdigris.testkit.CallHook;
import dev.verdigris.testkit.Operations;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What is in progress is known from the deployment state alone. */
class InProgressTest {
    private final Stage stage = Stage.set();

    @Test
    void it_is_what_a_status_shows_read_without_a_look_at_anything_else() {
        assertThat(stage.by("bob").inProgress(BETA)).isNull();
        stage.killedIn("await-healthy", stage::deploy);
        List<String> read = new ArrayList<>();
        stage.cloud.install(new CallHook() {
            @Override
            public void before(Call call) {
                read.add(call.operation());
            }
        });

        assertThat(stage.by("bob").inProgress(BETA))
                .satisfies(found -> assertThat(read).containsExactly(Operations.FIND_STATE))
                .isEqualTo(stage.by("bob").status(BETA).deployment())
                .isNotNull();
    }

    @Test
    void a_deployment_state_that_cannot_be_read_is_refused_not_passed_over() {
        stage.killedIn("await-healthy", stage::deploy);
        DeploymentStore store = Objects.requireNonNull(stage.cloud.ports().deployments());
        DeploymentStore.Stored found = Objects.requireNonNull(store.find(BETA.stateKey()));
        String later = found.text().replaceFirst("execution\\.phase .*\n", "execution.phase later\n");
        store.claim(BETA.stateKey(), later, found.revision());

        assertThatThrownBy(() -> stage.by("bob").inProgress(BETA))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("'later'");
    }
}
