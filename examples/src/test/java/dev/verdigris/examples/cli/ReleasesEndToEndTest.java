package dev.verdigris.examples.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.verdigris.aws.moto.MotoEnvironment;
import dev.verdigris.aws.moto.MotoWorld;
import dev.verdigris.model.Color;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.ssm.model.ParameterType;

/** The packaged CLI as a process on a Moto server, where instances boot with the release that is selected. */
@Execution(ExecutionMode.CONCURRENT)
class ReleasesEndToEndTest {
    private static final String PARAMETER = "/compiler-explorer/beta/release";

    private final MotoWorld world = MotoWorld.fresh();
    private final MotoEnvironment beta = world.environment("beta").create();

    private Ran cli(URI endpoint, String... words) {
        List<String> all = new ArrayList<>(
                List.of("--env", "beta", "--poll-interval", "200ms", "--endpoint-url", endpoint.toString()));
        all.addAll(List.of(words));
        return Jar.run(world.processEnvironment(), all.toArray(String[]::new));
    }

    private Ran cli(String... words) {
        return cli(world.endpoint(), words);
    }

    private void selectedByHand(String release) {
        world.ssm()
                .putParameter(request -> request.name(PARAMETER)
                        .value(release)
                        .type(ParameterType.STRING)
                        .overwrite(true));
    }

    private String selected() {
        return world.ssm()
                .getParameter(request -> request.name(PARAMETER))
                .parameter()
                .value();
    }

    /** Stops one new instance as soon as it is registered, so that it never becomes healthy. */
    private Interposed sickening() {
        AtomicBoolean done = new AtomicBoolean();
        return new Interposed(world.endpoint(), (action, body, moto) -> {
            Interposed.Answer answer = moto.answer();
            if (action.equals("RegisterTargets") && !done.getAndSet(true)) {
                beta.stop(beta.registered(Color.GREEN).iterator().next());
            }
            return answer;
        });
    }

    @Test
    void what_is_selected_is_rewound_after_a_refresh_that_failed() {
        selectedByHand("1.2.2");
        cli("builds", "set_current", "1.2.3", "--yes").exiting(0);
        assertThat(selected()).isEqualTo("1.2.3");
        assertThat(cli("builds", "current", "--json").exiting(0).json())
                .containsOnlyKeys("environment", "version")
                .containsEntry("version", "1.2.3");

        try (Interposed proxy = sickening()) {
            assertThat(cli(
                                    proxy.endpoint(),
                                    "environment",
                                    "refresh",
                                    "--yes",
                                    "--json",
                                    "--health-timeout",
                                    "2s",
                                    "--replace",
                                    "0")
                            .exiting(4)
                            .json())
                    .containsEntry("outcome", "ROLLED_BACK")
                    .containsEntry("residue", List.of());
        }

        assertThat(selected()).isEqualTo("1.2.2");
        assertThat(beta.recordedColor()).isEqualTo("blue");
    }

    @Test
    void a_rollback_selects_the_old_one_and_a_status_says_what_serves() {
        selectedByHand("1.2.2");
        cli("environment", "refresh", "--build", "1.2.3", "--yes").exiting(0);
        assertThat(selected()).isEqualTo("1.2.3");
        assertThat(cli("environment", "status", "--json").exiting(0).json())
                .containsEntry("version", "1.2.3")
                .containsEntry("selectedVersion", "1.2.3");

        cli("environment", "rollback", "--yes").exiting(0);

        assertThat(selected()).isEqualTo("1.2.2");
        assertThat(cli("environment", "status", "--json").exiting(0).json()).containsEntry("version", "1.2.2");
        assertThat(cli("builds", "list").exiting(0).out()).contains("* 1.2.2", "  1.2.3");
        assertThat(cli("environment", "history").exiting(0).out()).contains("with 1.2.2", "with 1.2.3");
    }

    /** The groups launch the default version of their template, and so that is the release. */
    @Test
    void a_release_of_launch_templates_is_selected_and_rewound() {
        String template = world.createLaunchTemplate("releases", 3);
        for (Color color : Color.values()) {
            world.autoScaling()
                    .updateAutoScalingGroup(request -> request.autoScalingGroupName("beta-" + color)
                            .launchTemplate(
                                    chosen -> chosen.launchTemplateId(template).version("$Default")));
        }

        cli("environment", "refresh", "--build", "3", "--release", "launch-template", "--yes")
                .exiting(0);
        assertThat(defaultVersion(template)).isEqualTo(3);
        assertThat(cli("builds", "list", "--release", "launch-template")
                        .exiting(0)
                        .out())
                .contains("* 3", "  2", "  1");

        cli("environment", "rollback", "--release", "launch-template", "--yes").exiting(0);

        assertThat(defaultVersion(template)).isEqualTo(1);
        assertThat(cli("environment", "status", "--json", "--release", "launch-template")
                        .exiting(0)
                        .json())
                .containsEntry("version", "1");
    }

    private long defaultVersion(String template) {
        return world.ec2()
                .describeLaunchTemplates(request -> request.launchTemplateIds(template))
                .launchTemplates()
                .get(0)
                .defaultVersionNumber();
    }

    @Test
    void a_release_in_an_object_of_S3_is_selected() {
        String bucket = "builds-" + world.account();
        String place = "s3:" + bucket + "/beta/version";
        world.createBucket(bucket);
        try (S3Client s3 =
                world.connected(S3Client.builder().forcePathStyle(true)).build()) {
            s3.putObject(request -> request.bucket(bucket).key("beta/version"), RequestBody.fromString("1.2.2\n"));

            cli("builds", "set_current", "1.2.3", "--release", place, "--yes").exiting(0);

            assertThat(s3.getObjectAsBytes(request -> request.bucket(bucket).key("beta/version"))
                            .asString(UTF_8))
                    .isEqualTo("1.2.3");
        }
        assertThat(cli("builds", "current", "--release", place).exiting(0).out())
                .contains("beta: 1.2.3 in s3://" + bucket + "/beta/version");
    }
}
