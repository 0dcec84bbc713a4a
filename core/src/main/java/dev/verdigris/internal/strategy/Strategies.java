package dev.verdigris.internal.strategy;

import dev.verdigris.internal.plan.StandIn;
import dev.verdigris.internal.step.TrafficStrategy;
import dev.verdigris.internal.strategy.attachment.Attachment;
import dev.verdigris.internal.strategy.forwarding.Forwarding;
import dev.verdigris.internal.strategy.registration.Registration;
import dev.verdigris.internal.text.Facts;
import dev.verdigris.internal.text.UnknownWord;
import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import dev.verdigris.model.Traffic;
import dev.verdigris.request.Request;

/** Which strategy an environment has: the only place that asks. */
public final class Strategies {

    private Strategies() {}

    /** The strategy of a request, as its plan sees the environment. */
    public static TrafficStrategy of(Request request) {
        Color standIn = StandIn.color(request);
        Traffic seen = StandIn.environment(request).traffic();
        if (standIn != null && seen instanceof Traffic.Registration registration) {
            return new Registration(registration.targetGroup(), standIn);
        }
        if (standIn != null
                && seen instanceof Traffic.Forwarding forwarding
                && request.environment().traffic() instanceof Traffic.Forwarding own) {
            return new Forwarding(forwarding, own.targetGroup(standIn));
        }
        return of(seen);
    }

    /** The strategy of an environment. */
    public static TrafficStrategy of(Environment environment) {
        return of(environment.traffic());
    }

    /** The strategy by which traffic moves so. */
    public static TrafficStrategy of(Traffic traffic) {
        if (traffic instanceof Traffic.Registration registration) {
            return new Registration(registration.targetGroup(), null);
        }
        if (traffic instanceof Traffic.Attachment attachment) {
            return new Attachment(attachment.targetGroup());
        }
        if (traffic instanceof Traffic.Forwarding forwarding) {
            return new Forwarding(forwarding, null);
        }
        throw new IllegalArgumentException("expected traffic that this version knows, found " + traffic);
    }

    /**
     * The traffic of an environment, as it is in the deployment state.
     *
     * @param id what its strategy is called there
     * @throws UnknownWord if this version does not know that
     * @throws IllegalArgumentException if how it is set is not there, or not readable
     */
    public static Traffic traffic(String id, Facts facts) {
        if (id.equals(Registration.ID)) {
            return Registration.traffic(facts);
        }
        if (id.equals(Attachment.ID)) {
            return Attachment.traffic(facts);
        }
        if (id.equals(Forwarding.ID)) {
            return Forwarding.traffic(facts);
        }
        throw new UnknownWord(id);
    }
}
