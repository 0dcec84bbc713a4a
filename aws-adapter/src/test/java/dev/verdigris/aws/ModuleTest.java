package dev.verdigris.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Pins what the module shows to the world. */
class ModuleTest {
    private static final ModuleDescriptor MODULE = ModuleFinder.of(Path.of("target", "classes"))
            .find("dev.verdigris.aws")
            .orElseThrow()
            .descriptor();

    @Test
    void exports_the_api_and_nothing_else() {
        assertThat(MODULE.exports())
                .allSatisfy(exports -> assertThat(exports.isQualified()).isFalse())
                .extracting(ModuleDescriptor.Exports::source)
                .containsExactlyInAnyOrder("dev.verdigris.aws");
    }

    @Test
    void shows_the_core_and_the_three_clients_and_nothing_else() {
        assertThat(MODULE.requires())
                .filteredOn(requires -> requires.modifiers().contains(ModuleDescriptor.Requires.Modifier.TRANSITIVE)
                        && !requires.modifiers().contains(ModuleDescriptor.Requires.Modifier.STATIC))
                .extracting(ModuleDescriptor.Requires::name)
                .containsExactlyInAnyOrder(
                        "dev.verdigris",
                        "software.amazon.awssdk.services.autoscaling",
                        "software.amazon.awssdk.services.elasticloadbalancingv2",
                        "software.amazon.awssdk.services.ssm");
    }

    @Test
    void the_clients_of_other_stores_are_there_only_for_those_who_bring_them() {
        assertThat(MODULE.requires())
                .filteredOn(requires -> requires.modifiers().contains(ModuleDescriptor.Requires.Modifier.STATIC))
                .extracting(ModuleDescriptor.Requires::name)
                .containsExactlyInAnyOrder(
                        "org.jspecify",
                        "software.amazon.awssdk.services.dynamodb",
                        "software.amazon.awssdk.services.s3");
    }
}
