package dev.verdigris.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdigris.BlueGreen;
import dev.verdigris.model.Environment;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class DeterminismTest {

    private static String story(long seed) {
        Environment beta = Environment.of("beta");
        SimulatedCloud cloud = SimulatedCloud.builder()
                .seed(seed)
                .staleReads(Duration.ofSeconds(2))
                .serving(beta, 25)
                .build();
        BlueGreen blueGreen =
                BlueGreen.builder(cloud.ports()).listener(cloud.listener()).build();
        blueGreen.deploy(beta).orThrow();
        blueGreen.rollback(beta).orThrow();
        return cloud.log() + cloud.describe();
    }

    @Test
    void the_same_seed_tells_the_same_story() {
        assertThat(story(7)).isEqualTo(story(7));
    }

    @Test
    void another_seed_tells_another() {
        assertThat(story(7)).isNotEqualTo(story(8));
    }
}
