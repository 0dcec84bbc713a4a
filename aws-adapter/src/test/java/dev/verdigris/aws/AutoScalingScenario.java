package dev.verdigris.aws;

import dev.verdigris.model.Fleet;
import dev.verdigris.model.GroupName;
import dev.verdigris.port.Fleets;
import java.util.Set;

/** Auto Scaling groups, and what is answered of them on the wire. */
abstract class AutoScalingScenario {
    static final GroupName BLUE = new GroupName("beta-blue");
    static final String DESCRIBE = "DescribeAutoScalingGroups";

    final Wire wire = new Wire();
    final Fleets fleets = wire.cloud().fleets();

    static String group(GroupName name, String more) {
        return "<member><AutoScalingGroupName>" + name + "</AutoScalingGroupName><MinSize>1</MinSize>"
                + "<MaxSize>4</MaxSize><DesiredCapacity>2</DesiredCapacity>" + more + "</member>";
    }

    /** The blue group as it is read, where more is answered of it than its size. */
    Fleet described(String more) {
        wire.on(DESCRIBE, Wire.result("<AutoScalingGroups>" + group(BLUE, more) + "</AutoScalingGroups>"));
        return fleets.describe(Set.of(BLUE)).get(BLUE);
    }
}
