package dev.verdigris.internal.state;

import static dev.verdigris.internal.Given.BETA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.verdigris.error.PermitDeniedException;
import dev.verdigris.error.RefusedException;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A deployment state that this version does not know is never overwritten. */
class UnreadableStateTest extends LeaseScenario {
    @ParameterizedTest
    @ValueSource(strings = {"verdigris 3.0\n{}\n", "verdigris 2.0\ndeployment.id d-1\n", "hello"})
    void an_unreadable_state_is_refused_by_every_verb_and_stays_as_it_is(String text) {
        store.put(BETA.stateKey(), text);

        assertThatThrownBy(() -> open(ann())).isInstanceOf(RefusedException.class);
        assertThatThrownBy(() -> recover(ann(), true)).isInstanceOf(RefusedException.class);
        assertThatThrownBy(() -> ann().unlock(BETA, "why")).isInstanceOf(RefusedException.class);
        assertThatThrownBy(() -> ann().read(BETA)).isInstanceOf(RefusedException.class);
        assertThat(store.text(BETA.stateKey())).isEqualTo(text);
        assertThat(calls()).containsOnly("find");
    }

    @Test
    void an_unreadable_state_is_not_overwritten_by_a_former_holder() {
        Lease lease = open(ann());
        store.put(BETA.stateKey(), "verdigris 3.0\n{}\n");

        assertThatThrownBy(() -> lease.write(UnaryOperator.identity())).isInstanceOf(PermitDeniedException.class);
        assertThatThrownBy(() -> lease.close(UnaryOperator.identity())).isInstanceOf(PermitDeniedException.class);
        assertThat(store.text(BETA.stateKey())).isEqualTo("verdigris 3.0\n{}\n");
    }
}
