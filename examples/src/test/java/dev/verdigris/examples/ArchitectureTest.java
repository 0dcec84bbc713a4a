package dev.verdigris.examples;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.accessTargetWhere;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import dev.verdigris.request.Request;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may know whom, in the code of all modules, tests aside. */
class ArchitectureTest {
    private static final String CORE = "dev.verdigris";
    private static final String AWS = "dev.verdigris.aws..";
    private static final String TESTKIT = "dev.verdigris.testkit..";
    private static final String TELEMETRY = "dev.verdigris.telemetry..";
    private static final String EXAMPLES = "dev.verdigris.examples..";

    /** The packages of the core from the bottom to the top: each may know those before it, and none after it. */
    private static final List<String> LAYERS = List.of(
            "dev.verdigris.internal.text",
            "dev.verdigris.internal.http",
            "dev.verdigris.model",
            "dev.verdigris.request",
            "dev.verdigris.plan",
            "dev.verdigris.report",
            "dev.verdigris.page",
            "dev.verdigris.error",
            "dev.verdigris.port",
            "dev.verdigris.hook",
            "dev.verdigris.outcome",
            "dev.verdigris.event",
            "dev.verdigris.internal.traffic",
            "dev.verdigris.internal.plan",
            "dev.verdigris.internal.world",
            "dev.verdigris.internal.step",
            "dev.verdigris.internal.targets",
            "dev.verdigris.internal.strategy.registration",
            "dev.verdigris.internal.strategy.attachment",
            "dev.verdigris.internal.strategy.forwarding",
            "dev.verdigris.internal.strategy",
            "dev.verdigris.internal.state",
            "dev.verdigris.internal.store",
            "dev.verdigris.internal.engine",
            "dev.verdigris",
            "dev.verdigris.rollout");

    private static final String STRATEGIES = "dev.verdigris.internal.strategy..";

    private static final DescribedPredicate<JavaClass> IN_CORE = resideInAPackage(CORE + "..")
            .and(DescribedPredicate.not(resideInAnyPackage(AWS, TESTKIT, TELEMETRY, EXAMPLES)));

    private static final DescribedPredicate<JavaAccess<?>> ASKS_THE_MACHINE =
            DescribedPredicate.describe("ask this machine for the time, or sleep", call -> {
                String owner = call.getTargetOwner().getName();
                String method = call.getTarget().getName();
                return (owner.startsWith("java.time.") && (method.equals("now") || method.startsWith("system")))
                        || (owner.equals("java.lang.System")
                                && Set.of("nanoTime", "currentTimeMillis").contains(method))
                        || (owner.equals("java.lang.Thread") && method.equals("sleep"))
                        || (owner.equals("java.util.concurrent.TimeUnit") && method.equals("sleep"))
                        || (owner.equals("java.util.concurrent.locks.LockSupport") && method.startsWith("parkNanos"));
            });

    private static final JavaClasses CODE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(location -> !location.contains("/dev/verdigris/aws/moto/"))
            .importPackages(CORE);

    @Test
    void the_code_of_every_module_is_looked_at() {
        for (String one : List.of(
                "dev.verdigris.BlueGreen",
                "dev.verdigris.aws.AwsCloud",
                "dev.verdigris.testkit.SimulatedCloud",
                "dev.verdigris.telemetry.MicrometerListener",
                "dev.verdigris.examples.cli.Main")) {
            assertThat(CODE.contain(one)).as(one).isTrue();
        }
        assertThat(CODE.contain(ArchitectureTest.class)).isFalse();
    }

    @Test
    void the_core_knows_no_cloud_and_no_other_module() {
        noClasses()
                .that(IN_CORE)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        AWS,
                        TESTKIT,
                        TELEMETRY,
                        EXAMPLES,
                        "software.amazon.awssdk..",
                        "io.micrometer..",
                        "io.opentelemetry..")
                .check(CODE);
    }

    @Test
    void the_adapter_the_testkit_and_the_telemetry_do_not_know_each_other() {
        noClasses()
                .that()
                .resideInAPackage(AWS)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(TESTKIT, TELEMETRY, EXAMPLES)
                .check(CODE);
        noClasses()
                .that()
                .resideInAPackage(TESTKIT)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(AWS, TELEMETRY, EXAMPLES, "software.amazon.awssdk..")
                .check(CODE);
    }

    @Test
    void the_telemetry_knows_of_the_sdk_only_how_a_call_is_watched() {
        noClasses()
                .that()
                .resideInAPackage(TELEMETRY)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(AWS, TESTKIT, EXAMPLES, "software.amazon.awssdk.services..")
                .check(CODE);
    }

    @Test
    void other_modules_know_nothing_internal_of_the_core() {
        noClasses()
                .that()
                .resideInAnyPackage(AWS, TESTKIT, TELEMETRY, EXAMPLES)
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.verdigris.internal..")
                .check(CODE);
    }

    @Test
    void a_rollout_is_made_of_the_facade_alone() {
        noClasses()
                .that()
                .resideInAPackage("dev.verdigris.rollout")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.verdigris.internal..")
                .check(CODE);
    }

    @Test
    void every_package_of_the_core_has_its_layer() {
        classes()
                .that(IN_CORE)
                .should()
                .resideInAnyPackage(LAYERS.toArray(new String[0]))
                .check(CODE);
    }

    @Test
    void the_page_names_every_package_of_the_core_in_this_order() {
        Pattern row = Pattern.compile("^\\| `((?:dev)?\\.[a-z.]+)` \\|", Pattern.MULTILINE);
        String rooms = Project.read("docs/architecture.md").split("## The rooms of the core", 2)[1];
        assertThat(row.matcher(rooms).results().map(name -> name.group(1)))
                .map(name -> name.startsWith(".") ? CORE + name : name)
                .isEqualTo(LAYERS);
    }

    @Test
    void each_layer_of_the_core_knows_only_those_below_it() {
        for (int layer = 0; layer < LAYERS.size() - 1; layer++) {
            String[] above = LAYERS.subList(layer + 1, LAYERS.size()).toArray(new String[0]);
            noClasses()
                    .that()
                    .resideInAPackage(LAYERS.get(layer))
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(above)
                    .allowEmptyShould(true)
                    .check(CODE);
        }
    }

    @Test
    void planning_is_pure_and_calls_no_port() {
        noClasses()
                .that()
                .resideInAPackage("dev.verdigris.internal.plan")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.verdigris.port")
                .check(CODE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Registration", "Attachment", "Forwarding"})
    void whoever_must_know_which_strategy_it_is_asks_in_one_place(String strategy) {
        String traffic = "dev.verdigris.model.Traffic$" + strategy;
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName("dev.verdigris.internal.strategy.Strategies")
                .and()
                .resideOutsideOfPackage("dev.verdigris.internal.strategy.*")
                .and()
                .doNotHaveFullyQualifiedName("dev.verdigris.testkit.Ways")
                .and()
                .doNotHaveFullyQualifiedName("dev.verdigris.testkit.sweep.SweptTraffic")
                .and()
                .doNotHaveFullyQualifiedName("dev.verdigris.aws.TrafficPermissions")
                .and()
                .doNotHaveFullyQualifiedName("dev.verdigris.examples.cli.TrafficOptions")
                .and()
                .haveNameNotMatching("dev\\.verdigris\\.examples\\.fleet\\.Strategy(\\$.*)?")
                .and()
                .doNotHaveFullyQualifiedName("dev.verdigris.model.Traffic")
                .and()
                .doNotHaveFullyQualifiedName(traffic)
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName(traffic)
                .check(CODE);
    }

    @Test
    void whoever_must_know_which_request_it_is_asks_its_verb() {
        assertThat(CODE.stream()
                        .filter(one -> !one.getPackageName().equals("dev.verdigris.request"))
                        .filter(one -> one.getInstanceofChecks().stream()
                                .anyMatch(check -> check.getRawType().isAssignableTo(Request.class)))
                        .map(JavaClass::getName))
                .containsExactlyInAnyOrder(
                        "dev.verdigris.internal.plan.Verb", "dev.verdigris.internal.state.RequestText");
    }

    @Test
    void strategies_do_not_know_each_other() {
        noClasses()
                .that()
                .resideInAPackage("dev.verdigris.internal.strategy.forwarding")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.verdigris.internal.strategy.registration")
                .check(CODE);
    }

    @Test
    void a_strategy_is_known_by_nobody_but_the_place_that_chooses_it() {
        noClasses()
                .that()
                .resideInAPackage(CORE + "..")
                .and()
                .resideOutsideOfPackages(STRATEGIES)
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.verdigris.internal.strategy.*")
                .check(CODE);
    }

    @Test
    void target_groups_are_known_by_the_strategies_alone() {
        noClasses()
                .that(IN_CORE)
                .and()
                .resideOutsideOfPackages("dev.verdigris.internal.strategy.*", "dev.verdigris.port")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("dev.verdigris.port.TargetGroups")
                .check(CODE);
    }

    @Test
    void only_the_system_time_asks_this_machine_for_the_time() {
        ArchRule rule = noClasses()
                .that()
                .doNotHaveFullyQualifiedName("dev.verdigris.port.SystemTime")
                .should(accessTargetWhere(ASKS_THE_MACHINE));
        rule.check(CODE);

        ArchRule withoutTheException = noClasses().should(accessTargetWhere(ASKS_THE_MACHINE));
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> withoutTheException.check(CODE))
                .withMessageContaining("Instant.now()")
                .withMessageContaining("System.nanoTime()")
                .withMessageContaining("Thread.sleep(long)");
    }

    @Test
    void the_core_and_the_adapter_write_to_no_standard_stream() {
        noClasses()
                .that(IN_CORE.or(resideInAPackage(AWS)))
                .should(ACCESS_STANDARD_STREAMS)
                .check(CODE);
    }
}
