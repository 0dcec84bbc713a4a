package dev.verdigris.page;

import dev.verdigris.report.Moment;
import java.time.Instant;

/** A row of a page: a caption, and beside it, or on a phone below it, what is drawn on the axis of time that all rows share. */
final class Plot {
    private final Story story;

    Plot(Story story) {
        this.story = story;
    }

    /** Begins a row; what follows is drawn. */
    void open(Markup page, String caption, String more, int height) {
        page.open("div", "class", "row");
        page.open("div", "class", "caption");
        page.element("b", caption);
        if (!more.isEmpty()) {
            page.element("span", more);
        }
        page.close();
        canvas(page, caption, height);
    }

    /** Begins what is drawn. */
    void canvas(Markup page, String label, int height) {
        page.open(
                "svg",
                "class",
                "plot",
                "width",
                "100%",
                "height",
                String.valueOf(height),
                "role",
                "img",
                "aria-label",
                label);
        Axis axis = story.axis();
        for (Instant tick : axis.ticks()) {
            line(page, axis.x(tick), "tick");
        }
        Moment failure = story.failure();
        if (failure != null) {
            line(page, axis.x(failure.at()), "failure");
        }
    }

    private static void line(Markup page, String x, String kind) {
        page.empty("line", "x1", x, "x2", x, "y1", "0", "y2", "100%", "class", kind);
    }

    void close(Markup page) {
        page.close().close();
    }

    /** The row that says which time is where. */
    void ticks(Markup page) {
        page.open("div", "class", "row axis").element("div", "", "class", "caption");
        page.open("svg", "class", "plot", "width", "100%", "height", "18", "aria-hidden", "true");
        Axis axis = story.axis();
        for (Instant tick : axis.ticks()) {
            double at = axis.at(tick);
            String anchor = at < 3 ? "start" : at > 95 ? "end" : "middle";
            page.element("text", axis.since(tick), "x", Axis.percent(at), "y", "13", "text-anchor", anchor);
        }
        close(page);
    }
}
