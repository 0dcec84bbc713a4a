package dev.verdigris.page;

import dev.verdigris.model.Alarm;
import dev.verdigris.model.Color;
import dev.verdigris.report.Moment;
import dev.verdigris.report.Sighting;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Which color gets which part of the requests, how many were answered by which version, and the alarms. */
final class Traffic {
    private static final int SHARES_HEIGHT = 36;
    private static final int REQUESTS_HEIGHT = 72;
    private static final int ALARM_HEIGHT = 14;
    private static final int COLORS = 4;
    /** In percent of the width. */
    private static final double NEAREST = 0.5;

    private final Story story;
    private final Plot plot;

    Traffic(Story story, Plot plot) {
        this.story = story;
        this.plot = plot;
    }

    void write(Markup page) {
        shares(page);
        requests(page);
        alarms(page);
    }

    /** What both get, in percent. */
    private record Shares(int blue, int green) {}

    private static Shares shares(Sighting seen) {
        Integer blue = seen.side(Color.BLUE).percent();
        Integer green = seen.side(Color.GREEN).percent();
        return new Shares(blue == null ? 0 : blue, green == null ? 0 : green);
    }

    private void shares(Markup page) {
        if (story.sightings().isEmpty()) {
            return;
        }
        plot.open(page, "part of the requests", "blue from below, green from above", SHARES_HEIGHT);
        Axis axis = story.axis();
        for (Story.Lasting<Shares> lasting : story.lasting(Traffic::shares)) {
            Shares shares = lasting.what();
            String words = "blue " + shares.blue + " %, green " + shares.green + " %, " + axis.since(lasting.from())
                    + " to " + axis.since(lasting.to());
            bar(page, lasting, 100 - shares.blue, shares.blue, "blue healthy", words);
            bar(page, lasting, 0, shares.green, "green healthy", words);
        }
        plot.close(page);
    }

    private void bar(Markup page, Story.Lasting<?> lasting, double y, double height, String kind, String words) {
        if (height > 0) {
            Axis axis = story.axis();
            page.open(
                    "rect",
                    "x",
                    axis.x(lasting.from()),
                    "y",
                    Axis.percent(y),
                    "width",
                    axis.width(lasting.from(), lasting.to()),
                    "height",
                    Axis.percent(height),
                    "class",
                    kind);
            page.element("title", words).close();
        }
    }

    private void requests(Markup page) {
        List<Moment> counts = apart(story.counts());
        if (counts.size() < 2) {
            return;
        }
        Set<String> versions = new LinkedHashSet<>();
        counts.forEach(count -> versions.addAll(requests(count).answered().keySet()));
        double most = 1e-9;
        for (int i = 1; i < counts.size(); i++) {
            most = Math.max(most, rate(counts.get(i - 1), counts.get(i), all(counts.get(i)) - all(counts.get(i - 1))));
        }
        plot.open(page, "requests answered", totals(counts, versions), REQUESTS_HEIGHT);
        for (int i = 1; i < counts.size(); i++) {
            between(page, counts.get(i - 1), counts.get(i), versions, most);
        }
        plot.close(page);
        legend(page, versions);
    }

    /** Of counts that are so near each other that no eye can tell them apart, the last. */
    private List<Moment> apart(List<Moment> counts) {
        List<Moment> apart = new ArrayList<>();
        double before = Double.NEGATIVE_INFINITY;
        for (Moment count : counts) {
            double at = story.axis().at(count.at());
            if (at - before < NEAREST && apart.size() > 1) {
                apart.remove(apart.size() - 1);
            } else if (at - before < NEAREST) {
                continue;
            } else {
                before = at;
            }
            apart.add(count);
        }
        return apart;
    }

    private void between(Markup page, Moment from, Moment to, Set<String> versions, double most) {
        double y = 100;
        int number = 0;
        for (String version : versions) {
            long count = answered(to, version) - answered(from, version);
            y = stack(page, from, to, y, count, most, kind(version, number++), "answered by " + version);
        }
        stack(page, from, to, y, requests(to).failed() - requests(from).failed(), most, "unanswered", "failed");
    }

    private double stack(
            Markup page, Moment from, Moment to, double y, long count, double most, String kind, String words) {
        double height = 100 * rate(from, to, count) / most;
        Story.Lasting<String> lasting = new Story.Lasting<>(from.at(), to.at(), kind);
        if (Duration.between(from.at(), to.at()).toMillis() > 0) {
            bar(page, lasting, y - height, height, kind, number(count) + " " + words);
        }
        return y - height;
    }

    private static void legend(Markup page, Set<String> versions) {
        page.open("ul", "class", "legend");
        int number = 0;
        for (String version : versions) {
            key(page, kind(version, number++), "answered by " + version);
        }
        key(page, "unanswered", "failed");
        page.close();
    }

    private static void key(Markup page, String kind, String word) {
        page.open("li").open("svg", "class", "key", "width", "14", "height", "12", "aria-hidden", "true");
        page.empty("rect", "width", "14", "height", "12", "class", kind)
                .close()
                .text(word)
                .close();
    }

    /** A color where nothing tells versions apart; else one of a few. */
    private static String kind(String version, int number) {
        boolean color = version.equals("blue") || version.equals("green");
        return color ? version + " healthy" : "version" + number % COLORS;
    }

    private static String totals(List<Moment> counts, Set<String> versions) {
        Moment first = counts.get(0);
        Moment last = counts.get(counts.size() - 1);
        StringBuilder totals = new StringBuilder();
        for (String version : versions) {
            totals.append(version)
                    .append(' ')
                    .append(number(answered(last, version) - answered(first, version)))
                    .append(", ");
        }
        return totals.append("failed ")
                .append(number(requests(last).failed() - requests(first).failed()))
                .toString();
    }

    private static String number(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    private static Moment.Requests requests(Moment moment) {
        return Objects.requireNonNull(moment.requests());
    }

    private static long answered(Moment moment, String version) {
        return requests(moment).answered().getOrDefault(version, 0L);
    }

    private static long all(Moment moment) {
        return requests(moment).answered().values().stream()
                        .mapToLong(Long::longValue)
                        .sum()
                + requests(moment).failed();
    }

    private static double rate(Moment from, Moment to, long count) {
        Instant begin = from.at();
        double seconds = Duration.between(begin, to.at()).toMillis() / 1000.0;
        return seconds <= 0 ? 0 : count / seconds;
    }

    private void alarms(Markup page) {
        Set<String> names = new TreeSet<>();
        story.sightings().forEach(seen -> names.addAll(seen.alarms().keySet()));
        Axis axis = story.axis();
        for (String name : names) {
            plot.open(page, "alarm " + name, "", ALARM_HEIGHT);
            for (Story.Lasting<Alarm.State> lasting : story.<Alarm.State>lasting(seen -> alarm(seen, name))) {
                String state = lasting.what().name().toLowerCase(Locale.ROOT).replace('_', ' ');
                bar(
                        page,
                        lasting,
                        15,
                        70,
                        "alarm-" + state.split(" ", 2)[0],
                        name + ": " + state + " from " + axis.since(lasting.from()));
            }
            plot.close(page);
        }
    }

    private static Alarm.@Nullable State alarm(Sighting seen, String name) {
        Map<String, Alarm.State> alarms = seen.alarms();
        return alarms.get(name);
    }
}
