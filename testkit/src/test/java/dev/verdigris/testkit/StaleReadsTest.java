package dev.verdigris.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdigris.model.Color;
import dev.verdigris.model.GroupName;
import dev.verdigris.model.GroupSize;
import dev.verdigris.model.ParameterPath;
import dev.verdigris.model.TargetGroup;
import dev.verdigris.model.TargetGroupRef;
import dev.verdigris.port.Cloud;
import dev.verdigris.port.Fleets.Resize;
import dev.verdigris.port.Permit;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class StaleReadsTest {
    private static final Permit PERMIT = () -> {};
    private static final GroupName WEB = new GroupName("web");

    private final SimulatedCloud cloud = SimulatedCloud.builder()
            .latencies(Latencies.instant())
            .staleReads(Duration.ofSeconds(5))
            .build();
    private final Cloud ports = cloud.ports();

    /** What a read shows, asked very often at this moment. */
    private static <T extends Comparable<T>> Set<T> shown(Supplier<T> read) {
        Set<T> shown = new TreeSet<>();
        for (int i = 0; i < 200; i++) {
            shown.add(read.get());
        }
        return shown;
    }

    @Test
    void a_group_may_look_as_it_did_before_a_change_for_a_while_and_then_no_more() {
        SimulatedGroup web = cloud.createGroup("web", new GroupSize(0, 9, 0));
        Supplier<Integer> min =
                () -> ports.fleets().describe(Set.of(WEB)).get(WEB).size().min();
        cloud.pass(Duration.ofSeconds(60));
        ports.fleets().resize(WEB, Resize.min(1), PERMIT);
        cloud.pass(Duration.ofSeconds(2));
        ports.fleets().resize(WEB, Resize.min(2), PERMIT);
        cloud.pass(Duration.ofSeconds(2));

        assertThat(shown(min)).containsExactly(0, 1, 2);
        assertThat(web.size().min()).as("as it really is").isEqualTo(2);
        cloud.pass(Duration.ofSeconds(2));
        assertThat(shown(min)).containsExactly(1, 2);
        cloud.pass(Duration.ofSeconds(3));
        assertThat(shown(min)).containsExactly(2);
    }

    @Test
    void targets_and_parameters_may_be_stale_as_well() {
        SimulatedGroup web = cloud.createGroup("web", new GroupSize(0, 9, 1));
        SimulatedTargetGroup targets = cloud.createTargetGroup("Web");
        TargetGroup found = ports.targetGroups().find(new TargetGroupRef("Web"));
        ParameterPath path = new ParameterPath("/color");
        ports.activeColors().write(path, Color.BLUE, PERMIT);
        cloud.pass(Duration.ofSeconds(60));
        targets.place(web);
        ports.activeColors().write(path, Color.GREEN, PERMIT);
        cloud.pass(Duration.ofSeconds(2));

        assertThat(shown(() -> ports.targetGroups().health(found).size())).containsExactly(0, 1);
        assertThat(shown(() -> String.valueOf(ports.activeColors().read(path)))).containsExactly("blue", "green");
        cloud.pass(Duration.ofSeconds(3));
        assertThat(shown(() -> ports.targetGroups().health(found).size())).containsExactly(1);
        assertThat(shown(() -> String.valueOf(ports.activeColors().read(path)))).containsExactly("green");
    }

    @Test
    void a_parameter_that_is_written_for_the_first_time_may_seem_to_be_missing() {
        ParameterPath path = new ParameterPath("/color");
        cloud.pass(Duration.ofSeconds(60));
        ports.activeColors().write(path, Color.BLUE, PERMIT);
        cloud.pass(Duration.ofSeconds(1));

        assertThat(shown(() -> String.valueOf(ports.activeColors().read(path)))).containsExactly("blue", "null");
        cloud.removeParameter(path);
        cloud.pass(Duration.ofSeconds(5));
        assertThat(ports.activeColors().read(path)).isNull();
    }
}
