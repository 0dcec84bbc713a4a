package dev.verdigris.internal.world;

import dev.verdigris.internal.text.Words;
import dev.verdigris.internal.traffic.Membership;
import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import dev.verdigris.model.Fleet;
import dev.verdigris.model.GroupName;
import dev.verdigris.model.Target;
import dev.verdigris.port.Cloud;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A lookout on the world, which remembers what it has seen. What is lost with the process is safe to lose. */
final class Lookout {
    final Roster roster = new Roster();
    final Streaks streaks = new Streaks();
    final Pins pins;
    final Overlap overlap;
    final Floor floor;
    final ServedSize served;
    /** The instance refresh that this run has started; null if it has started none. */
    @Nullable
    String refresh;

    final Replaced replaced;

    private final Cloud cloud;
    private final Environment environment;
    private final TrafficReader reader;
    private @Nullable Look look;
    private boolean timePassed = true;

    Lookout(Cloud cloud, Environment environment, TrafficReader reader, Course course, @Nullable Memory memory) {
        this.cloud = cloud;
        this.environment = environment;
        this.reader = reader;
        this.pins = new Pins(memory);
        this.overlap = new Overlap(course);
        this.floor = new Floor(course, memory);
        this.served = new ServedSize(course, memory);
        this.replaced = new Replaced(cloud.time(), memory);
    }

    TrafficReader reader() {
        return reader;
    }

    /** Forgets the last look: what was seen before is stale. */
    void forget() {
        look = null;
    }

    /** The next look counts as another one. */
    void timePassed() {
        timePassed = true;
    }

    /** The last look, if nothing was changed since; null if there is none. */
    @Nullable
    Look last() {
        return look;
    }

    /** The world as it is, read if what was seen before is stale. */
    Look look(Announcer announcer) {
        Look seen = look;
        if (seen == null) {
            seen = read();
            look = seen;
            timePassed = false;
            List<Target> unrecognized = roster.newUnrecognized(seen.traffic());
            if (!unrecognized.isEmpty()) {
                announcer.note("registered in " + seen.state().route().name() + ", of neither color and left alone: "
                        + Words.list(unrecognized));
            }
        }
        return seen;
    }

    private Look read() {
        Map<GroupName, Fleet> fleets = Observer.fleets(cloud, environment);
        Fleet blue = Observer.fleet(fleets, environment.blue());
        Fleet green = Observer.fleet(fleets, environment.green());
        Membership members = roster.saw(blue, green);
        pins.saw(Color.BLUE, blue.size());
        pins.saw(Color.GREEN, green.size());
        Look read = new Look(blue, green, members, reader.read(blue, green, members));
        floor.saw(read);
        served.saw(read);
        streaks.saw(read.traffic(), timePassed);
        overlap.saw(read.traffic(), cloud.time().nanoTime());
        return read;
    }
}
