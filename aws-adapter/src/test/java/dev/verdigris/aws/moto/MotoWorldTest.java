package dev.verdigris.aws.moto;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdigris.model.Bounds;
import dev.verdigris.model.Color;
import org.junit.jupiter.api.Test;

class MotoWorldTest {

    @Test
    void an_environment_is_as_it_was_asked_for() {
        MotoEnvironment beta = MotoWorld.fresh()
                .environment("beta")
                .blue(2, 10, 3)
                .green(0, 8, 1)
                .create();

        assertThat(beta.bounds(Color.BLUE)).isEqualTo(new Bounds(2, 10, 3));
        assertThat(beta.bounds(Color.GREEN)).isEqualTo(new Bounds(0, 8, 1));
        assertThat(beta.instances(Color.BLUE)).hasSize(3);
        assertThat(beta.targets()).containsOnlyKeys(beta.instances(Color.BLUE)).containsValue("healthy");
        assertThat(beta.recordedColor()).isEqualTo("blue");
    }

    @Test
    void worlds_are_accounts_apart() {
        MotoWorld one = MotoWorld.fresh();
        MotoWorld other = MotoWorld.fresh();
        MotoEnvironment beta = one.environment("beta").create();

        assertThat(beta.targetGroupArn()).contains(":" + one.account() + ":");
        assertThat(other.autoScaling().describeAutoScalingGroups().autoScalingGroups())
                .isEmpty();
    }
}
