package dev.verdigris;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Pins what the module shows to the world. */
class ModuleTest {
    private static final ModuleDescriptor MODULE = ModuleFinder.of(Path.of("target", "classes"))
            .find("dev.verdigris")
            .orElseThrow()
            .descriptor();

    @Test
    void exports_the_api_and_nothing_else() {
        assertThat(MODULE.exports())
                .allSatisfy(exports -> assertThat(exports.isQualified()).isFalse())
                .extracting(ModuleDescriptor.Exports::source)
                .containsExactlyInAnyOrder(
                        "dev.verdigris",
                        "dev.verdigris.error",
                        "dev.verdigris.event",
                        "dev.verdigris.hook",
                        "dev.verdigris.report",
                        "dev.verdigris.model",
                        "dev.verdigris.outcome",
                        "dev.verdigris.plan",
                        "dev.verdigris.request",
                        "dev.verdigris.port");
    }

    @Test
    void requires_only_the_logging_api_at_run_time() {
        assertThat(MODULE.requires())
                .filteredOn(requires -> !requires.modifiers().contains(ModuleDescriptor.Requires.Modifier.STATIC))
                .extracting(ModuleDescriptor.Requires::name)
                .containsExactlyInAnyOrder("java.base", "org.slf4j");
    }
}
