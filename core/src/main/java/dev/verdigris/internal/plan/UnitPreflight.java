package dev.verdigris.internal.plan;

import dev.verdigris.model.Fleet;
import dev.verdigris.model.GroupTraits;
import dev.verdigris.model.GroupTraits.CapacityUnit;
import java.util.List;
import java.util.TreeMap;

/** Checks what the sizes of the two groups count: only what counts alike can be compared. */
public final class UnitPreflight {

    private UnitPreflight() {}

    static void check(Survey survey) {
        Fleet blue = survey.snapshot.blue();
        Fleet green = survey.snapshot.green();
        for (Fleet fleet : List.of(blue, green)) {
            if (fleet.traits().unit() == CapacityUnit.OTHER) {
                survey.find(
                        "expected to know what the size of " + fleet.group()
                                + " counts, found a unit that this version does" + " not know",
                        "give the group a DesiredCapacityType of units, vcpu or memory-mib");
                return;
            }
        }
        if (!counted(blue).equals(counted(green))) {
            survey.find(
                    "expected the sizes of both groups to count the same, found " + counted(blue) + " in "
                            + blue.group() + " and " + counted(green) + " in " + green.group(),
                    "give both groups the same DesiredCapacityType and the same weights");
        }
    }

    /**
     * The number of instances that the new fleet will have, as far as is known: so many as its size says, or where that
     * counts something else, what the live fleet has of it for each. Where nobody serves the largest instances are
     * reckoned with: a refusal must be certain.
     */
    public static int instances(Snapshot snapshot, Terms terms) {
        Fleet target = snapshot.fleet(terms.to());
        if (target.countsInstances()) {
            return terms.expected();
        }
        Fleet live = snapshot.fleet(terms.to().other());
        int members = live.inService().size();
        if (members > 0) {
            return (int) Math.ceil((double) terms.expected() * members / live.capacityInService());
        }
        int largest = target.traits().weights().values().stream()
                .max(Integer::compare)
                .orElse(terms.expected());
        return (int) Math.ceil((double) terms.expected() / Math.max(1, largest));
    }

    private static String counted(Fleet fleet) {
        GroupTraits traits = fleet.traits();
        if (!traits.weights().isEmpty()) {
            return "units of weight " + new TreeMap<>(traits.weights());
        }
        return traits.unit() == CapacityUnit.UNITS ? "instances" : traits.unit().toString();
    }
}
