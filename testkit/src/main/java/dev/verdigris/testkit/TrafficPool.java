package dev.verdigris.testkit;

import dev.verdigris.model.TargetGroup.HealthyShare;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The targets of one target group that the same requests are shared among: all of them, or with cross-zone load
 * balancing off those of one zone. Counts what became of the requests.
 */
final class TrafficPool {
    private final @Nullable String zone;
    private final List<Share> shares = new ArrayList<>();
    private double part;
    private long routed;
    private long unwell;
    private double unanswered;
    private double refused;

    /**
     * Empty as yet.
     *
     * @param zone whose targets they are; null if they are in all zones
     */
    TrafficPool(@Nullable String zone) {
        this.zone = zone;
    }

    /** No requests come here, until it is told otherwise. */
    void rest() {
        part = 0;
        routed = 0;
        unwell = 0;
        for (Share share : shares) {
            share.targets = 0;
        }
    }

    /**
     * Healthy targets get the requests; where they are fewer than the threshold, or none, all that are registered do.
     *
     * @param ofAll which part of all requests comes here
     */
    void split(double ofAll, RegisteredTargets targets, HealthyShare.Threshold enough) {
        rest();
        part = ofAll;
        RegisteredTargets.Tally tally = targets.in(zone);
        boolean failOpen = tally.healthy() == 0 || !tally.keep(enough);
        for (SimulatedTarget target : targets.all()) {
            if (target.isIn(zone) && (target.isHealthy() || (failOpen && target.isFailOpen()))) {
                route(target.instance());
            }
        }
        for (String version : targets.others().values()) {
            routed++;
            share(version, null).targets++;
        }
    }

    private void route(SimulatedInstance instance) {
        routed++;
        if (instance.answers()) {
            share(instance.version(), instance.owner()).targets++;
        } else {
            unwell++;
        }
    }

    /** Enters requests of the target group, while a change was on its way to the nodes or not. */
    void count(double all, boolean propagating) {
        if (part == 0) {
            return;
        }
        double requests = all * part;
        if (routed == 0) {
            refused += requests;
            return;
        }
        unanswered += requests * unwell / routed;
        for (Share share : shares) {
            double answered = requests * share.targets / routed;
            share.requests += answered;
            share.whilePropagating += propagating ? answered : 0;
        }
    }

    /** The version that answers here, if that is one and the given one or there is no given one; else empty. */
    boolean answersOnly(@Nullable String version) {
        String only = version;
        for (Share share : shares) {
            if (share.targets > 0) {
                if (only != null && !only.equals(share.version)) {
                    return false;
                }
                only = share.version;
            }
        }
        return true;
    }

    /** A version that answers here; null if none does. */
    @Nullable
    String version() {
        for (Share share : shares) {
            if (share.targets > 0) {
                return share.version;
            }
        }
        return null;
    }

    List<Share> shares() {
        return shares;
    }

    double unanswered() {
        return unanswered;
    }

    double refused() {
        return refused;
    }

    private Share share(String version, @Nullable SimulatedGroup owner) {
        for (Share share : shares) {
            if (share.version.equals(version) && share.owner == owner) {
                return share;
            }
        }
        Share share = new Share(version, owner);
        shares.add(share);
        return share;
    }

    /** The share that the instances of one version in one group have answered. */
    static final class Share {
        private final String version;
        private final @Nullable SimulatedGroup owner;
        private long targets;
        private double requests;
        private double whilePropagating;

        private Share(String version, @Nullable SimulatedGroup owner) {
            this.version = version;
            this.owner = owner;
        }

        String version() {
            return version;
        }

        @Nullable
        SimulatedGroup owner() {
            return owner;
        }

        double requests() {
            return requests;
        }

        double whilePropagating() {
            return whilePropagating;
        }
    }
}
