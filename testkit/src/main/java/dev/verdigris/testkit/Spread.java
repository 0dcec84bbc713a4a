package dev.verdigris.testkit;

import java.util.List;

/** Spreads launches over the Availability Zones of a group: each goes where there are fewest. */
final class Spread {
    private final List<String> zones;
    private final int[] members;

    Spread(List<String> zones, Iterable<SimulatedInstance> members) {
        this.zones = zones;
        this.members = new int[zones.size()];
        count(members);
    }

    private void count(Iterable<SimulatedInstance> instances) {
        for (SimulatedInstance member : instances) {
            int zone = zones.indexOf(member.zone());
            if (zone >= 0) {
                members[zone]++;
            }
        }
    }

    /** This spread with others counted too. */
    Spread and(Iterable<SimulatedInstance> others) {
        count(others);
        return this;
    }

    /** The zone of one more. */
    String next() {
        int fewest = 0;
        for (int zone = 1; zone < members.length; zone++) {
            fewest = members[zone] < members[fewest] ? zone : fewest;
        }
        members[fewest]++;
        return zones.get(fewest);
    }
}
