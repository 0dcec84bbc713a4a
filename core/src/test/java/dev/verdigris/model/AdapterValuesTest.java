package dev.verdigris.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.verdigris.model.GroupTraits.CapacityUnit;
import dev.verdigris.model.GroupTraits.WarmPool;
import dev.verdigris.model.TargetGroup.HealthyShare;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What adapters make: a new fact breaks none of them, since every constructor stays. */
class AdapterValuesTest {

    static Stream<Arguments> constructors() {
        return Stream.of(
                Arguments.of(
                        Fleet.class,
                        List.of(GroupName.class, GroupSize.class, List.class, Set.class, Set.class, Map.class)),
                Arguments.of(
                        Fleet.class,
                        List.of(
                                GroupName.class,
                                GroupSize.class,
                                List.class,
                                Set.class,
                                Set.class,
                                Map.class,
                                GroupTraits.class)),
                Arguments.of(Instance.class, List.of(InstanceId.class, Lifecycle.class, boolean.class)),
                Arguments.of(
                        Instance.class,
                        List.of(
                                InstanceId.class,
                                Lifecycle.class,
                                boolean.class,
                                int.class,
                                String.class,
                                boolean.class)),
                Arguments.of(
                        TargetGroup.class,
                        List.of(String.class, String.class, int.class, Duration.class, boolean.class)),
                Arguments.of(
                        TargetGroup.class,
                        List.of(
                                String.class,
                                String.class,
                                int.class,
                                Duration.class,
                                boolean.class,
                                String.class,
                                HealthyShare.class)),
                Arguments.of(LoadBalancer.class, List.of(String.class, String.class, Set.class, int.class)),
                Arguments.of(Launch.class, List.of(String.class, Launch.State.class, String.class, Instant.class)),
                Arguments.of(
                        GroupTraits.class,
                        List.of(
                                Set.class,
                                CapacityUnit.class,
                                Map.class,
                                WarmPool.class,
                                String.class,
                                boolean.class,
                                boolean.class)),
                Arguments.of(
                        GroupTraits.class,
                        List.of(
                                Set.class,
                                CapacityUnit.class,
                                Map.class,
                                WarmPool.class,
                                String.class,
                                boolean.class,
                                boolean.class,
                                GroupTraits.HealthChecks.class)));
    }

    @ParameterizedTest
    @MethodSource("constructors")
    void every_constructor_stays(Class<?> type, List<Class<?>> parameters) {
        assertThatCode(() -> type.getConstructor(parameters.toArray(Class<?>[]::new)))
                .doesNotThrowAnyException();
    }

    @Test
    void what_an_adapter_does_not_say_is_as_usual() {
        Fleet fleet =
                new Fleet(new GroupName("beta-blue"), new GroupSize(0, 1, 0), List.of(), Set.of(), Set.of(), Map.of());
        Instance instance = new Instance(new InstanceId("i-00000001"), Lifecycle.IN_SERVICE, true);
        TargetGroup group = new TargetGroup("arn:aws:x", "Beta", 80, Duration.ofMinutes(5), true);

        assertThat(fleet.traits()).isEqualTo(GroupTraits.plain());
        assertThat(instance.weight()).isEqualTo(1);
        assertThat(instance.zone()).isNull();
        assertThat(group.kind()).isEqualTo(TargetGroup.INSTANCES);
        assertThat(group.healthyShare()).isEqualTo(HealthyShare.defaults());
    }
}
