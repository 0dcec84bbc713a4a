package dev.verdigris.testkit.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import dev.verdigris.model.Traffic;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExplorerTest {

    @Test
    void a_fixed_share_of_the_seeds_is_played_in_every_build() {
        Explorer.Report report = Explorer.explore(1, 2000);

        System.out.println(report);
        report.orThrow();
        assertThat(report.deployments()).isGreaterThan(2000);
    }

    @Test
    void the_same_seed_tells_the_same_story() {
        Explorer explorer = new Explorer(Traffic.registration("Beta"));
        Schedule schedule = explorer.schedule(86570);

        assertThat(explorer.play(schedule)).isEqualTo(explorer.play(schedule));
        assertThat(explorer.schedule(86570)).isEqualTo(schedule);
        assertThat(Explorer.story(86570)).isEqualTo(Explorer.story(86570)).isNotEqualTo(Explorer.story(86571));
    }

    @Test
    void a_story_tells_how_each_process_ended_and_all_that_happened() {
        assertThat(String.join("\n", Explorer.story(1)))
                .contains("p1 begins to DEPLOY")
                .containsPattern("p1: \\w+")
                .contains("beta-green: launches i-00002000000000001")
                .containsPattern("\\d+ changes, \\d+ reads$");
    }

    /**
     * In seed 16035 an idle instance is on standby. A rollback that comes between a deployment's first look at the state and
     * its lease makes the other fleet the idle one.
     */
    @Test
    void a_deployment_that_waits_while_traffic_moves_need_not_be_refused() {
        Traffic traffic = Traffic.registration("Beta");
        Schedule alone = new Schedule(16035, List.of());
        Schedule between = new Schedule(16035, List.of(new Incident.RivalCame(1, ProcessVerb.ROLLBACK)));

        assertThat(told(traffic, alone)).contains("an idle instance on standby", "p1: refused");
        assertThat(new Explorer(traffic).play(between).problems()).isEmpty();
        assertThat(told(traffic, between)).contains("an idle instance on standby", "p2: Succeeded", "p1: Succeeded");
    }

    /** In seed 92167 a zone is lost right after a rollback has taken over, which is undone: two healthy were left of three. */
    @Test
    void what_served_when_a_rollback_took_over_is_what_its_way_back_leaves() {
        Traffic traffic = Traffic.registration("Beta");
        Schedule schedule = new Schedule(
                92167,
                List.of(
                        new Incident.RivalCame(73, ProcessVerb.ROLLBACK),
                        new Incident.Moved(93, new ColorMove(CommonMove.ZONE_LOST, Color.BLUE))));

        assertThat(new Explorer(traffic).play(schedule).problems()).isEmpty();
        assertThat(told(traffic, schedule))
                .contains("p2 begins to ROLLBACK", "p1: Interrupted", "p2: RolledBack: await-healthy");
    }

    /** In seed 41202 the fleet that a rollback leaves is scaled out after its lease was written, and before it is read. */
    @Test
    void what_a_rollback_reads_after_it_began_is_what_its_plan_goes_by() {
        Traffic traffic = Traffic.forwarding("Beta-Blue", "Beta-Green", "main:80", "main:443");
        Schedule schedule =
                new Schedule(41202, List.of(new Incident.Moved(23, new ColorMove(CommonMove.SCALE_OUT, Color.BLUE))));

        assertThat(new Explorer(traffic).play(schedule).problems()).isEmpty();
        assertThat(told(traffic, schedule))
                .contains("p2 begins to ROLLBACK", "p2: Succeeded", "beta-green: min 2, max 10, desired 3");
    }

    /**
     * In seed 91230 the fleet that serves is scaled out at the very end by one that takes minutes to become well. In seed 17580
     * somebody replaces all that has just been deployed by such: nobody can finish that before they are well, and then it ends.
     */
    @Test
    void a_fleet_is_given_the_time_that_it_takes_to_become_well() {
        Traffic traffic = Traffic.forwarding("Beta-Blue", "Beta-Green", "main:80", "main:443");

        Explorer.explore(traffic, 91230, 1).orThrow();
        Explorer.explore(traffic, 17580, 1).orThrow();
    }

    /** In seed 7435 enough are healthy for the switch while one that is to be replaced drains, which then serves like any other. */
    @Test
    void one_that_was_to_be_replaced_serves_where_the_switch_does_not_wait_for_another() {
        Explorer.explore(Traffic.registration("Beta"), 7435, 1).orThrow();
    }

    /** In seed 6065 the fleet serves where nobody looks, and somebody records the other color: followers stay where they are. */
    @Test
    void where_nobody_serves_followers_are_not_told_of_what_somebody_else_records() {
        Traffic traffic = Traffic.registration("Beta");
        Schedule schedule =
                new Schedule(6065, List.of(new Incident.Moved(5, new ColorMove(CommonMove.RECORD, Color.GREEN))));

        assertThat(new Explorer(traffic).play(schedule).problems()).isEmpty();
        assertThat(told(traffic, schedule)).contains("traffic reaches neither color in Beta", "active-asg: green");
    }

    /**
     * In seed 119717 a process finds an alarm red and cannot write that it goes back, and the next one finds it green; in seed
     * 194023 what is started is half healthy where more must be, so that requests go to all of it.
     */
    @Test
    void what_nobody_could_know_or_help_is_no_violation() {
        Explorer explorer = new Explorer(Traffic.registration("Beta"));

        assertThat(explorer.play(explorer.schedule(119717)).problems()).isEmpty();
        assertThat(explorer.play(explorer.schedule(194023)).problems()).isEmpty();
    }

    private static String told(Traffic traffic, Schedule schedule) {
        Environment beta = Environment.named("beta").traffic(traffic).build();
        return String.join("\n", Exploration.story(beta, schedule));
    }

    @Test
    void a_schedule_may_lose_what_does_not_matter() {
        Schedule schedule = new Schedule(
                7,
                List.of(
                        new Incident.Faulted(3, Fault.DENIED),
                        new Incident.Moved(9, new ColorMove(CommonMove.DIES, Color.BLUE)),
                        new Incident.RivalCame(12, ProcessVerb.ABORT)));

        assertThat(schedule.without(1).incidents())
                .containsExactly(new Incident.Faulted(3, Fault.DENIED), new Incident.RivalCame(12, ProcessVerb.ABORT));
        assertThat(schedule.without(0))
                .hasToString("seed 7, [call 9: an instance is terminated (blue), call 12: a rival begins to ABORT]");
    }

    @Test
    void a_violation_throws_with_its_seed_and_its_story() {
        Explorer.Report report = new Explorer.Report(
                9,
                12,
                List.of(new Violation("exploration", "seed 7, []", List.of("it broke"), List.of("first: killed"))),
                1);

        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(report::orThrow)
                .withMessageContaining("9 seeds, 12 deployments: 1 violations")
                .withMessageContaining("seed 7")
                .withMessageContaining("it broke");
    }

    @Test
    void fewer_than_no_seeds_are_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Explorer.explore(1, -1));
    }
}
