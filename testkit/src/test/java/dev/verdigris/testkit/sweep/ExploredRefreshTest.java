package dev.verdigris.testkit.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdigris.BlueGreen;
import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import dev.verdigris.model.Traffic;
import dev.verdigris.outcome.Outcome;
import dev.verdigris.request.Policy;
import dev.verdigris.testkit.SimulatedCloud;
import dev.verdigris.testkit.SimulatedInstance;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExploredRefreshTest {
    private static final Traffic ATTACHMENT = Traffic.attachment("Beta");
    private static final Scenarios ATTACHED = Scenarios.of(ATTACHMENT, true);
    private static final Environment BETA = ATTACHED.environment();

    private final SimulatedCloud cloud = ATTACHED.serving(1);
    private final ExploredRefresh refreshes = new ExploredRefresh(BETA, 1);
    private final List<SimulatedInstance> served = refreshes.serving(cloud);

    private String problem(Outcome outcome) {
        return refreshes.problem(cloud, served, new ProcessEnd.Completed(outcome));
    }

    @Test
    void a_refresh_that_has_replaced_all_is_as_it_must_be() {
        Outcome outcome = BlueGreen.on(cloud.ports()).refresh(refreshes.request(cloud, Policy.defaults()));

        outcome.orThrow();
        assertThat(served).hasSize(3);
        assertThat(problem(outcome)).isNull();
    }

    @Test
    void one_that_has_succeeded_and_left_somebody_is_not() {
        Outcome keepingWarm = BlueGreen.on(cloud.ports()).deploy(ATTACHED.deployment());

        keepingWarm.orThrow();
        assertThat(problem(keepingWarm))
                .startsWith("rule R33, instance refreshes: it has succeeded and replaced all but [")
                .contains(served.get(0).id().toString(), served.get(2).id().toString());
    }

    @Test
    void an_instance_refresh_that_nobody_watches_any_more_is_found() {
        assertThat(ExploredRefresh.left(cloud, BETA, List.of())).isNull();

        cloud.group(BETA, Color.BLUE).refresh();

        assertThat(ExploredRefresh.left(cloud, BETA, List.of()))
                .endsWith("an instance refresh of blue is left in progress");
        assertThat(ExploredRefresh.left(cloud, BETA, List.of(new ColorMove(CommonMove.REFRESHED, Color.BLUE))))
                .isNull();
    }

    @Test
    void the_explorer_plays_them_with_all_that_happens_meanwhile() {
        Explorer explorer = new Explorer(ATTACHMENT);
        Explorer.Report report = Explorer.explore(ATTACHMENT, 1, 200);
        StringBuilder stories = new StringBuilder();
        for (long seed = 1; seed <= 200; seed++) {
            stories.append(String.join("\n", Exploration.story(BETA, explorer.schedule(seed))))
                    .append('\n');
        }

        report.orThrow();
        assertThat(stories.toString())
                .containsPattern("(p\\d) begins to REFRESH\n.*\\1: Succeeded")
                .containsPattern("begins to REFRESH\n.*killed at ")
                .containsPattern("instance refresh .*: InProgress")
                .containsPattern("instance refresh .*: Successful");
    }
}
