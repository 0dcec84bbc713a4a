package dev.verdigris;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdigris.hook.Check;
import dev.verdigris.hook.Hook;
import dev.verdigris.plan.Cost;
import dev.verdigris.plan.SwitchPlan;
import dev.verdigris.report.DeploymentInProgress;
import dev.verdigris.report.EndedDeployment;
import dev.verdigris.report.Reconciliation;
import dev.verdigris.report.Report;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a user meets: few types, each needed, and none that the next fact would break. */
class ApiTest {
    private static final Path SOURCES = Path.of("src", "main", "java");

    /** The port of releases and the request to select one are two of them, the shift of a deployment is one; the port of instance refreshes, what it tells and takes, and the request for one are four, and the port of attachments; a shutdown, a start and an adoption are requests. A follower, and the one over HTTP, are two. A lifecycle hook is one. A probe, the port that asks it, the port that says where, and a tolerance are four. A hook, and the one over HTTP, are two. A gate, its promotion, and who promoted it are three. A bake, the port of alarms, and an alarm are three. A timeline, its moments, what was seen, who records them, and their page are five. What a plan costs is one, and a webhook. A rollout, its waves, what plans and runs it, its plan, its result and its events are six. */
    private static final int MOST_TYPES = 99;

    @Test
    void there_are_at_most_99_public_types() throws IOException {
        Map<String, TreeSet<String>> types = new TreeMap<>();
        for (String name : exported()) {
            types.put(name, new TreeSet<>(types(name)));
        }

        assertThat(types.values().stream().mapToInt(TreeSet::size).sum())
                .as("public types by package: %s", types)
                .isLessThanOrEqualTo(MOST_TYPES);
        assertThat(types.values()).as("%s", types).doesNotContain(new TreeSet<>());
    }

    private static List<String> exported() throws IOException {
        Matcher exports =
                Pattern.compile("exports ([a-z.]+);").matcher(Files.readString(SOURCES.resolve("module-info.java")));
        return exports.results().map(found -> found.group(1)).toList();
    }

    private static List<String> types(String name) throws IOException {
        try (Stream<Path> files = Files.list(SOURCES.resolve(name.replace('.', '/')))) {
            return files.map(Path::getFileName)
                    .map(Path::toString)
                    .filter(file -> file.endsWith(".java"))
                    .map(file -> file.replace(".java", ""))
                    .filter(type -> !type.equals("package-info") && isPublic(name, type))
                    .toList();
        }
    }

    private static boolean isPublic(String name, String type) {
        try {
            return Files.readString(SOURCES.resolve(name.replace('.', '/')).resolve(type + ".java"))
                    .lines()
                    .anyMatch(line -> line.startsWith("public "));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whoever only reads them does not notice a new fact; so whoever makes them here may add one. */
    @ParameterizedTest
    @ValueSource(
            classes = {
                SwitchPlan.class,
                Cost.class,
                Report.class,
                Report.Step.class,
                DeploymentInProgress.class,
                EndedDeployment.class,
                Reconciliation.class,
                Status.class,
                Status.Side.class,
                StoreVerdict.class,
                Check.Subject.class,
                Hook.Call.class
            })
    void what_is_told_is_an_interface(Class<?> told) {
        assertThat(told).isInterface();
        assertThat(told.isSealed()).isFalse();
    }
}
