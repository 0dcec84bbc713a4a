package dev.verdigris.page;

import dev.verdigris.internal.text.Words;
import dev.verdigris.model.InstanceId;
import dev.verdigris.report.Moment;
import dev.verdigris.report.Moment.Kind;
import dev.verdigris.report.Timeline;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Shows a {@link Timeline} as one HTML page: steps by phase, each instance of both fleets by its state, how many are healthy,
 * who gets which part of the requests, the requests by version and the alarms where they are known, and every event. All on
 * one axis of time; on a phone, in print and in the dark, too. The page needs nothing else: no script, no font, no network.
 */
public final class TimelinePage {
    private static final Map<Kind, String> ENDINGS = Map.of(
            Kind.SUCCEEDED, "succeeded",
            Kind.ROLLED_BACK, "rolled back: everything is as before",
            Kind.FAILED_DIRTY, "failed: manual cleanup required",
            Kind.INTERRUPTED, "interrupted",
            Kind.PAUSED, "paused at a gate");

    private final Story story;
    private final Plot plot;
    private final Markup page = new Markup();

    private TimelinePage(Timeline timeline) {
        this.story = new Story(timeline);
        this.plot = new Plot(story);
    }

    /** The page of a timeline, whole; to be stored as UTF-8. */
    public static String html(Timeline timeline) {
        return new TimelinePage(timeline).written();
    }

    private String written() {
        page.open("html", "lang", "en").open("head");
        page.empty("meta", "charset", "utf-8");
        page.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
        page.empty("meta", "name", "color-scheme", "content", "light dark");
        page.element("title", heading());
        page.style(Style.CSS).close().open("body");
        Style.patterns(page);
        head();
        page.open("main");
        boolean seen = Fleets.known(story);
        drawn("Steps", !story.steps().isEmpty(), () -> new Steps(story, plot).write(page));
        drawn("Fleets", seen, () -> new Fleets(story, plot).write(page));
        drawn("Traffic", seen || story.counts().size() > 1, () -> new Traffic(story, plot).write(page));
        events();
        unknown();
        page.close();
        page.element(
                "footer",
                "Each fleet, and what the load balancer says of it, is shown as the deployment last read it, which is when it"
                        + " needed to know. Times count from the beginning; the clock is that of whoever ran it.");
        return "<!DOCTYPE html>\n" + page.close().close() + "\n";
    }

    private String heading() {
        String title = story.timeline().title();
        return title == null ? "Deployment of " + story.timeline().environment() : title;
    }

    private void head() {
        Moment ending = story.timeline().ending();
        Axis axis = story.axis();
        page.open("header").element("h1", heading());
        String kind = ending == null ? "open" : ending.kind().label();
        String words = ending == null ? null : ENDINGS.get(ending.kind());
        page.element("p", words == null ? "not ended, as far as is known" : words, "class", "ending " + kind);
        page.open("dl");
        fact("environment", story.timeline().environment());
        fact("deployment", story.timeline().deployment());
        fact("began", axis.begin().truncatedTo(ChronoUnit.SECONDS).toString());
        fact("took", Words.duration(Duration.between(axis.begin(), axis.end())));
        if (Fleets.known(story)) {
            fact("instances at most", String.valueOf(Fleets.atMost(story)));
            List<InstanceId> sick = Fleets.sick(story);
            if (!sick.isEmpty()) {
                fact("turned unhealthy", Words.list(sick));
            }
        }
        page.close();
        Moment failure = story.failure();
        if (failure != null) {
            page.open("p", "class", "cause").element("b", axis.since(failure.at()) + " " + step(failure.step()) + " ");
            page.text(failure.text()).close();
        }
        page.close();
    }

    private void fact(String name, String value) {
        page.open("div").element("dt", name).element("dd", value).close();
    }

    private void drawn(String title, boolean known, Runnable content) {
        if (known) {
            page.open("section", "class", "drawn").element("h2", title);
            plot.ticks(page);
            content.run();
            page.close();
        }
    }

    private void events() {
        page.open("section").element("h2", "Events").open("table").open("thead").open("tr");
        page.element("th", "after").element("th", "step").element("th", "what happened");
        page.close().close().open("tbody");
        for (Moment moment : story.timeline().moments()) {
            if (!moment.kind().waits() && moment.kind() != Kind.PLANNED && moment.kind() != Kind.COUNTED) {
                row(moment);
            }
        }
        page.close().close().close();
    }

    private void row(Moment moment) {
        page.open("tr", "class", moment.kind().label());
        page.element("td", story.axis().since(moment.at()), "title", moment.at().toString());
        page.element("td", step(moment.step()));
        page.element("td", moment.text()).close();
    }

    private static String step(@Nullable String step) {
        return step == null ? "" : step;
    }

    private void unknown() {
        List<String> unknown = story.timeline().unknown();
        if (!unknown.isEmpty()) {
            page.open("section").element("h2", "What is not known").open("ul");
            unknown.forEach(what -> page.element("li", what));
            page.close().close();
        }
    }
}
