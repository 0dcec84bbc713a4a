package dev.verdigris.internal.world;

import dev.verdigris.error.PortException;
import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import dev.verdigris.model.InstanceId;
import dev.verdigris.port.Cloud;
import dev.verdigris.port.Permit;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The replacement of new instances that do not come up, as a step sees and changes it. A change is in the deployment state
 * before it is sent, goes through the traffic guard, and is announced.
 */
public final class Replacements {
    private final Cloud cloud;
    private final Environment environment;
    private final Course course;
    private final Permit permit;
    private final Announcer announcer;
    private final InFlight inFlight;
    private final Lookout lookout;

    Replacements(
            Cloud cloud,
            Environment environment,
            Course course,
            Permit permit,
            Announcer announcer,
            InFlight inFlight,
            Lookout lookout) {
        this.cloud = cloud;
        this.environment = environment;
        this.course = course;
        this.permit = permit;
        this.announcer = announcer;
        this.inFlight = inFlight;
        this.lookout = lookout;
    }

    /** Sets what puts them into the deployment state. */
    public void journal(Runnable writing) {
        lookout.replaced.journal(writing);
    }

    /** The instances that have been replaced, or may have been, by whatever process. */
    public List<InstanceId> begun() {
        return lookout.replaced.begun();
    }

    /** Those that ail now in some respect, and have done so for so long whenever that was asked. */
    public List<InstanceId> ailing(String respect, Collection<InstanceId> now, Duration patience) {
        return lookout.replaced.ailing(respect, now, patience);
    }

    /**
     * Whether an instance is known to be newer than the deployment. Where nobody served, the fleet may have had members
     * before, which this run has seen at its first look.
     */
    public boolean isNew(InstanceId instance) {
        return !lookout.roster.preExisting(instance) && (course.from() != null || lookout.roster.newcomer(instance));
    }

    /** Whether this run has replaced any while a step waited. */
    public boolean any(String step) {
        return lookout.replaced.steps.contains(step);
    }

    /**
     * Puts into the deployment state that an instance is to be replaced, before anything is done about it.
     *
     * @param step the step that waits for it
     */
    public void begin(InstanceId instance, String step) {
        lookout.replaced.add(instance);
        lookout.replaced.steps.add(step);
    }

    /**
     * Terminates an instance of the fleet that comes, for its group to start another one, once that is in the deployment state.
     *
     * @param step the step that waits for it
     */
    public void replace(Color color, InstanceId instance, String step) {
        lookout.forget();
        TrafficGuard.replacing(lookout.look(announcer), course.to() == color ? color : null, instance);
        announcer.change(environment.group(color) + ": terminate " + instance + ", for another one in its place");
        lookout.forget();
        try {
            inFlight.send(() -> cloud.fleets().replace(environment.group(color), instance, permit));
            lookout.replaced.answered.add(instance);
        } catch (PortException.NotFound | PortException.Invalid | PortException.Denied e) {
            lookout.replaced.answered.add(instance);
            lookout.replaced.steps.remove(step);
            throw e;
        }
    }

    /** Notes why one could not be replaced. */
    public void refused(String why) {
        lookout.replaced.refused = why;
    }

    /** Why the last one could not be replaced; null if each could. */
    public @Nullable String refused() {
        return lookout.replaced.refused;
    }

    /** Whether this run has asked for the replacement of an instance, and was told what becomes of that. */
    public boolean answered(InstanceId instance) {
        return lookout.replaced.answered.contains(instance);
    }
}
