package dev.verdigris.internal.engine;

import dev.verdigris.event.Event;
import dev.verdigris.event.TimelineRecorder;
import dev.verdigris.report.Timeline;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The events of one run as they were told, without the waits that show nothing new; a timeline is made of them where somebody asks. */
final class Chronicle {
    private final String environment;
    private final String deployment;
    private final List<Event> told = new ArrayList<>();

    Chronicle(String environment, String deployment) {
        this.environment = environment;
        this.deployment = deployment;
    }

    void take(Event event) {
        if (told.isEmpty() || !repeats(told.get(told.size() - 1), event)) {
            told.add(event);
        }
    }

    private static boolean repeats(Event before, Event event) {
        return event instanceof Events.Waiting now
                && before instanceof Events.Waiting then
                && now.getClass() == then.getClass()
                && now.sentence().equals(then.sentence())
                && now.sighted().equals(then.sighted());
    }

    Timeline timeline() {
        TimelineRecorder recorder = TimelineRecorder.create();
        told.forEach(recorder::on);
        @Nullable Timeline timeline = recorder.timeline(deployment);
        return timeline == null ? Timeline.of(environment, deployment) : timeline;
    }
}
