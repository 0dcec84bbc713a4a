package dev.verdigris.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdigris.BlueGreen;
import dev.verdigris.aws.AwsCloud;
import dev.verdigris.telemetry.MicrometerListener;
import dev.verdigris.testkit.SimulatedCloud;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleDescriptor.Requires;
import java.lang.module.ModuleDescriptor.Requires.Modifier;
import java.lang.module.ModuleFinder;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.assertj.core.api.AbstractListAssert;
import org.assertj.core.api.ObjectAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Pins what each published module shows to the world, and what it needs of it. */
class ModuleTest {
    private static final ModuleDescriptor CORE = module(BlueGreen.class, "dev.verdigris");
    private static final ModuleDescriptor TESTKIT = module(SimulatedCloud.class, "dev.verdigris.testkit");
    private static final ModuleDescriptor TELEMETRY = module(MicrometerListener.class, "dev.verdigris.telemetry");
    private static final ModuleDescriptor AWS = module(AwsCloud.class, "dev.verdigris.aws");

    private static final Predicate<Requires> STATIC =
            requires -> requires.modifiers().contains(Modifier.STATIC);
    private static final Predicate<Requires> TRANSITIVE =
            requires -> requires.modifiers().contains(Modifier.TRANSITIVE);

    /** The module as it was built: in a jar, or in a folder of classes. */
    private static ModuleDescriptor module(Class<?> known, String name) {
        try {
            Path built = Path.of(
                    known.getProtectionDomain().getCodeSource().getLocation().toURI());
            return ModuleFinder.of(built).find(name).orElseThrow().descriptor();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static AbstractListAssert<?, ?, String, ObjectAssert<String>> exported(ModuleDescriptor module) {
        return assertThat(module.exports())
                .allSatisfy(exports -> assertThat(exports.isQualified()).isFalse())
                .map(ModuleDescriptor.Exports::source);
    }

    private static AbstractListAssert<?, ?, String, ObjectAssert<String>> required(
            ModuleDescriptor module, Predicate<Requires> which) {
        return assertThat(
                module.requires().stream().filter(which).map(Requires::name).toList());
    }

    @Test
    void the_core_exports_the_api_and_nothing_else() {
        exported(CORE)
                .containsExactlyInAnyOrder(
                        "dev.verdigris",
                        "dev.verdigris.error",
                        "dev.verdigris.event",
                        "dev.verdigris.hook",
                        "dev.verdigris.report",
                        "dev.verdigris.model",
                        "dev.verdigris.outcome",
                        "dev.verdigris.page",
                        "dev.verdigris.plan",
                        "dev.verdigris.request",
                        "dev.verdigris.rollout",
                        "dev.verdigris.port");
    }

    @Test
    void the_core_requires_only_the_logging_api_and_the_platform_at_run_time() {
        required(CORE, STATIC.negate()).containsExactlyInAnyOrder("java.base", "java.net.http", "org.slf4j");
    }

    @Test
    void the_testkit_exports_the_api_and_nothing_else() {
        exported(TESTKIT)
                .containsExactlyInAnyOrder(
                        "dev.verdigris.testkit",
                        "dev.verdigris.testkit.assertj",
                        "dev.verdigris.testkit.contract",
                        "dev.verdigris.testkit.junit",
                        "dev.verdigris.testkit.sweep");
    }

    @Test
    void the_testkit_requires_only_the_core_at_run_time() {
        required(TESTKIT, STATIC.negate()).containsExactlyInAnyOrder("java.base", "dev.verdigris");
    }

    @Test
    void the_adapter_exports_one_package() {
        exported(AWS).containsExactly("dev.verdigris.aws");
    }

    @Test
    void the_adapter_shows_the_core_and_the_three_clients_and_nothing_else() {
        required(AWS, TRANSITIVE.and(STATIC.negate()))
                .containsExactlyInAnyOrder(
                        "dev.verdigris",
                        "software.amazon.awssdk.services.autoscaling",
                        "software.amazon.awssdk.services.elasticloadbalancingv2",
                        "software.amazon.awssdk.services.ssm");
    }

    @Test
    void clients_of_other_stores_and_launch_templates_are_there_only_if_brought_along() {
        required(AWS, STATIC)
                .containsExactlyInAnyOrder(
                        "org.jspecify",
                        "software.amazon.awssdk.services.cloudwatch",
                        "software.amazon.awssdk.services.dynamodb",
                        "software.amazon.awssdk.services.ec2",
                        "software.amazon.awssdk.services.s3",
                        "software.amazon.awssdk.services.sqs");
    }

    @Test
    void the_telemetry_exports_one_package_and_requires_the_core_alone() {
        exported(TELEMETRY).containsExactly("dev.verdigris.telemetry");
        required(TELEMETRY, STATIC.negate()).containsExactlyInAnyOrder("java.base", "dev.verdigris");
        required(TELEMETRY, STATIC)
                .containsExactlyInAnyOrder(
                        "org.jspecify",
                        "io.opentelemetry.api",
                        "io.opentelemetry.context",
                        "micrometer.core",
                        "software.amazon.awssdk.core",
                        "software.amazon.awssdk.http");
    }

    static Stream<ModuleDescriptor> modules() {
        return Stream.of(CORE, TESTKIT, AWS, TELEMETRY);
    }

    @ParameterizedTest
    @MethodSource("modules")
    void what_may_be_absent_is_not_demanded_of_whoever_requires_us(ModuleDescriptor module) {
        // A compiler demands what is both static and transitive, of everybody further on; the core brings this one
        // along.
        required(module, STATIC.and(TRANSITIVE)).isSubsetOf("org.jspecify");
    }
}
