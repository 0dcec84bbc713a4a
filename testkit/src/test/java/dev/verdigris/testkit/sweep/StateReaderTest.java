package dev.verdigris.testkit.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdigris.error.VerdigrisException;
import dev.verdigris.model.Traffic;
import dev.verdigris.report.DeploymentInProgress;
import dev.verdigris.testkit.Call;
import dev.verdigris.testkit.CallHook;
import dev.verdigris.testkit.SimulatedCloud;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** However little of a text is read, it says what it says as a whole. */
class StateReaderTest {
    static List<Traffic> strategies() {
        return List.of(
                Traffic.registration("Beta"),
                Traffic.attachment("Beta"),
                Traffic.forwarding("Beta-Blue", "Beta-Green", "main:80", "main:443"));
    }

    /** Every text that the scenarios write, in the order in which they do. */
    private static Set<String> texts(Scenario scenario) {
        SimulatedCloud cloud = scenario.world().apply(1);
        Set<String> texts = new LinkedHashSet<>();
        cloud.install(new CallHook() {
            @Override
            public void afterEffect(Call call) {
                String text = cloud.deploymentState(scenario.environment());
                if (text != null) {
                    texts.add(text);
                }
            }
        });
        try {
            scenario.verb()
                    .on(FollowersScenarios.registered(scenario.facade().apply(cloud.ports()), cloud)
                            .build());
        } catch (VerdigrisException e) {
            assertThat(scenario.refusal()).as("%s: %s", scenario, e).isNotNull();
        }
        return texts;
    }

    private static List<Object> facts(DeploymentInProgress state) {
        return Arrays.asList(
                state.environment(),
                state.id(),
                state.verb(),
                state.holder(),
                state.held(),
                state.since(),
                state.direction(),
                state.phase(),
                state.step(),
                state.shift(),
                state.stage(),
                state.waitingFor(),
                state.promotions(),
                state.from(),
                state.to(),
                state.cause(),
                state.capacity(),
                state.policy(),
                state.replaced(),
                state.reversible(),
                state.toString());
    }

    private static List<Object> read(StateReader reader, String text) {
        DeploymentInProgress state = reader.inProgress(text);
        return state == null ? List.of() : facts(state);
    }

    private static Object outcome(StateReader reader, String text) {
        try {
            return read(reader, text);
        } catch (VerdigrisException e) {
            return String.valueOf(e.getMessage());
        }
    }

    @ParameterizedTest
    @MethodSource("strategies")
    void a_text_says_the_same_whichever_were_read_before(Traffic traffic) {
        int later = 0;
        for (boolean leasesExpire : new boolean[] {true, false}) {
            for (Scenario scenario : Scenarios.of(traffic, leasesExpire).all()) {
                StateReader reader = new StateReader(scenario.environment());
                for (String text : texts(scenario)) {
                    assertThat(read(reader, text))
                            .as("%s: %s", scenario, text)
                            .isEqualTo(read(new StateReader(scenario.environment()), text));
                    later += reader.inProgress(text) instanceof LaterState ? 1 : 0;
                }
            }
        }
        assertThat(later).as("texts of which little was read").isGreaterThan(100);
    }

    @Test
    void whatever_line_differs_from_what_was_read_before_is_read() {
        Scenario scenario = Scenarios.of(strategies().get(0), true).all().stream()
                .filter(each -> each.name().equals("deploy over a warm fleet"))
                .findFirst()
                .orElseThrow();
        List<String> texts = List.copyOf(texts(scenario));
        String text = texts.stream()
                .filter(each -> ToldState.of(each) != null)
                .findFirst()
                .orElseThrow();
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            for (String line : List.of("", lines.get(i) + "\n" + lines.get(i) + "\n", lines.get(i) + "x\n")) {
                List<String> other = new ArrayList<>(lines.subList(0, i));
                String variant = String.join("\n", other) + (i == 0 ? "" : "\n") + line
                        + String.join("\n", lines.subList(i + 1, lines.size())) + "\n";
                StateReader reader = new StateReader(scenario.environment());
                read(reader, text);

                assertThat(outcome(reader, variant))
                        .as(variant)
                        .isEqualTo(outcome(new StateReader(scenario.environment()), variant));
            }
        }
    }
}
