package dev.verdigris.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdsTest {
    private static final String ARN =
            "arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/Beta/0123456789abcdef";

    @ParameterizedTest
    @ValueSource(strings = {"beta-blue", "A group/with odd_characters.", "x"})
    void a_group_name_is_what_aws_allows(String name) {
        assertThat(new GroupName(name)).hasToString(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a:b", "tab\there", "blaü"})
    void a_group_name_is_refused_when_aws_would(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new GroupName(name))
                .withMessageContaining("group name");
    }

    @Test
    void a_group_name_of_256_characters_is_refused() {
        assertThat(new GroupName("x".repeat(255)).value()).hasSize(255);
        assertThatIllegalArgumentException().isThrownBy(() -> new GroupName("x".repeat(256)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Beta",
                "prod-web",
                "a",
                ARN,
                "arn:aws-cn:elasticloadbalancing:cn-north-1:123456789012:targetgroup/B/1f"
            })
    void a_target_group_is_a_name_or_an_arn(String value) {
        assertThat(new TargetGroupRef(value).isArn()).isEqualTo(value.startsWith("arn:"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-beta",
                "beta-",
                "Be_ta",
                "a23456789012345678901234567890123",
                "arn:aws:elasticloadbalancing:us-east-1:1234:targetgroup/Beta/01",
                "arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/app/Beta/01",
                "arn:aws:s3:::bucket"
            })
    void a_malformed_target_group_is_refused(String value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TargetGroupRef(value))
                .withMessageContaining("target group");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/compiler-explorer/beta/active-asg", "color", "/a/b/c/d/e/f/g/h/i/j/k/l/m/n/o"})
    void a_parameter_is_a_path_or_a_name(String value) {
        assertThat(new ParameterPath(value)).hasToString(value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "/", "/a//b", "/a/", "a/b", "/aws/x", "ssm-x", "/a b", "/a/b/c/d/e/f/g/h/i/j/k/l/m/n/o/p"})
    void a_malformed_parameter_is_refused(String value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ParameterPath(value))
                .withMessageContaining("parameter");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "i-", "0123456789abcdef0", "i-0123 4567", "x-0123"})
    void a_malformed_instance_id_is_refused(String value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new InstanceId(value))
                .withMessageContaining("instance id");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 65_536})
    void a_port_that_is_none_is_refused(int port) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Target(new InstanceId("i-1"), port))
                .withMessageContaining("1 to 65535, found " + port);
    }

    @Test
    void negative_sizes_are_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new GroupSize(-1, 2, 1))
                .withMessageContaining("minimum size");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new GroupSize(0, -2, 1))
                .withMessageContaining("maximum size");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new GroupSize(0, 2, -1))
                .withMessageContaining("desired capacity");
    }

    @Test
    void a_color_is_read_by_its_label_and_nothing_else() {
        assertThat(Color.parse(" green\n")).isEqualTo(Color.GREEN);
        assertThat(Color.parse("blue").other()).isEqualTo(Color.GREEN);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Color.parse("Blue"))
                .withMessageContaining("found 'Blue'");
    }
}
