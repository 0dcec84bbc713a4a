package dev.verdigris.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The packaged CLI on a Moto server: a gate that a second process promotes or aborts, and one that expires. */
@Execution(ExecutionMode.CONCURRENT)
class GatesEndToEndTest {
    private final ForwardedBeta beta = ForwardedBeta.create();

    GatesEndToEndTest() {
        beta.route(beta.balancer().listen(80, beta.moto().forward(100, 0, null)));
    }

    private Ran refresh(String... gates) {
        List<String> words = new ArrayList<>(List.of("refresh", "--yes", "--json", "--poll-interval", "100ms"));
        for (String gate : gates) {
            words.addAll(List.of("--gate", gate));
        }
        return beta.cli(words.toArray(String[]::new));
    }

    private Map<?, ?> waitingFor() {
        return (Map<?, ?>) beta.cli("status", "--json").exiting(0).json().get("waitingFor");
    }

    @Test
    void a_second_process_promotes_it_and_a_third_one_what_it_comes_to_next() {
        assertThat(refresh("before-switch", "after-bake").exiting(7).json()).containsEntry("outcome", "PAUSED");
        assertThat(beta.told()).containsExactly("blue 100, green 0");
        assertThat(waitingFor().get("gate")).isEqualTo("before-switch");

        beta.cli("promote", "--yes", "--reason", "the smoke test passed").exiting(7);
        assertThat(beta.told()).containsExactly("blue 0, green 100");
        assertThat(beta.recordedColor()).isEqualTo("green");
        assertThat(waitingFor().get("gate")).isEqualTo("after-bake");

        beta.cli("promote", "--yes").exiting(0);
        assertThat(beta.told()).containsExactly("blue 0, green 100");
        assertThat(beta.cli("history").exiting(0).out()).contains("the smoke test passed");
    }

    @Test
    void a_second_process_aborts_it_after_the_switch() {
        refresh("after-bake").exiting(7);
        assertThat(beta.told()).containsExactly("blue 0, green 100");
        assertThat(beta.cli("refresh", "--yes").exiting(3).err()).contains("waiting to be promoted or aborted since");

        beta.cli("abort", "--yes").exiting(0);
        assertThat(beta.told()).containsExactly("blue 100, green 0");
        assertThat(beta.recordedColor()).isEqualTo("blue");
    }

    @Test
    void whoever_resumes_it_once_it_has_expired_rolls_it_back() {
        refresh("before-switch/1ms").exiting(7);

        assertThat(beta.cli("resume", "--yes").exiting(4).out()).contains("expected somebody to promote it until");
        assertThat(beta.told()).containsExactly("blue 100, green 0");
        assertThat(waitingFor()).isNull();
    }
}
