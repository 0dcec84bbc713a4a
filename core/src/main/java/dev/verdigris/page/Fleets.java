package dev.verdigris.page;

import dev.verdigris.model.Color;
import dev.verdigris.model.InstanceId;
import dev.verdigris.report.Sighting;
import dev.verdigris.report.Sighting.State;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A lane for each instance of both fleets, by its state; and how many are healthy. */
final class Fleets {
    private static final int LANE = 12;
    private static final int THINNEST = 3;
    private static final int TALLEST = 240;
    private static final int HEALTHY_HEIGHT = 64;

    private static final Map<State, String> WORDS = words();

    private final Story story;
    private final Plot plot;

    Fleets(Story story, Plot plot) {
        this.story = story;
        this.plot = plot;
    }

    private static Map<State, String> words() {
        Map<State, String> words = new LinkedHashMap<>();
        words.put(State.STARTING, "starting");
        words.put(State.IN_SERVICE, "in service, out of traffic");
        words.put(State.UNHEALTHY, "registered, not healthy");
        words.put(State.HEALTHY, "healthy");
        words.put(State.DRAINING, "draining");
        words.put(State.LEAVING, "terminating");
        words.put(State.OTHER, "standby or other");
        return words;
    }

    void write(Markup page) {
        legend(page);
        for (Color color : Color.values()) {
            lanes(page, color);
        }
        healthy(page);
    }

    private static void legend(Markup page) {
        page.open("ul", "class", "legend");
        WORDS.forEach((state, word) -> {
            page.open("li").open("svg", "class", "key", "width", "14", "height", "12", "aria-hidden", "true");
            page.empty("rect", "width", "14", "height", "12", "class", "any " + state.label());
            page.close().text(word).close();
        });
        page.close();
    }

    private Set<InstanceId> instances(Color color) {
        Set<InstanceId> instances = new LinkedHashSet<>();
        story.sightings()
                .forEach(seen -> instances.addAll(seen.side(color).instances().keySet()));
        return instances;
    }

    private void lanes(Markup page, Color color) {
        Set<InstanceId> instances = instances(color);
        int lane = Math.max(THINNEST, Math.min(LANE, TALLEST / Math.max(1, instances.size())));
        int most = most(color);
        plot.open(
                page,
                color.label() + " fleet",
                instances.isEmpty()
                        ? "empty all the time"
                        : instances.size() + " instances, " + most + " healthy at most",
                Math.max(LANE, lane * instances.size()));
        int y = 0;
        for (InstanceId instance : instances) {
            lane(page, color, instance, y, lane);
            y += lane;
        }
        plot.close(page);
    }

    private void lane(Markup page, Color color, InstanceId instance, int y, int height) {
        Axis axis = story.axis();
        for (Story.Lasting<State> lasting :
                story.<State>lasting(seen -> seen.side(color).instances().get(instance))) {
            page.open(
                    "rect",
                    "x",
                    axis.x(lasting.from()),
                    "y",
                    String.valueOf(y),
                    "width",
                    axis.width(lasting.from(), lasting.to()),
                    "height",
                    String.valueOf(height > THINNEST ? height - 2 : height),
                    "class",
                    color.label() + " " + lasting.what().label());
            page.element(
                    "title",
                    instance + ": " + WORDS.get(lasting.what()) + ", " + axis.since(lasting.from()) + " to "
                            + axis.since(lasting.to()));
            page.close();
        }
    }

    private int most(Color color) {
        return story.sightings().stream()
                .mapToInt(seen -> seen.side(color).count(State.HEALTHY))
                .max()
                .orElse(0);
    }

    /** The healthy instances of both colors, as one line each; where they are equally many the second is dashed above the first. */
    private void healthy(Markup page) {
        int most = Math.max(1, Math.max(most(Color.BLUE), most(Color.GREEN)));
        plot.open(page, "healthy instances", "as the load balancer finds them, 0 to " + most, HEALTHY_HEIGHT);
        for (Color color : Color.values()) {
            StringBuilder path = new StringBuilder();
            List<Story.Lasting<Integer>> counts =
                    story.<Integer>lasting(seen -> seen.side(color).count(State.HEALTHY));
            for (Story.Lasting<Integer> count : counts) {
                double y = 2 + (HEALTHY_HEIGHT - 4) * (1 - count.what() / (double) most);
                path.append(path.length() == 0 ? "M" : "L")
                        .append(point(count.from(), y))
                        .append("L")
                        .append(point(count.to(), y));
            }
            page.open(
                    "svg",
                    "width",
                    "100%",
                    "height",
                    "100%",
                    "viewBox",
                    "0 0 1000 " + HEALTHY_HEIGHT,
                    "preserveAspectRatio",
                    "none");
            page.empty("path", "d", path.toString(), "class", "line " + color.label());
            page.close();
        }
        plot.close(page);
    }

    private String point(Instant at, double y) {
        return Axis.number(story.axis().at(at) * 10) + " " + Axis.number(y);
    }

    /** The instances that were healthy, and were found unhealthy while they got requests. */
    static List<InstanceId> sick(Story story) {
        Set<InstanceId> healthy = new HashSet<>();
        Set<InstanceId> sick = new LinkedHashSet<>();
        for (Sighting seen : story.sightings()) {
            for (Color color : Color.values()) {
                seen.side(color).instances().forEach((instance, state) -> {
                    if (state == State.HEALTHY) {
                        healthy.add(instance);
                    } else if (state == State.UNHEALTHY && healthy.contains(instance)) {
                        sick.add(instance);
                    }
                });
            }
        }
        return List.copyOf(sick);
    }

    /** Whether anybody has looked. */
    static boolean known(Story story) {
        return !story.sightings().isEmpty();
    }

    /** The highest number of instances in both fleets together. */
    static int atMost(Story story) {
        int most = 0;
        for (Sighting seen : story.sightings()) {
            int now = seen.side(Color.BLUE).instances().size()
                    + seen.side(Color.GREEN).instances().size();
            most = Math.max(most, now);
        }
        return most;
    }
}
