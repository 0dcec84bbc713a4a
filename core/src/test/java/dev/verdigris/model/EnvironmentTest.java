package dev.verdigris.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnvironmentTest {

    @Test
    void follows_the_conventions_unless_told_otherwise() {
        Environment beta = Environment.of("beta");

        assertThat(beta.group(Color.BLUE)).hasToString("beta-blue");
        assertThat(beta.group(Color.GREEN)).hasToString("beta-green");
        assertThat(beta.traffic()).isEqualTo(Traffic.registration("Beta"));
        assertThat(beta.activeColorParameter()).hasToString("/compiler-explorer/beta/active-asg");
    }

    @Test
    void takes_other_names_for_everything() {
        Environment prod = Environment.named("prod")
                .blueGroup("web-a")
                .greenGroup("web-b")
                .traffic(Traffic.registration("prod-web"))
                .activeColorParameter("/prod/color")
                .build();

        assertThat(prod.blue()).hasToString("web-a");
        assertThat(prod.green()).hasToString("web-b");
        assertThat(prod.traffic()).isEqualTo(Traffic.registration("prod-web"));
        assertThat(prod.activeColorParameter()).hasToString("/prod/color");
    }

    @Test
    void refuses_the_same_group_for_both_colors() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Environment.named("beta")
                        .blueGroup("web")
                        .greenGroup("web")
                        .build())
                .withMessageContaining("two different groups")
                .withMessageContaining("'web' for both");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "-beta", "be ta", "béta", "beta/prod"})
    void refuses_a_malformed_name(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Environment.of(name))
                .withMessageContaining("environment name");
    }

    @Test
    void refuses_a_name_that_is_too_long() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Environment.of("x".repeat(65)))
                .withMessageContaining("at most 64 characters, found 65");
    }

    @Test
    void refuses_a_name_whose_convention_makes_a_malformed_target_group() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Environment.of("beta_2"))
                .withMessageContaining("target group")
                .withMessageContaining("'Beta_2'");
    }
}
