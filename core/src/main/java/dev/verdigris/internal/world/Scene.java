package dev.verdigris.internal.world;

import dev.verdigris.model.Alarm;
import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import dev.verdigris.model.GroupSize;
import dev.verdigris.model.Instance;
import dev.verdigris.model.InstanceId;
import dev.verdigris.model.Launch;
import dev.verdigris.port.Cloud;
import dev.verdigris.port.Fleets.Resize;
import dev.verdigris.port.Permit;
import dev.verdigris.port.Releases;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The world as a step sees and changes it. One look serves a whole poll; a change makes it stale. Every change goes
 * through the traffic guard and is announced before it is sent.
 */
public final class Scene {
    private final Cloud cloud;
    private final Environment environment;
    private final Registered registered;
    private final Followers followers;
    private final Permit permit;
    private final Announcer announcer;
    private final Course course;
    private final boolean continued;
    private final Lookout lookout;
    private final InFlight inFlight;
    private final StepClock clock;
    private final Probes probes;
    private final HookCalls hooks;

    /**
     * @param reader reads traffic
     * @param course where traffic is taken
     * @param memory what an earlier run of the same deployment held and saw; null if there was none
     */
    public Scene(
            Cloud cloud,
            Environment environment,
            TrafficReader reader,
            Course course,
            @Nullable Memory memory,
            Registered registered,
            Permit permit,
            Announcer announcer) {
        this.cloud = cloud;
        this.environment = environment;
        this.registered = registered;
        this.followers = new Followers(course.told(environment), registered);
        this.permit = permit;
        this.announcer = announcer;
        this.course = course;
        this.continued = memory != null;
        this.lookout = new Lookout(cloud, environment, reader, course, memory);
        this.inFlight = new InFlight(cloud.time(), cloud.callTimeout());
        this.clock = new StepClock(cloud.time(), memory);
        this.probes = new Probes(cloud, environment, registered, lookout);
        this.hooks = new HookCalls(course.told(environment), course, registered, permit, inFlight);
    }

    private Scene(Scene other, Announcer announcer) {
        this.cloud = other.cloud;
        this.environment = other.environment;
        this.registered = other.registered;
        this.followers = other.followers;
        this.permit = other.permit;
        this.announcer = announcer;
        this.course = other.course;
        this.continued = other.continued;
        this.lookout = other.lookout;
        this.inFlight = other.inFlight;
        this.clock = other.clock;
        this.probes = other.probes;
        this.hooks = other.hooks;
    }

    /** This very scene, as somebody else sees it: what is changed and found by way of it is told to them. */
    public Scene as(Announcer whoever) {
        return new Scene(this, whoever);
    }

    /** Begins a poll: what was seen before is stale. */
    public void beginPoll() {
        lookout.forget();
    }

    /** Time has passed: the next look counts as another one. */
    public void timePassed() {
        lookout.timePassed();
    }

    /** The world as it is: read once a poll, and again after each change. */
    public Look look() {
        return lookout.look(announcer);
    }

    /**
     * The time since a step was reached, whatever process did: by the deployment state, or since this is asked for the first
     * time.
     */
    public Duration since(String step) {
        return clock.since(step);
    }

    /** Whether the last look, if nothing was changed since, found a healthy target of a color. */
    public boolean sawHealthy(Color color) {
        Look last = lookout.last();
        return last != null && last.sawTraffic() && !last.healthy(color).isEmpty();
    }

    /** Whether the last look, if nothing was changed since, found a fleet meant to be empty. */
    public boolean sawScaledToZero(Color color) {
        Look last = lookout.last();
        return last != null
                && last.fleet(color).size().min() == 0
                && last.fleet(color).size().desired() == 0;
    }

    /** The highest healthy capacity of the live color seen since the deployment began. */
    public int floor() {
        return lookout.floor.seen();
    }

    /**
     * The size that the fleet of the color that leaves was meant to have when traffic was last seen to reach it; null if
     * that is not known.
     */
    public @Nullable Integer served() {
        return lookout.served.seen();
    }

    /** The time for which both colors had targets that may have answered. */
    public Duration bothServed() {
        return lookout.overlap.duration();
    }

    /** The members of a fleet that this deployment may serve: in service, and not older than it. */
    public List<InstanceId> servable(Color color) {
        List<InstanceId> servable = new ArrayList<>();
        for (Instance instance : look().fleet(color).instances()) {
            if (instance.inService() && !lookout.roster.preExisting(instance.id())) {
                servable.add(instance.id());
            }
        }
        return servable;
    }

    /** The units of those that the load balancer found healthy in two consecutive polls. */
    public int steadilyHealthy(Color color) {
        Set<InstanceId> healthy = look().healthy(color);
        return look().capacity(servable(color).stream()
                .filter(instance -> healthy.contains(instance) && lookout.streaks.steady(instance))
                .toList());
    }

    /** The units of those members that the load balancer finds healthy. */
    public int well(Color color) {
        Set<InstanceId> healthy = look().healthy(color);
        return look().capacity(
                        servable(color).stream().filter(healthy::contains).toList());
    }

    /** Whether the poll before found the same, too: one look may be older than our own last change. */
    public boolean again(String finding) {
        return lookout.streaks.again(finding);
    }

    /** Whether all instances of a color that are found healthy were found so at the look before, too. */
    public boolean steady(Color color) {
        for (InstanceId instance : look().healthy(color)) {
            if (!lookout.streaks.steady(instance)) {
                return false;
            }
        }
        return true;
    }

    /**
     * Whether a color is out of traffic, beyond what a stale look may show: none of its targets is registered, and this
     * run has taken them out itself, where they had been registered since long before it, or two consecutive polls say
     * so.
     */
    public boolean out(Color color) {
        boolean unregistered = !look().traffic().reaches(color);
        boolean byUs = leaving(color) && !continued;
        return unregistered && (byUs || lookout.streaks.unreached(color));
    }

    /** The members that a fleet has now are never to be served by this deployment. */
    public void markPreExisting(Color color) {
        lookout.roster.preExisting(look().fleet(color).instances());
    }

    /** The minimums that this deployment last wrote to hold the fleets' sizes, as far as is known. */
    public Map<Color, Integer> pins() {
        return lookout.pins.written();
    }

    /** Whether this deployment may have held a fleet at its size. */
    public boolean mayHold(Color color) {
        return lookout.pins.mayHold(color);
    }

    /** Whether a fleet's minimum is what this deployment holds it at; it was planned to hold it at {@code planned}. */
    public boolean holds(Color color, int planned) {
        return lookout.pins.holds(color, look().fleet(color).size(), planned);
    }

    /** Whether the color is being taken out of traffic. */
    public boolean leaving(Color color) {
        return lookout.streaks.leaving(color);
    }

    /** A fleet's recent launches, newest first. */
    public List<Launch> recentLaunches(Color color) {
        return cloud.fleets().recentLaunches(environment.group(color));
    }

    /** Holds a fleet at a size by its minimum, and raises its desired capacity where that is lower. */
    public void hold(Color color, int size) {
        lookout.pins.write(color, size);
        boolean grow = look().fleet(color).size().desired() < size;
        resize(color, grow ? Resize.to(size, size) : Resize.min(size));
    }

    /** Changes a fleet's size. The desired capacity goes down only once no instance is in rotation. */
    public void resize(Color color, Resize to) {
        GroupSize size = look().fleet(color).size();
        if (to.desired() != null && to.desired() < size.desired()) {
            look().traffic();
            TrafficGuard.shrinking(look(), color, lookout.streaks.outOfRotation(color));
            requireUnused(color);
        }
        announcer.change(environment.group(color) + ": " + Resizing.of(size, to));
        lookout.forget();
        inFlight.send(() -> cloud.fleets().resize(environment.group(color), to, permit));
    }

    /** Blocks while a follower uses a color, or does not say that it does not, or as long as all have said so only once. */
    public void requireUnused(Color color) {
        if (followers.names().isEmpty()) {
            return;
        }
        look().traffic();
        Followers.User user = followers.user(color);
        if (user != null) {
            throw GuardedException.used(color, user);
        }
        if (!again("unused:" + color)) {
            throw GuardedException.notYet("the followers are asked once more before the " + color + " fleet shrinks");
        }
    }

    /**
     * Tells a follower which color serves now. What got no answer may still arrive.
     *
     * @return null if it confirms; else what it said, or why it said nothing
     */
    public @Nullable String tell(String follower, @Nullable Color from, @Nullable Color to) {
        permit.check();
        Followers.Heard heard = followers.tell(follower, from, to);
        if (!heard.answered()) {
            inFlight.unanswered();
        }
        return heard.found();
    }

    /** Changes traffic, if the guard allows it. It is the one door that changes of traffic go through. */
    public void apply(TrafficChange change) {
        Look look = look();
        TrafficGuard.changing(look, change.after(), lookout.floor.under(change.after(), look));
        lookout.streaks.moves(look, change.after());
        announcer.change(change.sentence());
        lookout.forget();
        try {
            inFlight.send(() -> change.send().accept(permit));
        } finally {
            lookout.departures.sent(look.traffic(), change.after());
        }
    }

    /** What this run has taken out of traffic, and when. */
    public Departures departures() {
        return lookout.departures;
    }

    /** The reader of traffic: its strategy knows what else it is. */
    public TrafficReader reader() {
        return lookout.reader();
    }

    /** The instance refreshes of the fleets, as steps see and change them. */
    public FleetRefreshes refreshes() {
        return new FleetRefreshes(cloud, environment, permit, announcer, inFlight, lookout);
    }

    /** The active-color parameter. */
    public ColorParameter parameter() {
        return new ColorParameter(environment, cloud.activeColors(), permit, announcer, inFlight);
    }

    /** Alarms, by name; those that are not there are missing. */
    public Map<String, Alarm> alarms(Set<String> names) {
        return lookout.alarms(names);
    }

    /** What this run saw last. */
    public Sighted sighted() {
        return lookout.sighted();
    }

    /**
     * The release pointer of the environment.
     *
     * @param place where it is
     */
    public ReleasePointer releases(String place) {
        Releases releases = cloud.releases();
        if (releases == null) {
            throw new IllegalStateException("expected a port to select releases by, found none");
        }
        return new ReleasePointer(environment, place, releases, permit, announcer, inFlight);
    }

    /** The members of a fleet that were not there when this run first looked. */
    public List<InstanceId> newcomers(Color color) {
        return look().fleet(color).instances().stream()
                .map(Instance::id)
                .filter(lookout.roster::newcomer)
                .toList();
    }

    /** The checks of the deployment. */
    public Checks checks() {
        return new Checks(course.told(environment), registered, this);
    }

    /** The calls of the deployment's hooks. */
    public HookCalls hooks() {
        return hooks;
    }

    /** The probes of the deployment. */
    public Probes probes() {
        return probes;
    }

    /** The replacement of new instances that do not come up. */
    public Replacements replacements() {
        return new Replacements(cloud, environment, course, permit, announcer, inFlight, lookout);
    }

    /** Whether a change of ours got no answer, so that it may have been applied late. */
    public boolean unanswered() {
        return inFlight.any();
    }

    /** The time until every change that got no answer, or that is another's, has been applied, or never will be. */
    public Duration unansweredFor() {
        return inFlight.left();
    }

    /**
     * Changes of whoever this deployment took over from may still arrive for so long.
     *
     * @param ends whether one of them may end instances of the color that comes
     */
    public void expectOthers(Duration late, boolean ends) {
        inFlight.expectOthers(late, ends);
    }

    /** The time for which a change of a superseded deployment may still terminate instances of the color that comes. */
    public Duration othersEndFor() {
        return inFlight.othersEndFor();
    }

    /** The moment when the deployment began, by the clock of whoever began it. */
    public Instant began() {
        return course.began();
    }

    /** Reports something that was found and is left alone. */
    public void note(String note) {
        announcer.note(note);
    }
}
