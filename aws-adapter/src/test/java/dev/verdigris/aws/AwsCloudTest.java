package dev.verdigris.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.verdigris.port.TimeSource;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class AwsCloudTest {
    private final Wire wire = new Wire();

    @Test
    void a_setting_that_makes_no_sense_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> wire.builder().batchSize(0))
                .withMessage("batch size: expected 1 or more, found 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> wire.builder().parallelism(-1))
                .withMessage("parallelism: expected 1 or more, found -1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> wire.builder().callTimeout(Duration.ZERO))
                .withMessage("call timeout: expected more than 0, found PT0S");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> wire.builder().callTimeout(Duration.ofSeconds(-1)))
                .withMessageContaining("call timeout");
    }

    @Test
    void building_one_calls_nothing_and_lives_in_this_machines_time() {
        assertThat(wire.cloud().time()).isSameAs(TimeSource.system());
        assertThat(wire.log()).isEmpty();
    }

    @Test
    void instance_refreshes_are_read_unless_a_stand_in_of_aws_does_not_know_them() {
        assertThat(wire.builder().build().instanceRefreshes()).isNotNull();
        assertThat(wire.builder().withoutInstanceRefreshes().build().instanceRefreshes())
                .isNull();
    }
}
