package dev.verdigris.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.verdigris.aws.moto.MotoWorld;
import dev.verdigris.error.PortException;
import dev.verdigris.model.Environment;
import dev.verdigris.port.Permit;
import dev.verdigris.port.Releases;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.autoscaling.model.LaunchTemplateOverrides;

/** Which groups follow the default version of a launch template, and which do not, on Moto. */
class TemplateReleasesTest {
    private static final Environment BETA = Environment.of("beta");
    private static final Permit GRANTED = () -> {};

    private final MotoWorld moto = MotoWorld.fresh();
    private final Releases releases = AwsReleases.launchTemplates(moto.autoScaling(), moto.ec2());

    private void groups(String blue, String green) {
        moto.createGroup(BETA.blue(), "beta", blue);
        moto.createGroup(BETA.green(), "beta", green);
    }

    private void refused(String problem) {
        Releases.Pointer pointer = releases.read(BETA);
        assertThat(pointer.version()).isNull();
        assertThat(pointer.obstacle())
                .isNotNull()
                .satisfies(found -> assertThat(found.problem()).contains(problem));
        assertThatExceptionOfType(PortException.Invalid.class)
                .isThrownBy(() -> releases.select(BETA, "1", "2", GRANTED))
                .withMessageContaining(problem);
    }

    @Test
    void a_group_that_launches_the_latest_version_is_refused_by_name() {
        moto.createLaunchTemplate("beta", 2);
        groups("$Default", "$Latest");

        refused("expected beta-green to launch the version $Default of its launch template lt-");
    }

    @Test
    void a_group_that_launches_a_fixed_version_is_refused_by_name() {
        moto.createLaunchTemplate("beta", 2);
        groups("1", "$Default");

        refused("expected beta-blue to launch the version $Default of its launch template lt-");
    }

    @Test
    void two_launch_templates_are_refused_since_there_is_one_pointer() {
        moto.createLaunchTemplate("beta", 2);
        moto.createLaunchTemplate("other", 2);
        moto.createGroup(BETA.blue(), "beta", "$Default");
        moto.createGroup(BETA.green(), "other", "$Default");

        refused("expected beta-blue and beta-green to launch from the same launch template");
    }

    @Test
    void an_instance_type_with_a_launch_template_of_its_own_is_refused() {
        String template = moto.createLaunchTemplate("beta", 2);
        groups("$Default", "$Default");
        moto.autoScaling()
                .updateAutoScalingGroup(request -> request.autoScalingGroupName("beta-green")
                        .mixedInstancesPolicy(policy -> policy.launchTemplate(mixed ->
                                mixed.launchTemplateSpecification(chosen -> chosen.launchTemplateId(template)
                                                .version("$Default"))
                                        .overrides(LaunchTemplateOverrides.builder()
                                                .instanceType("t4g.micro")
                                                .launchTemplateSpecification(chosen -> chosen.launchTemplateId(template)
                                                        .version("2"))
                                                .build()))));

        refused("expected all instance types of beta-green to launch from lt-");
    }

    @Test
    void what_is_no_number_of_a_version_is_refused_and_so_is_a_version_that_is_not_there() {
        moto.createLaunchTemplate("beta", 2);
        groups("$Default", "$Default");

        for (String odd : new String[] {"1.2.3", "$Latest", "0", "v2"}) {
            assertThatExceptionOfType(PortException.Invalid.class)
                    .isThrownBy(() -> releases.select(BETA, "1", odd, GRANTED))
                    .withMessageContaining("expected the number of a version")
                    .withMessageContaining("found " + odd);
        }
        assertThatExceptionOfType(PortException.Invalid.class)
                .isThrownBy(() -> releases.select(BETA, "1", "7", GRANTED));
        assertThat(releases.read(BETA).version()).isEqualTo("1");
    }

    @Test
    void the_versions_are_listed_the_newest_first_with_what_they_are_described_by() {
        moto.createLaunchTemplate("beta", 3);
        groups("$Default", "$Default");

        assertThat(releases.list(BETA)).extracting(Releases.Listed::version).containsExactly("3", "2", "1");
        assertThat(releases.list(BETA)).extracting(Releases.Listed::note).contains("version 3", "version 1");
    }

    @Test
    void a_group_that_is_not_there_is_not_found() {
        assertThatExceptionOfType(PortException.NotFound.class)
                .isThrownBy(() -> releases.read(BETA))
                .withMessageContaining("expected the Auto Scaling group 'beta-blue', found none of that name");
    }

    @Test
    void a_cloud_has_the_releases_that_it_is_given_and_else_those_of_parameter_store() {
        moto.createLaunchTemplate("beta", 2);
        groups("$Default", "$Default");
        AwsCloud.Builder builder = AwsCloud.builder(moto.autoScaling(), moto.elb(), moto.ssm());

        assertThat(builder.build().releases()).isInstanceOf(SsmReleases.class);
        assertThat(builder.releases(releases).build().releases()).isSameAs(releases);
    }
}
