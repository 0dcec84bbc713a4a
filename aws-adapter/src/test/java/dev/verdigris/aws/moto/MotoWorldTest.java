package dev.verdigris.aws.moto;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdigris.model.Color;
import dev.verdigris.model.GroupSize;
import org.junit.jupiter.api.Test;

class MotoWorldTest {

    @Test
    void an_environment_is_as_it_was_asked_for() {
        MotoEnvironment beta = MotoWorld.fresh()
                .environment("beta")
                .blue(2, 10, 3)
                .green(0, 8, 1)
                .create();

        assertThat(beta.size(Color.BLUE)).isEqualTo(new GroupSize(2, 10, 3));
        assertThat(beta.size(Color.GREEN)).isEqualTo(new GroupSize(0, 8, 1));
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
