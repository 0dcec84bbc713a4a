package dev.verdigris.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdigris.BlueGreen;
import dev.verdigris.aws.moto.MotoEnvironment;
import dev.verdigris.aws.moto.MotoWorld;
import dev.verdigris.hook.Check;
import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import dev.verdigris.port.Cloud;
import dev.verdigris.port.Releases;
import dev.verdigris.request.Deployment;
import dev.verdigris.request.ReleaseSelection;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.ssm.SsmClient;

/** What IAM must allow where a release pointer is in use is what is called of it on Moto, and no more. */
class ReleasePermissionsOnMotoTest {
    private final MotoEnvironment beta =
            MotoWorld.fresh().environment("beta").blue(2, 10, 3).create();
    private final Environment environment = beta.environment();
    private final Operations looking = new Operations();
    private final Operations selecting = new Operations();
    private final Operations listing = new Operations();

    /** Looks, selects forwards and back to nothing, and lists, each with a client of its own. */
    private void use(Releases looks, Releases selects, Releases lists, String first, String second) {
        looks.read(environment);
        BlueGreen blueGreen = BlueGreen.builder(with(selects))
                .check("smoke", subject -> Check.Verdict.failed("not today"))
                .build();
        blueGreen.deploy(Deployment.of(environment).withRelease(second));
        blueGreen.select(ReleaseSelection.of(environment, first)).orThrow();
        blueGreen.select(ReleaseSelection.of(environment, second)).orThrow();
        lists.list(environment);
    }

    private Cloud with(Releases releases) {
        Cloud cloud = Clouds.on(beta.world());
        return Cloud.builder()
                .fleets(cloud.fleets())
                .targetGroups(cloud.targetGroups())
                .activeColors(cloud.activeColors())
                .releases(releases)
                .deployments(Objects.requireNonNull(cloud.deployments()))
                .callTimeout(cloud.callTimeout())
                .time(new VirtualTime())
                .build();
    }

    private static Set<String> actions(Operations used) {
        Set<String> actions = new TreeSet<>();
        used.seen().forEach(call -> actions.add(call.action()));
        return actions;
    }

    private void assertNeeded(ReleasePermissions permissions, String... besides) {
        Set<String> look = new TreeSet<>(permissions.look());
        look.addAll(Set.of(besides));
        Set<String> select = new TreeSet<>(permissions.select());
        select.addAll(Set.of(besides));
        Set<String> list = new TreeSet<>(permissions.list());
        list.addAll(list.isEmpty() ? Set.of() : Set.of(besides));
        assertThat(actions(looking)).isEqualTo(look);
        assertThat(actions(selecting)).isEqualTo(select);
        assertThat(actions(listing)).isEqualTo(list);
    }

    @Test
    void in_Parameter_Store() {
        use(ssm(looking), ssm(selecting), ssm(listing), "1.0", "2.0");

        assertNeeded(ReleasePermissions.parameterStore(environment));
        assertThat(ReleasePermissions.parameterStore(environment).policy("aws", "us-east-1", "123456789012"))
                .contains("\"arn:aws:ssm:us-east-1:123456789012:parameter/compiler-explorer/beta/release\"")
                .doesNotContain("*");
    }

    private Releases ssm(Operations used) {
        return AwsReleases.parameterStore(
                beta.world().connected(SsmClient.builder(), used).build());
    }

    @Test
    void in_S3() {
        beta.world().createBucket(bucket());
        use(s3(looking), s3(selecting), s3(listing), "1.0", "2.0");

        // The permission to list is what a read needs of an object that is not there: no call shows it.
        ReleasePermissions permissions = ReleasePermissions.s3(bucket(), "beta/version");
        assertThat(permissions.look()).containsExactly("s3:GetObject", "s3:ListBucket");
        assertThat(actions(looking)).containsExactly("s3:GetObject");
        assertThat(permissions.select())
                .containsExactly("s3:DeleteObject", "s3:GetObject", "s3:ListBucket", "s3:PutObject");
        assertThat(actions(selecting)).containsExactly("s3:DeleteObject", "s3:GetObject", "s3:PutObject");
        assertThat(permissions.list()).isEmpty();
        assertThat(permissions.policy("aws", "*", "*"))
                .contains("\"arn:aws:s3:::" + bucket() + "/beta/version\"", "\"arn:aws:s3:::" + bucket() + "\"");
    }

    private String bucket() {
        return "builds-" + beta.world().account();
    }

    private Releases s3(Operations used) {
        return AwsReleases.s3(
                beta.world()
                        .connected(S3Client.builder().forcePathStyle(true), used)
                        .build(),
                bucket(),
                "beta/version");
    }

    @Test
    void of_launch_templates() {
        beta.world().createLaunchTemplate("releases", 3);
        for (Color color : Color.values()) {
            beta.world()
                    .autoScaling()
                    .updateAutoScalingGroup(request -> request.autoScalingGroupName(
                                    environment.group(color).value())
                            .launchTemplate(chosen ->
                                    chosen.launchTemplateName("releases").version("$Default")));
        }
        use(templates(looking), templates(selecting), templates(listing), "3", "2");

        assertNeeded(ReleasePermissions.launchTemplates(), AutoScalingFleets.DESCRIBE);
        assertThat(ReleasePermissions.launchTemplates().policy("aws", "eu-west-1", "123456789012"))
                .contains("\"arn:aws:ec2:eu-west-1:123456789012:launch-template/*\"");
    }

    private Releases templates(Operations used) {
        return AwsReleases.launchTemplates(
                beta.world().connected(AutoScalingClient.builder(), used).build(),
                beta.world().connected(Ec2Client.builder(), used).build());
    }
}
