package dev.verdigris.internal.plan;

import dev.verdigris.model.CapacityUnit;
import dev.verdigris.model.Fleet;
import dev.verdigris.model.GroupTraits;
import java.util.TreeMap;

/** What the sizes of the two groups count: only what counts alike can be compared. */
final class UnitGround {

    private UnitGround() {}

    static void check(Survey survey) {
        Fleet blue = survey.snapshot.blue();
        Fleet green = survey.snapshot.green();
        if (!counted(blue).equals(counted(green))) {
            survey.find(
                    "expected the sizes of both groups to count the same, found " + counted(blue) + " in "
                            + blue.group() + " and " + counted(green) + " in " + green.group(),
                    "give both groups the same DesiredCapacityType and the same weights");
        }
    }

    private static String counted(Fleet fleet) {
        GroupTraits traits = fleet.traits();
        if (!traits.weights().isEmpty()) {
            return "units of weight " + new TreeMap<>(traits.weights());
        }
        return traits.unit() == CapacityUnit.UNITS ? "instances" : traits.unit().toString();
    }
}
