package dev.verdigris.page;

import dev.verdigris.internal.text.Words;
import dev.verdigris.plan.Phase;
import dev.verdigris.report.Moment.Kind;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A row for each step of the plan, under the heading of its phase: when it was performed, and undone. */
final class Steps {
    private static final int HEIGHT = 20;

    private final Story story;
    private final Plot plot;

    Steps(Story story, Plot plot) {
        this.story = story;
        this.plot = plot;
    }

    void write(Markup page) {
        Phase phase = null;
        for (Story.Step step : story.steps()) {
            Phase its = step.planned().phase();
            if (its != null && its != phase) {
                phase = its;
                heading(page, its);
            }
            row(page, step);
        }
    }

    private static void heading(Markup page, Phase phase) {
        page.open("h3", "class", "phase " + phase.label()).text(phase.label());
        page.element(
                "span",
                switch (phase) {
                    case PREPARE -> "the new fleet is brought up; traffic is not touched";
                    case SHIFT -> "the cutover: traffic moves";
                    case BAKE -> "the new color serves alone, on trial";
                    case FINALIZE -> "past the point of no return";
                });
        page.close();
    }

    private void row(Markup page, Story.Step step) {
        page.open("div", "class", "row step", "data-step", step.id());
        page.open("div", "class", "caption").element("b", step.id());
        page.element("span", state(step), "class", "state " + word(last(step)));
        page.element("span", step.planned().text(), "class", "sentence");
        page.close();
        plot.canvas(page, step.id() + ": " + state(step), HEIGHT);
        step.attempts().forEach(attempt -> bar(page, step, attempt));
        plot.close(page);
    }

    private void bar(Markup page, Story.Step step, Story.Attempt attempt) {
        Axis axis = story.axis();
        page.open(
                "rect",
                "x",
                axis.x(attempt.from()),
                "y",
                attempt.undo() ? "11" : "2",
                "width",
                axis.width(attempt.from(), attempt.to()),
                "height",
                attempt.undo() ? "7" : "8",
                "rx",
                "2",
                "class",
                "bar " + word(attempt.end()));
        page.element(
                "title",
                step.id() + ": " + word(attempt.end()) + ", " + axis.since(attempt.from()) + " to "
                        + axis.since(attempt.to()));
        page.close();
    }

    private static @Nullable Kind last(Story.Step step) {
        List<Story.Attempt> attempts = step.attempts();
        return attempts.isEmpty()
                ? Kind.PLANNED
                : attempts.get(attempts.size() - 1).end();
    }

    /** What became of it, and how long that took: {@code failed after 5m, undone in 3s}. */
    private static String state(Story.Step step) {
        if (step.attempts().isEmpty()) {
            return "not begun";
        }
        StringBuilder state = new StringBuilder();
        for (Story.Attempt attempt : step.attempts()) {
            Duration took = Duration.between(attempt.from(), attempt.to());
            state.append(state.length() == 0 ? "" : ", ")
                    .append(word(attempt.end()))
                    .append(attempt.end() == Kind.STEP_DONE || attempt.end() == Kind.UNDONE ? " in " : " after ");
            state.append(Words.duration(took));
        }
        return state.toString();
    }

    private static String word(@Nullable Kind end) {
        if (end == null) {
            return "open";
        }
        return switch (end) {
            case STEP_DONE -> "done";
            case STEP_FAILED -> "failed";
            case STEP_STOPPED, UNDO_STOPPED -> "stopped";
            case STEP_PAUSED -> "paused";
            case UNDONE -> "undone";
            case UNDO_FAILED -> "left";
            default -> "none";
        };
    }
}
