package dev.verdigris.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.verdigris.examples.Fence;
import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import dev.verdigris.model.Traffic;
import dev.verdigris.testkit.CallFault;
import dev.verdigris.testkit.InstanceFault;
import dev.verdigris.testkit.Operations;
import dev.verdigris.testkit.SimulatedCloud;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The JSON in the documentation has the shape of the JSON that is printed. */
class DocumentedJsonTest {

    private static final Environment BETA = Environment.of("beta");

    private SimulatedCloud cloud = SimulatedCloud.serving(BETA, 3);

    @Test
    void the_json_of_an_outcome_is_as_documented() throws IOException {
        cloud.install(CallFault.denied(Operations.PUT_PARAMETER));

        documented("outcome", 5, "refresh --yes");
    }

    @Test
    void the_json_of_a_status_while_something_is_in_progress_is_as_documented() throws IOException {
        leaveOpen();

        documented("status", 0, "status");
    }

    @Test
    void the_json_of_a_validation_is_as_documented() throws IOException {
        cloud.removeParameter(BETA.activeColorParameter());

        documented("validate", 3, "validate");
    }

    @Test
    void the_json_of_a_dry_run_is_as_documented() throws IOException {
        documented("dry-run", 0, "refresh --dry-run");
    }

    @Test
    void the_json_of_a_history_is_as_documented() throws IOException {
        cloud.group(BETA, Color.GREEN).afflict(1, InstanceFault.neverHealthy());
        new Cli(cloud).run("--env beta environment refresh --replace 0 --yes").exiting(4);

        documented("history", 0, "history");
    }

    @Test
    void the_json_of_a_reconcile_is_as_documented() throws IOException {
        cloud.setParameter(BETA.activeColorParameter(), "green");
        cloud.targetGroup(BETA)
                .deregister(cloud.group(BETA, Color.BLUE).instances().get(0).id());
        cloud.install(CallFault.denied(Operations.PUT_PARAMETER));

        documented("reconcile", 5, "reconcile --yes");
    }

    @Test
    void the_json_of_an_unlock_is_as_documented() throws IOException {
        leaveOpen();

        documented("unlock", 0, "unlock --force --yes --reason ghost");
    }

    @Test
    void the_json_of_a_status_where_traffic_is_forwarded_is_as_documented() throws IOException {
        Environment forwarded = Environment.named("beta")
                .traffic(Traffic.forwarding("Beta-Blue", "Beta-Green", "main:80/beta/*"))
                .build();
        cloud = SimulatedCloud.serving(forwarded, 3);

        documented("status-forwarding", 0, "status --traffic forwarding --route main:80/beta/*");
    }

    @Test
    void the_json_of_releases_is_as_documented() throws IOException {
        cloud.setRelease(BETA, "1.2.3");

        documentedOf("builds-current", 0, "builds current");
        documentedOf("builds-list", 0, "builds list");
    }

    private void leaveOpen() {
        cloud.group(BETA, Color.GREEN).afflict(1, InstanceFault.neverHealthy());
        cloud.install(CallFault.denied(Operations.UPDATE_GROUP).skipping(2));
        new Cli(cloud).run("--env beta environment refresh --yes").exiting(5);
    }

    private void documented(String marker, int exit, String command) throws IOException {
        documentedOf(marker, exit, "environment " + command);
    }

    private void documentedOf(String marker, int exit, String command) throws IOException {
        String documented = Fence.in("docs/cli.md").stream()
                .filter(fence -> fence.origin().equals(marker))
                .findFirst()
                .orElseThrow()
                .text();

        Map<String, Object> printed =
                new Cli(cloud).run("--env beta --json " + command).exiting(exit).json();

        assertThat(shape(printed)).isEqualTo(shape(JSON.std.mapFrom(documented)));
    }

    /** Objects by their members, lists by their first item, all else by its kind. */
    private static Object shape(@Nullable Object value) {
        if (value instanceof Map<?, ?> object) {
            Map<String, Object> members = new TreeMap<>();
            object.forEach((name, member) -> members.put((String) name, shape(member)));
            return members;
        }
        if (value instanceof List<?> list) {
            return list.isEmpty() ? List.of() : List.of(shape(list.get(0)));
        }
        if (value == null) {
            return "null";
        }
        return value instanceof Number ? "number" : value.getClass().getSimpleName();
    }
}
