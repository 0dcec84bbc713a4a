package dev.verdigris.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdigris.model.Color;
import dev.verdigris.page.TimelinePage;
import dev.verdigris.report.Moment;
import dev.verdigris.report.Timeline;
import dev.verdigris.testkit.CallFault;
import dev.verdigris.testkit.InstanceFault;
import dev.verdigris.testkit.Operations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code environment timeline} shows, of what was recorded and of what was not. */
class TimelineCommandTest extends CommandScenario {

    @TempDir
    private Path folder;

    private String recording() {
        return " --record " + folder;
    }

    private String lastId() {
        List<?> ended = (List<?>) cli.run(ENVIRONMENT + "history --json").json().get("deployments");
        return String.valueOf(((Map<?, ?>) ended.get(0)).get("id"));
    }

    private Path file() {
        return folder.resolve("beta").resolve(lastId() + ".jsonl");
    }

    private void refreshWithASickInstance() {
        cloud.group(beta, Color.GREEN).afflict(2, InstanceFault.neverHealthy());
        cli.run(ENVIRONMENT + "refresh --replace 0 --yes" + recording()).exiting(4);
    }

    @Test
    void a_recorded_deployment_becomes_a_page() throws IOException {
        refreshWithASickInstance();
        Path page = folder.resolve("page.html");

        assertThat(cli.run(ENVIRONMENT + "timeline --html " + page + recording())
                        .exiting(0)
                        .out())
                .isEqualTo(page + ": the page of " + lastId() + "\n");
        assertThat(Files.readString(page))
                .contains("<h1>Deploy beta: blue → green</h1>", "rolled back: everything is as before")
                .contains("data-step=\"await-healthy\"", "data-step=\"keep-warm\"", "registered, not healthy")
                .doesNotContain("What is not known");
    }

    @Test
    void what_is_read_back_is_what_was_recorded() throws IOException {
        refreshWithASickInstance();

        Timeline timeline = Objects.requireNonNull(new Recordings(folder).find("beta", lastId()));
        assertThat(timeline.moments().stream().map(Moment::toJson))
                .containsExactlyElementsOf(Files.readAllLines(file()));
        assertThat(cli.run(ENVIRONMENT + "timeline --json" + recording())
                        .exiting(0)
                        .out())
                .isEqualTo(timeline.toJson() + "\n");
        assertThat(TimelinePage.html(timeline)).contains("i-00002000000000002");
    }

    @Test
    void lines_say_when_what_happened() {
        refreshWithASickInstance();

        assertThat(cli.run(ENVIRONMENT + "timeline" + recording()).exiting(0).out())
                .startsWith("2026-01-01T00:00:02Z  Deploy beta: blue → green\n")
                .contains(
                        "Z  scale-up: beta-green: min 0 → 3, desired 0 → 3\n",
                        "Z  await-healthy: failed: only 2 of 3 became healthy: ");
    }

    @Test
    void whoever_resumes_goes_on_in_the_same_file_and_a_torn_line_is_said() throws IOException {
        killed(Operations.DEREGISTER, "refresh" + recording());
        String id = String.valueOf(cli.run(ENVIRONMENT + "status --json").json().get("deployment"));
        assertThat(cli.run(ENVIRONMENT + "timeline" + recording()).exiting(0).out())
                .contains("deregister 3 targets")
                .doesNotContain("Succeeded");

        cli.run(ENVIRONMENT + "resume --take-over --yes" + recording()).exiting(0);
        assertThat(id).contains(lastId());
        Files.writeString(file(), "{\"at\":\"2026-01-0", StandardOpenOption.APPEND);
        assertThat(cli.run(ENVIRONMENT + "timeline" + recording()).exiting(0).out())
                .contains("Z  Deploy beta", "Z  continuing from: ", "Z  Succeeded", "not known: 1 lines");
    }

    @Test
    void what_nobody_recorded_is_told_from_what_is_still_known() throws IOException {
        cli.run(ENVIRONMENT + "refresh --yes").exiting(0);
        Path page = folder.resolve("page.html");

        assertThat(cli.run(ENVIRONMENT + "timeline").exiting(0).out())
                .contains("Z  Deploy beta: blue → green\n", "Z  beta-green: a launch, succeeded", "Z  succeeded by ")
                .contains("not known: when each step began and ended", "--record FOLDER records what comes");
        cli.run(ENVIRONMENT + "timeline " + lastId() + recording() + " --html " + page)
                .exiting(0);
        assertThat(Files.readString(page))
                .contains("What is not known", "there is no recording of it in " + folder)
                .doesNotContain("<h2>Steps</h2>");
    }

    @Test
    void what_is_in_progress_is_told_as_such() {
        killed(Operations.DEREGISTER, "refresh");

        assertThat(cli.run(ENVIRONMENT + "timeline").exiting(0).out())
                .contains("Z  Deploy beta: blue → green\n", "Z  in progress: ");
    }

    @Test
    void launches_that_may_not_be_read_are_said_to_be_unknown() {
        cli.run(ENVIRONMENT + "refresh --yes").exiting(0);
        cloud.install(CallFault.denied(Operations.DESCRIBE_ACTIVITIES));

        assertThat(cli.run(ENVIRONMENT + "timeline").exiting(0).out())
                .contains("not known: the launches of its groups: ");
    }

    @Test
    void what_there_never_was_is_refused() {
        assertThat(cli.run(ENVIRONMENT + "timeline").exiting(3).err()).contains("found none in progress and none that");
        assertThat(cli.run(ENVIRONMENT + "timeline no-such").exiting(3).err())
                .contains("expected a deployment 'no-such' of beta in a recording or in the history, found none");
        assertThat(cli.run(ENVIRONMENT + "timeline ../../etc/passwd").exiting(2).err())
                .contains("ID: expected one that 'history' names");
    }

    @Test
    void a_page_that_cannot_be_written_is_refused() {
        cli.run(ENVIRONMENT + "refresh --yes").exiting(0);

        assertThat(cli.run(ENVIRONMENT + "timeline --html " + folder).exiting(3).err())
                .contains("--html: expected a file that can be written");
    }

    @Test
    void a_recording_that_cannot_be_written_is_said_once_and_harms_nothing() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));

        assertThat(cli.run(ENVIRONMENT + "refresh --yes --record " + file)
                        .exiting(0)
                        .err())
                .containsOnlyOnce("--record: not recorded from now on: ");
    }

    @Test
    void what_is_to_be_typed_next_names_the_recording_too() {
        killed(Operations.DEREGISTER, "refresh" + recording());

        assertThat(cli.run(ENVIRONMENT + "refresh --yes" + recording())
                        .exiting(3)
                        .err())
                .contains("--env beta --record " + folder + " environment resume --take-over");
    }
}
