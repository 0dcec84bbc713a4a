package dev.verdigris.internal.step;

import dev.verdigris.internal.plan.Preimage;
import dev.verdigris.internal.plan.Snapshot;
import dev.verdigris.internal.plan.Terms;
import dev.verdigris.internal.plan.TrafficPreflight;
import dev.verdigris.internal.text.Facts;
import dev.verdigris.internal.traffic.Route;
import dev.verdigris.internal.traffic.TrafficState;
import dev.verdigris.internal.world.Course;
import dev.verdigris.internal.world.Memory;
import dev.verdigris.internal.world.TrafficReader;
import dev.verdigris.model.Color;
import dev.verdigris.model.Fleet;
import dev.verdigris.plan.Phase;
import dev.verdigris.port.Cloud;
import dev.verdigris.port.Permit;
import dev.verdigris.request.Request;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The strategy by which the traffic of one environment moves from one color to the other: what it adds to the one
 * recipe, and what it knows that nobody else does. It holds nothing but the environment's setting; what it sees of the
 * world is in values.
 */
public interface TrafficStrategy {

    /** The name of the strategy in the deployment state: {@code environment.traffic}. */
    String id();

    /** Writes how it is set, below {@code environment.traffic.}. */
    void write(Facts facts);

    /** Writes what is to be known of a route as it was, below {@code was.traffic.}. */
    void write(Facts facts, Route was);

    /**
     * Reads a route as it was.
     *
     * @throws IllegalArgumentException if it is not there, or not readable
     */
    Route read(Facts facts);

    /**
     * Observes traffic, and what it goes through.
     *
     * @param blue the blue fleet, read just before
     * @param green the green fleet, read just before
     */
    TrafficState observe(Cloud cloud, Fleet blue, Fleet green);

    /**
     * The reader of traffic during one performance, which is asked for every change of it.
     *
     * @param memory what an earlier run of the same deployment held and saw; null if there was none
     */
    TrafficReader reader(Cloud cloud, Route route, Course course, @Nullable Memory memory);

    /** The preflight of the strategy for a request. */
    TrafficPreflight preflight(Cloud cloud, Snapshot snapshot);

    /**
     * Finds out whether the credentials allow what the cutover needs, and every way back from it.
     *
     * @throws dev.verdigris.error.PortException if they do not, or if it cannot be found out
     */
    void rehearse(Cloud cloud, Terms terms, Permit permit);

    /** The steps by which the way is made ready for traffic to move, before anything else is changed; none by default. */
    default List<Step> prepare(Terms terms) {
        return List.of();
    }

    /** The steps that move traffic: when they are done the old color gets no requests. */
    List<Step> shift(Terms terms);

    /**
     * The steps that take the color that serves out of traffic, with nobody in its place, once the other fleet is empty:
     * when they are done it gets no requests.
     */
    List<Step> end(Terms terms);

    /** The steps after which nothing of the old color finishes requests any more; none where no color leaves. */
    List<Step> release(Terms terms);

    /**
     * The steps before a fleet that gets no requests is made smaller; none by default.
     *
     * @param color its color
     * @param phase the phase in which it is
     */
    default List<Step> retire(Request request, Preimage preimage, Color color, Phase phase) {
        return List.of();
    }

    /** The steps once nothing is left of what traffic has left; none by default. */
    default List<Step> close(Terms terms) {
        return List.of();
    }

    /** The differences of traffic from how it should be. */
    List<Difference> drift(Snapshot snapshot);
}
