package dev.verdigris.examples;

import dev.verdigris.BlueGreen;
import dev.verdigris.event.TimelineRecorder;
import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import dev.verdigris.model.Traffic;
import dev.verdigris.outcome.Outcome;
import dev.verdigris.page.TimelinePage;
import dev.verdigris.report.Moment;
import dev.verdigris.report.Timeline;
import dev.verdigris.request.Bake;
import dev.verdigris.request.Deployment;
import dev.verdigris.request.KeepWarm;
import dev.verdigris.request.Shift;
import dev.verdigris.testkit.InstanceFault;
import dev.verdigris.testkit.SimulatedCloud;
import dev.verdigris.testkit.TrafficReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;

/**
 * Rolls a deployment back on the simulated cloud, since one of its instances turns sick once it serves, and writes the page of
 * it.
 */
public final class Picture {

    private Picture() {}

    /**
     * Draws it, and prints how the deployment ended.
     *
     * @param args the file that is written; {@code timeline.html} by default
     */
    public static void main(String[] args) throws IOException {
        Path file = Path.of(args.length == 0 ? "timeline.html" : args[0]);
        System.out.println(draw(file) + "; its page is in " + file);
    }

    static Outcome draw(Path file) throws IOException {
        Environment prod = Environment.named("prod")
                .traffic(Traffic.forwarding("Prod-Blue", "Prod-Green", "main:443"))
                .build();
        SimulatedCloud cloud =
                SimulatedCloud.builder().seed(11).serving(prod, 8).build();
        cloud.alarms().create("prod-5xx").watch(TrafficReport::failed, Duration.ofMinutes(2));
        cloud.group(prod, Color.GREEN).afflict(3, InstanceFault.turnsUnhealthyAfter(Duration.ofMinutes(5)));

        // tag::picture[]
        TimelineRecorder recorder = TimelineRecorder.create().counting(() -> requests(cloud.traffic()));
        BlueGreen blueGreen =
                BlueGreen.builder(cloud.ports()).listener(recorder).build();
        Outcome outcome = blueGreen.deploy(Deployment.of(prod)
                .withShift(Shift.canary(25, Duration.ofMinutes(5)))
                .withBake(Bake.of(Duration.ofMinutes(10)).withAlarms("prod-5xx"))
                .withKeepWarm(KeepWarm.none()));

        Timeline timeline =
                Objects.requireNonNull(recorder.timeline(outcome.report().deployment()));
        Files.writeString(file, TimelinePage.html(timeline));
        // end::picture[]
        return outcome;
    }

    private static Moment.Requests requests(TrafficReport traffic) {
        return Moment.Requests.of(traffic.byVersion(), traffic.failed());
    }
}
