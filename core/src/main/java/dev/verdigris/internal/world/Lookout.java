package dev.verdigris.internal.world;

import dev.verdigris.internal.text.Words;
import dev.verdigris.internal.traffic.Membership;
import dev.verdigris.internal.traffic.TrafficState;
import dev.verdigris.model.Alarm;
import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import dev.verdigris.model.Fleet;
import dev.verdigris.model.GroupName;
import dev.verdigris.model.Target;
import dev.verdigris.port.Alarms;
import dev.verdigris.port.Cloud;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A lookout on the world, which remembers what it has seen. What is lost with the process is safe to lose. */
final class Lookout {
    final Roster roster = new Roster();
    final Streaks streaks = new Streaks();
    final Pins pins;
    final Overlap overlap;
    final Floor floor;
    final ServedSize served;
    final Departures departures;
    /** The instance refresh that this run has started; null if it has started none. */
    @Nullable
    String refresh;

    final Replaced replaced;

    private final Cloud cloud;
    private final Environment environment;
    private final TrafficReader reader;
    private @Nullable Look look;
    private Sighted sighted = Sighted.NOTHING;
    private boolean timePassed = true;
    /** Whether it has looked at all: the first look is at everything, since what serves then is to be left. */
    private boolean looked;

    Lookout(Cloud cloud, Environment environment, TrafficReader reader, Course course, @Nullable Memory memory) {
        this.cloud = cloud;
        this.environment = environment;
        this.reader = reader;
        this.pins = new Pins(memory);
        this.overlap = new Overlap(course);
        this.floor = new Floor(course, memory);
        this.served = new ServedSize(course, memory);
        this.replaced = new Replaced(cloud.time(), memory);
        this.departures = new Departures(cloud.time());
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

    /** What was seen last, also where something was changed since. */
    Sighted sighted() {
        return sighted;
    }

    /** Alarms, by name; those that are not there are missing. */
    Map<String, Alarm> alarms(Set<String> names) {
        Alarms port = cloud.alarms();
        Map<String, Alarm> alarms = port == null ? Map.of() : port.find(names);
        sighted = sighted.alarms(alarms);
        return alarms;
    }

    /** The world as it is, read if what was seen before is stale. */
    Look look(Announcer announcer) {
        Look seen = look;
        if (seen == null) {
            seen = read(announcer);
            if (!looked) {
                seen.traffic();
                looked = true;
            }
            look = seen;
        }
        return seen;
    }

    private Look read(Announcer announcer) {
        Map<GroupName, Fleet> fleets = Observer.fleets(cloud, environment);
        Fleet blue = Observer.fleet(fleets, environment.blue());
        Fleet green = Observer.fleet(fleets, environment.green());
        Membership members = roster.saw(blue, green);
        sighted = sighted.fleets(blue, green);
        pins.saw(Color.BLUE, blue.size());
        pins.saw(Color.GREEN, green.size());
        return new Look(blue, green, members, read -> traffic(read, announcer));
    }

    private TrafficState traffic(Look read, Announcer announcer) {
        TrafficState state = reader.read(read.blue(), read.green(), read.members());
        saw(new Look(read.blue(), read.green(), read.members(), state), announcer);
        return state;
    }

    /** Takes in a look at everything; those of one poll count as one. */
    private void saw(Look whole, Announcer announcer) {
        sighted = sighted.traffic(whole.traffic());
        floor.saw(whole);
        served.saw(whole);
        streaks.saw(whole.traffic(), timePassed);
        overlap.saw(whole.traffic(), cloud.time().nanoTime());
        timePassed = false;
        List<Target> unrecognized = roster.newUnrecognized(whole.traffic());
        if (!unrecognized.isEmpty()) {
            announcer.note("registered in " + whole.state().route().name() + ", of neither color and left alone: "
                    + Words.list(unrecognized));
        }
    }
}
