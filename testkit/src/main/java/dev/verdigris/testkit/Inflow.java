package dev.verdigris.testkit;

import java.util.ArrayList;
import java.util.List;

/** The routes by which requests come to a target group, or came. */
final class Inflow {
    private final SimulatedTargetGroup group;
    private final List<Route> routes = new ArrayList<>(1);

    Inflow(SimulatedTargetGroup group) {
        this.group = group;
    }

    void add(Route route) {
        routes.add(route);
    }

    /** Where the requests go is about to change. */
    void catchUp() {
        for (Route route : routes) {
            route.catchUp();
        }
    }

    /** Where the requests go has changed. */
    void changed() {
        for (Route route : routes) {
            route.changed(group);
        }
    }

    /** An instance ended while requests may be in flight to it: of whatever came by several routes, one is lost. */
    void cutOff() {
        for (Route route : routes) {
            if (route.cutOff(group)) {
                return;
            }
        }
    }

    /** The report of the requests to the target group. */
    TrafficReport report() {
        TrafficSum sum = new TrafficSum();
        for (Route route : routes) {
            route.enter(group, sum);
        }
        return sum.report();
    }
}
