package dev.verdigris.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.verdigris.model.Environment.TagKeys;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamingTest {
    private static final Environment ACME =
            Environment.named("beta").naming(Naming.prefix("/acme/web")).build();

    @Test
    void the_prefix_moves_the_recorded_color_and_the_deployment_state_together() {
        assertThat(ACME.activeColorParameter()).hasToString("/acme/web/beta/active-asg");
        assertThat(ACME.stateKey()).isEqualTo("acme/web/beta");
        assertThat(Environment.of("beta").stateKey()).isEqualTo("compiler-explorer/beta");
    }

    @Test
    void a_parameter_that_is_named_stays_where_it_is() {
        Environment named = Environment.named("beta")
                .naming(Naming.prefix("/acme"))
                .activeColorParameter("/prod/color")
                .build();

        assertThat(named.activeColorParameter()).hasToString("/prod/color");
        assertThat(named.stateKey()).isEqualTo("acme/beta");
    }

    @Test
    void environments_of_one_name_below_two_prefixes_are_not_the_same() {
        assertThat(ACME).isNotEqualTo(Environment.of("beta"));
        assertThat(ACME.withTags(TagKeys.none()).naming()).isEqualTo(Naming.prefix("/acme/web"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "acme",
                "/",
                "/acme/",
                "/ac me",
                "//acme",
                "/a/b/c/d/e/f/g/h/i/j/k/l/m",
                "/ümlaut",
                "/.",
                "/..",
                "/a/../b"
            })
    void a_malformed_prefix_is_refused(String prefix) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Naming.prefix(prefix))
                .withMessageStartingWith("prefix: expected")
                .withMessageContaining("found '" + prefix + "'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/aws", "/ssm/web", "/AWSome"})
    void a_prefix_that_parameter_store_keeps_for_itself_is_refused(String prefix) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Naming.prefix(prefix))
                .withMessageContaining("does not begin with '/aws' or '/ssm'");
    }

    @Test
    void the_longest_prefix_leaves_room_for_the_longest_name() {
        Naming longest = Naming.prefix("/" + "p".repeat(99));

        assertThat(Environment.named("n".repeat(64))
                        .traffic(Traffic.registration("web"))
                        .naming(longest)
                        .build()
                        .stateKey())
                .hasSize(99 + 1 + 64);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Naming.prefix("/" + "p".repeat(100)))
                .withMessageContaining("at most 100 characters, found 101");
    }
}
