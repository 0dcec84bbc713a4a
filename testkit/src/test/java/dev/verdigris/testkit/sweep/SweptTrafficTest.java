package dev.verdigris.testkit.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdigris.model.Environment;
import dev.verdigris.model.Traffic;
import dev.verdigris.testkit.SimulatedCloud;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is swept is made from the environment's traffic: what may happen with any strategy, and what only with that one. */
class SweptTrafficTest {
    private static final Traffic REGISTRATION = Traffic.registration("Shop");

    private static List<ColorMove> moves(SimulatedCloud cloud) {
        return SweptTraffic.of(REGISTRATION)
                .colorMoves(cloud, Scenarios.of(REGISTRATION, true).environment());
    }

    @Test
    void what_may_happen_with_any_strategy_is_swept_with_registration_and_so_is_its_own() {
        SweptTraffic swept = SweptTraffic.of(REGISTRATION);

        assertThat(swept.moves()).contains(CommonMove.values()).contains(RegistrationMove.values());
        assertThat(swept.accounts()).contains(CommonAccount.values()).contains(RegistrationAccount.values());
        assertThat(moves(Scenarios.of(REGISTRATION, true).serving(1)))
                .allMatch(move -> move.move().swept().contains(move.color()));
    }

    @Test
    void scenarios_are_about_an_environment_of_that_traffic() {
        Scenarios scenarios = Scenarios.of(REGISTRATION, true);
        Environment environment = scenarios.environment();

        assertThat(environment.traffic()).isEqualTo(REGISTRATION);
        assertThat(scenarios.all()).allMatch(scenario -> scenario.environment().equals(environment));
        SimulatedCloud cloud = scenarios.serving(1);
        assertThat(cloud.targetGroups(environment)).containsExactly(cloud.targetGroup("Shop"));
        assertThat(cloud.listener(environment).weights()).containsOnlyKeys(cloud.targetGroup("Shop"));
    }

    @Test
    void a_deployment_is_swept_in_every_account_that_a_strategy_knows() {
        assertThat(Scenarios.of(REGISTRATION, true).accounts())
                .extracting(Scenario::name)
                .containsAll(SweptTraffic.of(REGISTRATION).accounts().stream()
                        .map(account -> "deploy with " + account)
                        .toList());
    }

    @Test
    void a_color_has_each_move_that_bears_on_it() {
        assertThat(moves(Scenarios.of(REGISTRATION, true).serving(1)))
                .extracting(ColorMove::toString)
                .contains("an instance is terminated (blue)", "an instance is terminated (green)")
                .contains("somebody deregisters a target (blue)")
                .doesNotContain("somebody deregisters a target (green)");
    }

    @Test
    void what_bears_on_alarms_and_releases_happens_where_there_are_any() {
        Scenarios scenarios = Scenarios.of(REGISTRATION, true);
        SimulatedCloud watched = BakeScenarios.watched(scenarios.selected(1), scenarios.environment());

        assertThat(moves(watched)).extracting(ColorMove::move).contains(AlarmMove.values());
        assertThat(moves(watched)).extracting(ColorMove::move).contains(ReleaseMove.values());
        assertThat(moves(scenarios.serving(1)))
                .extracting(ColorMove::move)
                .doesNotContain(AlarmMove.values())
                .doesNotContain(ReleaseMove.values());
    }
}
