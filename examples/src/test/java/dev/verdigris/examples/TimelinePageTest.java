package dev.verdigris.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdigris.model.Alarm;
import dev.verdigris.model.GroupSize;
import dev.verdigris.model.InstanceId;
import dev.verdigris.page.TimelinePage;
import dev.verdigris.plan.Phase;
import dev.verdigris.report.Moment;
import dev.verdigris.report.Moment.Kind;
import dev.verdigris.report.Moment.Requests;
import dev.verdigris.report.Sighting;
import dev.verdigris.report.Sighting.State;
import dev.verdigris.report.Timeline;
import java.io.StringReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** What the page shows of a timeline, read by a parser that accepts nothing that is not well-formed. */
class TimelinePageTest {
    private static final Instant BEGAN = Instant.parse("2026-01-01T14:05:00Z");
    private static final String NASTY = "<img src='http://evil'/> & \"</script>\" \u001B[31m";

    private final List<Moment> moments = new ArrayList<>();

    private static Moment at(int second, Kind kind, String text) {
        return Moment.of(BEGAN.plusSeconds(second), kind, text);
    }

    private Moment step(int second, Kind kind, String step, Phase phase) {
        Moment moment = at(second, kind, kind.label()).withStep(step, phase);
        moments.add(moment);
        return moment;
    }

    private static Sighting.Side side(int percent, State... states) {
        Map<InstanceId, State> instances = new TreeMap<>();
        for (int i = 0; i < states.length; i++) {
            instances.put(new InstanceId("i-" + i), states[i]);
        }
        return Sighting.Side.of(new GroupSize(1, 10, states.length))
                .withInstances(instances)
                .withPercent(percent);
    }

    private Timeline rolledBack() {
        moments.add(at(0, Kind.STARTED, "Deploy prod: blue → green"));
        step(0, Kind.PLANNED, "scale-up", Phase.PREPARE);
        step(0, Kind.PLANNED, "shift:100", Phase.SHIFT);
        step(0, Kind.PLANNED, "scale-down", Phase.FINALIZE);
        step(0, Kind.STEP_STARTED, "scale-up", Phase.PREPARE);
        moments.add(at(10, Kind.STEP_WAITING, "a wait")
                .withStep("scale-up", Phase.PREPARE)
                .withRequests(Requests.of(Map.of("v1", 100L), 0))
                .withSeen(Sighting.of(side(100, State.HEALTHY), side(0, State.STARTING))));
        step(30, Kind.STEP_DONE, "scale-up", Phase.PREPARE);
        step(30, Kind.STEP_STARTED, "shift:100", Phase.SHIFT);
        moments.add(at(40, Kind.CHANGE, "forward 100 % to green").withStep("shift:100", Phase.SHIFT));
        moments.add(at(50, Kind.STEP_WAITING, "another wait")
                .withStep("shift:100", Phase.SHIFT)
                .withRequests(Requests.of(Map.of("v1", 300L, "v2", 50L), 3))
                .withSeen(Sighting.of(side(0, State.DRAINING), side(100, State.HEALTHY, State.HEALTHY))
                        .withAlarms(Map.of("errors", Alarm.State.OK))));
        moments.add(at(60, Kind.STEP_FAILED, "failed: it broke")
                .withStep("shift:100", Phase.SHIFT)
                .withSeen(Sighting.of(side(0, State.DRAINING), side(100, State.HEALTHY, State.UNHEALTHY))
                        .withAlarms(Map.of("errors", Alarm.State.ALARM))));
        step(60, Kind.UNDO_STARTED, "shift:100", Phase.SHIFT);
        step(70, Kind.UNDONE, "shift:100", Phase.SHIFT);
        moments.add(at(80, Kind.ROLLED_BACK, "RolledBack: it broke"));
        return Timeline.of("prod", "d-1").with(moments);
    }

    private static Document parsed(String html) throws Exception {
        assertThat(html).startsWith("<!DOCTYPE html>\n");
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(html)));
    }

    private static List<Element> all(Document page, String element) {
        NodeList nodes = page.getElementsByTagName(element);
        List<Element> all = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            all.add((Element) nodes.item(i));
        }
        return all;
    }

    private static Element byClass(Document page, String element, String name) {
        return all(page, element).stream()
                .filter(each -> each.getAttribute("class").equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> titles(Document page) {
        return all(page, "title").stream().map(Element::getTextContent).toList();
    }

    @Test
    void every_step_is_there_with_what_became_of_it() throws Exception {
        Document page = parsed(TimelinePage.html(rolledBack()));

        Map<String, String> steps = new TreeMap<>();
        all(page, "div").stream()
                .filter(row -> row.hasAttribute("data-step"))
                .forEach(row -> steps.put(
                        row.getAttribute("data-step"),
                        ((Element) row.getElementsByTagName("span").item(0)).getTextContent()));
        assertThat(steps)
                .containsEntry("scale-up", "done in 30s")
                .containsEntry("shift:100", "failed after 30s, undone in 10s")
                .containsEntry("scale-down", "not begun")
                .hasSize(3);
        assertThat(all(page, "h3"))
                .extracting(Element::getTextContent)
                .hasSize(3)
                .first()
                .asString()
                .startsWith("prepare");
    }

    @Test
    void what_lasted_is_drawn_where_it_was() throws Exception {
        Document page = parsed(TimelinePage.html(rolledBack()));

        Element failed = byClass(page, "rect", "bar failed");
        assertThat(failed.getAttribute("x")).isEqualTo("37.5%");
        assertThat(failed.getAttribute("width")).isEqualTo("37.5%");
        assertThat(titles(page))
                .contains(
                        "Deploy prod: blue → green",
                        "i-0: starting, 10s to 50s",
                        "i-1: healthy, 50s to 1m",
                        "i-1: registered, not healthy, 1m to 1m 20s",
                        "blue 0 %, green 100 %, 50s to 1m 20s",
                        "50 answered by v2",
                        "3 failed",
                        "errors: ok from 50s",
                        "errors: alarm from 1m");
    }

    @Test
    void the_head_says_how_it_ended_why_and_who_was_sick() throws Exception {
        Document page = parsed(TimelinePage.html(rolledBack()));

        assertThat(byClass(page, "p", "ending rolled-back").getTextContent())
                .isEqualTo("rolled back: everything is as before");
        assertThat(byClass(page, "p", "cause").getTextContent()).isEqualTo("1m shift:100 failed: it broke");
        assertThat(all(page, "dd"))
                .extracting(Element::getTextContent)
                .containsExactly("prod", "d-1", "2026-01-01T14:05:00Z", "1m 20s", "3", "i-1");
    }

    @Test
    void events_are_listed_without_waits() throws Exception {
        Document page = parsed(TimelinePage.html(rolledBack()));

        assertThat(all(page, "tr")).hasSize(1 + 9);
        assertThat(byClass(page, "tr", "change").getTextContent()).isEqualTo("40sshift:100forward 100 % to green");
        assertThat(page.getDocumentElement().getTextContent()).doesNotContain("another wait");
    }

    @Test
    void the_page_needs_no_network_and_runs_no_script() {
        String html = TimelinePage.html(rolledBack());

        assertThat(html).doesNotContain("http:", "https:", "//", "src=", "href=", "@import", "<script", "<link");
        assertThat(html.replace("url(#", "")).doesNotContain("url(");
    }

    @Test
    void whatever_names_and_errors_say_is_text() throws Exception {
        moments.add(at(0, Kind.STARTED, NASTY));
        moments.add(at(1, Kind.STEP_FAILED, NASTY).withStep(NASTY, null));
        moments.add(at(2, Kind.NOTE, NASTY)
                .withRequests(Requests.of(Map.of(NASTY, 1L), 0))
                .withSeen(Sighting.of(side(1), side(99)).withAlarms(Map.of(NASTY, Alarm.State.OK))));
        moments.add(at(9, Kind.NOTE, NASTY).withRequests(Requests.of(Map.of(NASTY, 9L), 0)));
        String html = TimelinePage.html(Timeline.of(NASTY, NASTY).with(moments).withUnknown(NASTY));

        Document page = parsed(html);
        assertThat(all(page, "img")).isEmpty();
        assertThat(all(page, "h1"))
                .extracting(Element::getTextContent)
                .containsExactly(NASTY.replace('\u001B', '\uFFFD'));
        assertThat(html)
                .doesNotContain("<img", "</script", "\u001B")
                .contains("&lt;img src=&#39;http://evil&#39;/&gt; &amp; ");
    }

    @Test
    void what_is_not_known_is_said_and_not_drawn() throws Exception {
        Document page = parsed(TimelinePage.html(Timeline.of("prod", "d-1")
                .with(List.of(at(0, Kind.STARTED, "deploy: blue → green"), at(600, Kind.SUCCEEDED, "succeeded")))
                .withUnknown("what each step took was not recorded")));

        assertThat(all(page, "h2")).extracting(Element::getTextContent).containsExactly("Events", "What is not known");
        assertThat(all(page, "li"))
                .extracting(Element::getTextContent)
                .containsExactly("what each step took was not recorded");
        assertThat(all(page, "rect"))
                .allSatisfy(
                        rect -> assertThat(rect.getParentNode().getNodeName()).isEqualTo("pattern"));
    }

    @Test
    void a_timeline_without_a_moment_is_a_page_too() throws Exception {
        Document page = parsed(TimelinePage.html(Timeline.of("prod", "d-1")));

        assertThat(all(page, "h1")).extracting(Element::getTextContent).containsExactly("Deployment of prod");
        assertThat(byClass(page, "p", "ending open").getTextContent()).isEqualTo("not ended, as far as is known");
    }

    @Test
    void what_a_killed_process_left_open_lasts_until_the_end_of_what_is_known() throws Exception {
        moments.add(at(0, Kind.STARTED, "Deploy prod"));
        step(10, Kind.STEP_STARTED, "scale-up", Phase.PREPARE);
        moments.add(at(40, Kind.NOTE, "the last that was heard"));
        Document page = parsed(TimelinePage.html(Timeline.of("prod", "d-1").with(moments)));

        assertThat(byClass(page, "span", "state open").getTextContent()).isEqualTo("open after 30s");
    }

    @Test
    void many_instances_get_thin_lanes() throws Exception {
        State[] hundred = new State[100];
        Arrays.fill(hundred, State.HEALTHY);
        Document page = parsed(TimelinePage.html(Timeline.of("prod", "d-1")
                .with(List.of(at(0, Kind.NOTE, "").withSeen(Sighting.of(side(100, hundred), side(0)))))));

        assertThat(all(page, "svg"))
                .filteredOn(svg -> svg.getAttribute("aria-label").equals("blue fleet"))
                .singleElement()
                .extracting(svg -> svg.getAttribute("height"))
                .isEqualTo("300");
    }
}
