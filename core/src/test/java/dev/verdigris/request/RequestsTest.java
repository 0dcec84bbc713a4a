package dev.verdigris.request;

import static dev.verdigris.internal.Given.BETA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is asked for: values that can be told apart, and that later versions can add to. */
class RequestsTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Policy POLICY = Policy.defaults().withKeepWarm(KeepWarm.none());
    private static final LaunchTolerance PATIENT = LaunchTolerance.defaults().withRefusals(9);

    /** For each type, its default and what is the default but for one fact: no two of a list are equal. */
    private static Stream<List<Supplier<Object>>> variants() {
        return Stream.of(
                List.of(
                        () -> Deployment.of(BETA),
                        () -> Deployment.of(Environment.of("prod")),
                        () -> Deployment.of(BETA).withCapacity(3),
                        () -> Deployment.of(BETA).withTo(Color.GREEN),
                        () -> Deployment.of(BETA).withShift(Shift.canary(10, SECOND)),
                        () -> Deployment.of(BETA).withKeepWarm(KeepWarm.none()),
                        () -> Rollback.of(BETA)),
                List.of(
                        Shift::allAtOnce,
                        () -> Shift.canary(10, SECOND),
                        () -> Shift.canary(20, SECOND),
                        () -> Shift.linear(10, SECOND),
                        () -> Shift.canary(10, Duration.ZERO)),
                List.of(
                        () -> Rollback.of(BETA),
                        () -> Rollback.of(Environment.of("prod")),
                        () -> Rollback.of(BETA).withScaleUp(true),
                        () -> Rollback.of(BETA).withCapacity(3),
                        () -> Rollback.of(BETA).withKeepWarm(KeepWarm.none())),
                List.of(
                        () -> Cleanup.of(BETA),
                        () -> Cleanup.of(Environment.of("prod")),
                        () -> Cleanup.of(BETA).withPolicy(POLICY)),
                List.of(
                        () -> Reconcile.of(BETA),
                        () -> Reconcile.of(BETA).withStableFor(SECOND),
                        () -> Reconcile.of(BETA).withPollInterval(SECOND),
                        () -> Reconcile.of(BETA).withDryRun(true)),
                List.of(() -> Recovery.of(BETA), () -> Recovery.of(BETA).withTakeOver(true)),
                List.of(
                        Policy::defaults,
                        () -> POLICY,
                        () -> Policy.defaults()
                                .withDeadlines(Deadlines.defaults().withGone(SECOND)),
                        () -> Policy.defaults().withPollInterval(SECOND),
                        () -> Policy.defaults().withLaunches(PATIENT)),
                List.of(
                        Deadlines::defaults,
                        () -> Deadlines.defaults().withChange(SECOND),
                        () -> Deadlines.defaults().withInService(SECOND),
                        () -> Deadlines.defaults().withHealthy(SECOND),
                        () -> Deadlines.defaults().withDrainMargin(SECOND),
                        () -> Deadlines.defaults().withGone(SECOND),
                        () -> Deadlines.defaults().withCheck(SECOND)),
                List.of(
                        LaunchTolerance::defaults,
                        () -> PATIENT,
                        () -> LaunchTolerance.defaults().withDuring(SECOND),
                        () -> LaunchTolerance.defaults().withFinalReasons(List.of("no such image"))),
                List.of(
                        KeepWarm::forever,
                        KeepWarm::none,
                        () -> KeepWarm.of(SECOND),
                        () -> KeepWarm.of(Duration.ofHours(1))));
    }

    @ParameterizedTest
    @MethodSource("variants")
    void values_are_equal_if_every_fact_is_and_print_what_is_not_as_usual(List<Supplier<Object>> variants) {
        Set<Object> values = new HashSet<>();
        Set<String> printed = new HashSet<>();
        for (Supplier<Object> variant : variants) {
            Object value = variant.get();
            assertThat(variant.get()).isEqualTo(value).hasSameHashCodeAs(value).hasToString(value.toString());
            assertThat(values.add(value))
                    .as("%s differs from all before it", value)
                    .isTrue();
            assertThat(printed.add(value.toString()))
                    .as("%s prints otherwise", value)
                    .isTrue();
        }
        assertThat(values).doesNotContain("another type").doesNotContainNull();
    }

    @Test
    void a_fact_that_is_set_back_to_its_default_leaves_no_trace() {
        assertThat(Deadlines.defaults().withCheck(SECOND).withCheck(Duration.ofMinutes(5)))
                .isEqualTo(Deadlines.defaults());
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                Deployment.class,
                Rollback.class,
                Cleanup.class,
                Reconcile.class,
                Recovery.class,
                Policy.class,
                Deadlines.class,
                LaunchTolerance.class,
                Shift.class,
                Environment.class
            })
    void what_will_grow_has_no_constructor_that_a_new_fact_would_break(Class<?> type) {
        assertThat(type).isFinal();
        assertThat(type.isRecord()).isFalse();
        assertThat(Arrays.stream(type.getDeclaredConstructors())
                        .filter(constructor -> !Modifier.isPrivate(constructor.getModifiers())))
                .isEmpty();
    }

    @Test
    void a_fleet_is_kept_warm_for_some_time_or_not_at_all() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KeepWarm.of(Duration.ZERO))
                .withMessage("keep warm: expected more than 0, found PT0S");
    }

    @Test
    void a_rollback_and_a_reconcile_refuse_what_makes_no_sense() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Rollback.of(BETA).withCapacity(0))
                .withMessage("capacity: expected 1 or more, found 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Reconcile.of(BETA).withStableFor(SECOND.negated()))
                .withMessageContaining("stable for");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LaunchTolerance.defaults().withFinalReasons(List.of(" ")))
                .withMessageContaining("final reasons");
    }
}
