package dev.verdigris.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;
import static org.assertj.core.api.InstanceOfAssertFactories.MAP;

import dev.verdigris.BlueGreen;
import dev.verdigris.error.PortException;
import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import dev.verdigris.model.GroupSize;
import dev.verdigris.outcome.Outcome;
import dev.verdigris.testkit.Call;
import dev.verdigris.testkit.CallFault;
import dev.verdigris.testkit.CallHook;
import dev.verdigris.testkit.InstanceFault;
import dev.verdigris.testkit.Operations;
import dev.verdigris.testkit.SimulatedCloud;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How the CLI ends: its exit codes, and what it prints beside them. */
class ExitCodesTest {
    private static final String REFRESH = "--env beta environment refresh ";

    private final Environment beta = Environment.of("beta");
    private final SimulatedCloud cloud = SimulatedCloud.serving(beta, 3);
    private final Cli cli = new Cli(cloud);

    @Test
    void zero_when_it_did_what_was_asked() {
        Map<String, Object> json = cli.run(REFRESH + "--yes --json").exiting(0).json();

        assertThat(json)
                .containsOnlyKeys(
                        "outcome", "environment", "from", "to", "cause", "residue", "steps", "seconds", "notes")
                .containsEntry("outcome", "SUCCEEDED")
                .containsEntry("environment", "beta")
                .containsEntry("from", "blue")
                .containsEntry("to", "green")
                .containsEntry("cause", null)
                .containsEntry("residue", List.of())
                .containsEntry("notes", List.of());
        assertThat((double) json.get("seconds")).isPositive();
        assertThat(steps(json))
                .allSatisfy(step -> {
                    assertThat(step).containsOnlyKeys("id", "state", "seconds").containsEntry("state", "DONE");
                    assertThat(step.get("seconds")).isInstanceOf(Number.class);
                })
                .extracting(step -> step.get("id"))
                .startsWith("pin", "scale-up")
                .endsWith("restore-active-min", "keep-warm");
    }

    @Test
    void seven_for_what_waits_at_a_gate() {
        Outcome paused = Outcome.paused(BlueGreen.on(cloud.ports()).deploy(beta).report(), "promote", null);

        assertThat(ExitCode.of(paused)).isEqualTo(7);
        assertThat(Json.outcome(paused)).contains("\"outcome\":\"PAUSED\"", "\"cause\":null");
    }

    @Test
    void four_when_everything_was_rolled_back() {
        cloud.group(beta, Color.GREEN).afflict(1, InstanceFault.neverHealthy());

        Ran ran = cli.run(REFRESH + "--replace 0 --yes --json").exiting(4);

        assertThat(ran.json())
                .containsEntry("outcome", "ROLLED_BACK")
                .containsEntry("residue", List.of())
                .extractingByKey("cause")
                .asString()
                .contains("only 2 of 3 became healthy")
                .contains("Target.ResponseCodeMismatch");
        assertThat(steps(ran.json())).extracting(step -> step.get("state")).contains("FAILED", "UNDONE", "SKIPPED");
        assertThat(ran.err()).contains("rolled back, everything is as before: await-healthy: ");
        assertThat(cloud.group(beta, Color.BLUE).size()).isEqualTo(new GroupSize(2, 10, 3));
        assertThat(cloud.group(beta, Color.GREEN).size()).isEqualTo(new GroupSize(0, 10, 0));
    }

    @Test
    void five_when_something_is_left() {
        cloud.install(CallFault.denied(Operations.PUT_PARAMETER));

        Ran ran = cli.run(REFRESH + "--yes --json").exiting(5);

        assertThat(ran.json())
                .containsEntry("outcome", "FAILED_DIRTY")
                .extractingByKey("residue")
                .asInstanceOf(LIST)
                .singleElement()
                .asInstanceOf(MAP)
                .containsOnlyKeys("what", "remedy");
        assertThat(ran.err()).contains("failed: write-parameter: ").contains("  left: " + beta.activeColorParameter());
    }

    @Test
    void five_names_what_went_wrong_on_the_way_back_too() {
        cloud.group(beta, Color.GREEN).afflict(1, InstanceFault.neverHealthy());
        CallFault denied = CallFault.denied(Operations.DEREGISTER);
        cloud.install(new CallHook() {
            @Override
            public void after(Call call) {
                if (call.operation().equals(Operations.REGISTER)) {
                    cloud.install(denied);
                }
            }
        });

        Ran ran = cli.run(REFRESH + "--replace 0 --yes").exiting(5);

        assertThat(ran.out())
                .contains("failed: await-healthy: only 2 of 3 became healthy")
                .contains("  then: register: " + Operations.DEREGISTER)
                .contains("  left: members of beta-green may still be registered in Beta");
    }

    @Test
    void three_when_it_was_refused() {
        cloud.setParameter(beta.activeColorParameter(), "green");
        cloud.targetGroup(beta).setInUse(false);

        Ran ran = cli.run(REFRESH + "--yes --json").exiting(3);

        assertThat(ran.json())
                .containsEntry("outcome", "REFUSED")
                .containsEntry("environment", "beta")
                .containsEntry("from", null)
                .containsEntry("to", null)
                .containsEntry("residue", List.of())
                .containsEntry("steps", List.of())
                .extractingByKey("cause")
                .asString()
                .contains("the recorded color")
                .contains("used by a listener");
        assertThat(ran.err().lines())
                .as("a line for each finding")
                .hasSize(3)
                .startsWith("refused; nothing was changed:");
        assertThat(cloud.changes()).isZero();
    }

    @Test
    void three_when_the_cloud_could_not_be_read() {
        cloud.install(CallFault.denied(Operations.DESCRIBE_HEALTH));

        Ran ran = cli.run(REFRESH + "--yes --json").exiting(3);

        assertThat(ran.json()).containsEntry("outcome", "REFUSED");
        assertThat(ran.err())
                .startsWith("could not begin; nothing was changed: ")
                .contains(Operations.DESCRIBE_HEALTH);
        assertThat(cloud.changes()).isZero();
    }

    @Test
    void three_when_it_was_told_to_end_before_it_had_begun() {
        cloud.install(new CallHook() {
            @Override
            public void before(Call call) {
                Thread.currentThread().interrupt();
                throw new PortException.Unavailable(call.operation(), "interrupted", null);
            }
        });

        Ran ran = cli.run(REFRESH + "--yes --json");

        assertThat(Thread.interrupted()).isTrue();
        assertThat(ran.exiting(3).json()).containsEntry("outcome", "REFUSED");
        assertThat(ran.err()).startsWith("told to end; nothing was changed: ");
        assertThat(cloud.changes()).isZero();
    }

    @Test
    void trouble_in_looking_afterwards_is_no_failure() {
        cloud.install(new CallHook() {
            @Override
            public void before(Call call) {
                // The first read of a status; the steps have no use for it.
                if ("green".equals(cloud.recorded(beta))
                        && call.operation().equals(Operations.DESCRIBE_TARGET_GROUPS)) {
                    throw new PortException.Denied(call.operation(), "no more", null);
                }
            }
        });

        Ran ran = cli.run(REFRESH + "--yes --json").exiting(0);

        assertThat(ran.json()).containsEntry("outcome", "SUCCEEDED");
        assertThat(ran.err()).contains("beta-blue still runs\n").contains("environment rollback");
    }

    @Test
    void a_connection_is_closed_however_it_ends() {
        cli.run(REFRESH + "--yes").exiting(0);
        cloud.removeParameter(beta.activeColorParameter());
        cli.run(REFRESH + "--yes").exiting(3);

        assertThat(cli.closed()).isEqualTo(2).isEqualTo(cli.connected());
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> steps(Map<String, Object> json) {
        return (List<Map<String, Object>>) json.get("steps");
    }
}
