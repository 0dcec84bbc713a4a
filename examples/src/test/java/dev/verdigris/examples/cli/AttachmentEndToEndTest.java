package dev.verdigris.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdigris.aws.moto.MotoEnvironment;
import dev.verdigris.aws.moto.MotoWorld;
import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import dev.verdigris.model.GroupSize;
import dev.verdigris.model.Traffic;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The packaged CLI as a process on a Moto server, where the target group is attached to the group that serves. */
@Execution(ExecutionMode.CONCURRENT)
class AttachmentEndToEndTest {
    private final MotoWorld world = MotoWorld.fresh();
    private final MotoEnvironment beta = world.environment(Environment.named("beta")
                    .traffic(Traffic.attachment("Beta"))
                    .build())
            .create();

    @Test
    void refresh_rollback_and_cleanup_attach_the_target_group_to_what_serves() {
        Set<String> first = beta.instances(Color.BLUE);
        serves(Color.BLUE);

        assertThat(changed("refresh")).containsEntry("from", "blue").containsEntry("to", "green");
        serves(Color.GREEN);
        assertThat(beta.size(Color.GREEN)).isEqualTo(new GroupSize(2, 100, 3));
        assertThat(beta.instances(Color.BLUE)).as("kept warm").isEqualTo(first);

        assertThat(changed("rollback")).containsEntry("from", "green").containsEntry("to", "blue");
        serves(Color.BLUE);
        assertThat(beta.instances(Color.BLUE)).isEqualTo(first);

        changed("cleanup");
        assertThat(beta.size(Color.GREEN)).isEqualTo(new GroupSize(0, 100, 0));
        changed("refresh");
        serves(Color.GREEN);
    }

    @Test
    void what_is_launched_after_the_switch_is_registered_by_itself() {
        changed("refresh");
        beta.resize(Color.GREEN, 2, 4);

        assertThat(beta.registered(Color.GREEN)).hasSize(4).isEqualTo(beta.instances(Color.GREEN));
        assertThat(status()).containsEntry("drift", List.of());
    }

    @Test
    void a_dry_run_prints_the_steps_and_changes_nothing() {
        Ran ran = cli(world.endpoint(), "refresh", "--dry-run").exiting(0);

        assertThat(ran.out())
                .contains("attach Beta to beta-green", "detach Beta from beta-blue", "the attachment is removed");
        serves(Color.BLUE);
    }

    @Test
    void credentials_that_may_not_detach_are_refused_before_anything_is_changed() {
        try (Interposed proxy = denying("DetachLoadBalancerTargetGroups")) {
            assertThat(cli(proxy.endpoint(), "refresh", "--yes").exiting(3).err())
                    .contains("expected the credentials to allow what the cutover needs");
        }
        serves(Color.BLUE);
        assertThat(beta.size(Color.GREEN)).isEqualTo(new GroupSize(0, 100, 0));
    }

    @Test
    void where_the_new_group_may_not_be_attached_everything_is_rolled_back() {
        try (Interposed proxy = denying("AttachTrafficSources")) {
            assertThat(cli(proxy.endpoint(), "refresh", "--yes", "--json")
                            .exiting(4)
                            .json())
                    .containsEntry("outcome", "ROLLED_BACK")
                    .containsEntry("residue", List.of());
        }
        serves(Color.BLUE);
        assertThat(beta.size(Color.GREEN)).isEqualTo(new GroupSize(0, 100, 0));
    }

    @Test
    void a_target_group_that_is_attached_to_both_groups_is_refused_and_reconciled() {
        beta.attach(Color.GREEN);

        assertThat(cli(world.endpoint(), "refresh", "--yes").exiting(3).err())
                .contains("attached to one group alone", "reconcile, which detaches it");
        assertThat(cli(world.endpoint(), "reconcile", "--yes", "--json", "--stable-for", "1s")
                        .exiting(0)
                        .json()
                        .get("changes"))
                .asString()
                .contains("detach Beta from beta-green");
        serves(Color.BLUE);
    }

    private Interposed denying(String operation) {
        return new Interposed(
                world.endpoint(),
                (action, body, moto) -> action.equals(operation)
                        ? new Interposed.Answer(403, denied("autoscaling:" + operation))
                        : moto.answer());
    }

    private static String denied(String action) {
        return "<ErrorResponse xmlns=\"http://autoscaling.amazonaws.com/doc/2011-01-01/\"><Error><Type>Sender</Type>"
                + "<Code>AccessDenied</Code><Message>not authorized to perform: " + action + "</Message></Error>"
                + "<RequestId>1</RequestId></ErrorResponse>";
    }

    /** One color serves, by the library and by what the test itself sees. */
    private void serves(Color color) {
        assertThat(beta.attached()).containsExactly(color);
        assertThat(beta.registered(color)).hasSize(3).isEqualTo(beta.instances(color));
        assertThat(beta.registered(color.other())).isEmpty();
        assertThat(status())
                .containsEntry("traffic", "attachment")
                .containsEntry("activeColor", color.label())
                .containsEntry("recordedColor", color.label())
                .containsEntry(
                        "weights", Map.of(color.label(), 100, color.other().label(), 0))
                .containsEntry("drift", List.of());
    }

    private Map<String, Object> status() {
        return cli(world.endpoint(), "status", "--json").exiting(0).json();
    }

    private Map<String, Object> changed(String command) {
        return cli(world.endpoint(), command, "--yes", "--json").exiting(0).json();
    }

    private Ran cli(URI endpoint, String command, String... args) {
        List<String> words = new ArrayList<>(List.of("--env", "beta", "--traffic", "attachment"));
        words.addAll(List.of("--target-group", "Beta", "--endpoint-url", endpoint.toString(), "environment", command));
        words.addAll(command.equals("status") ? List.of() : List.of("--poll-interval", "200ms"));
        words.addAll(List.of(args));
        return Jar.run(world.processEnvironment(), words.toArray(String[]::new));
    }
}
