package dev.verdigris.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;

import dev.verdigris.error.PortException;
import dev.verdigris.port.Cloud;
import dev.verdigris.port.DeploymentStore;
import dev.verdigris.testkit.SimulatedCloud;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code store check} prints about a store that keeps its promise, and about those that do not. */
class StoreCheckTest {
    private static final String CHECK = "--store s3:deployments/team store check --rounds 2";

    private static Cli cli(@Nullable DeploymentStore store) {
        Cloud cloud = SimulatedCloud.builder().build().ports();
        return store == null
                ? new Cli(cloud)
                : new Cli(Cloud.builder()
                        .fleets(cloud.fleets())
                        .targetGroups(cloud.targetGroups())
                        .activeColors(cloud.activeColors())
                        .time(cloud.time())
                        .deployments(store)
                        .build());
    }

    @Test
    void a_good_store_is_said_to_be_good_and_needs_no_environment() {
        Ran ran = cli(new InMemory(true)).run(CHECK).exiting(0);

        assertThat(ran.out().lines())
                .startsWith("s3:deployments/team:", "  what was created is read back, byte for byte")
                .contains(
                        "  a claim of what has been replaced is refused",
                        "  of 16 who create at once, 2 rounds, one won each time",
                        "  of 16 who replace at once, 2 rounds, one won each time")
                .endsWith("  this store keeps its promise, as far as this shows");
        assertThat(ran.err()).isEmpty();
    }

    @Test
    void a_store_without_conditions_is_found_out_with_a_remedy() {
        Ran ran = cli(new InMemory(false)).run(CHECK).exiting(3);

        assertThat(ran.out().lines())
                .contains(
                        "  WRONG: expected a create over what is there to be refused as a conflict, found it carried out;"
                                + " two deployments of one environment could run at once: keep the deployment state in a store that"
                                + " compares and sets in one step; docs/stores.md names some")
                .endsWith("  this store does not keep its promise: do not deploy with it");
    }

    @Test
    void as_json() {
        Map<String, Object> good =
                cli(new InMemory(true)).run(CHECK + " --json").exiting(0).json();
        assertThat(good)
                .containsOnlyKeys("store", "good", "verdict", "seen", "findings")
                .containsEntry("store", "s3:deployments/team")
                .containsEntry("good", true)
                .containsEntry("findings", List.of());

        Map<String, Object> bad =
                cli(new InMemory(false)).run(CHECK + " --json").exiting(3).json();
        assertThat(bad).containsEntry("good", false);
        assertThat(bad.get("findings")).asInstanceOf(LIST).hasSize(1);
    }

    @Test
    void a_store_that_cannot_be_tried_is_not_called_good() {
        assertThat(cli(null).run(CHECK).exiting(3).out()).contains("nothing can be said of this store");

        Ran ran = cli(new InMemory(true) {
                    @Override
                    public synchronized boolean delete(String name) {
                        throw new PortException.Denied("s3:DeleteObject", "AccessDenied", null);
                    }
                })
                .run(CHECK + " --json")
                .exiting(3);
        assertThat(ran.err()).contains("the store could not be checked: s3:DeleteObject: AccessDenied");
        assertThat(ran.json()).containsOnlyKeys("store", "good", "cause").containsEntry("good", false);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--rounds -1", "--rounds 10001", "--rounds many", "--endpoint-url nowhere"})
    void what_makes_no_sense_is_refused_before_anything_is_connected(String option) {
        Cli cli = cli(new InMemory(true));

        assertThat(cli.run("store check " + option).exiting(2).out()).isEmpty();
        assertThat(cli.connected()).isZero();
    }

    /** A store in memory, with or without its conditions. */
    private static class InMemory implements DeploymentStore {
        private final Map<String, Stored> kept = new HashMap<>();
        private final boolean compares;
        private int writes;

        InMemory(boolean compares) {
            this.compares = compares;
        }

        @Override
        public synchronized @Nullable Stored find(String environment) {
            return kept.get(environment);
        }

        @Override
        public synchronized String claim(String environment, String text, @Nullable String revision) {
            Stored found = kept.get(environment);
            if (compares && !Objects.equals(found == null ? null : found.revision(), revision)) {
                throw new PortException.Conflict("claim", "expected " + revision, null);
            }
            String written = String.valueOf(++writes);
            kept.put(environment, new Stored(text, written));
            return written;
        }

        @Override
        public String replace(String environment, String text, String revision) {
            return claim(environment, text, revision);
        }

        @Override
        public synchronized boolean held(String environment, String revision) {
            Stored found = kept.get(environment);
            return found != null && found.revision().equals(revision);
        }

        @Override
        public boolean leasesExpire() {
            return true;
        }

        @Override
        public boolean delete(String name) {
            synchronized (this) {
                kept.remove(name);
                return true;
            }
        }
    }
}
