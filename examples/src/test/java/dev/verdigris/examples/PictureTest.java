package dev.verdigris.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.verdigris.outcome.Outcome;
import dev.verdigris.report.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program of docs/timeline.md, and the page that it draws. */
class PictureTest {

    @TempDir
    private Path folder;

    @Test
    void the_page_of_the_docs_shows_the_program() {
        List<Fence> shown = Fence.in("docs/timeline.md").stream()
                .filter(fence -> fence.origin().endsWith("#picture"))
                .toList();

        assertThat(shown)
                .singleElement()
                .satisfies(fence -> assertThat(fence.text()).isEqualTo(fence.source()));
    }

    @Test
    void the_deployment_is_rolled_back_and_the_page_shows_the_sick_instance() throws IOException {
        Path file = folder.resolve("timeline.html");
        Outcome outcome = Picture.draw(file);

        String html = Files.readString(file);
        assertThat(outcome).isInstanceOf(Outcome.RolledBack.class);
        assertThat(html)
                .contains("turned unhealthy")
                .contains("i-00002000000000003: registered, not healthy")
                .contains("prod-5xx: alarm")
                .contains("answered by v2");
        for (Report.Step step : outcome.report().steps()) {
            assertThat(html).contains("data-step=\"" + step.id() + "\"");
        }
    }

    @Test
    void the_report_gives_the_same_as_json() throws IOException {
        Outcome outcome = Picture.draw(folder.resolve("timeline.html"));

        Map<String, Object> json = JSON.std.mapFrom(outcome.report().timeline().toJson());
        assertThat(json).containsEntry("environment", "prod").containsEntry("title", "Deploy prod: blue → green");
        List<?> moments = (List<?>) json.get("moments");
        assertThat(moments).hasSameSizeAs(outcome.report().timeline().moments());
        assertThat(moments.get(moments.size() - 1)).asString().contains("rolled-back");
        assertThat(moments).asString().contains("i-00002000000000003=unhealthy", "prod-5xx=ALARM");
    }
}
