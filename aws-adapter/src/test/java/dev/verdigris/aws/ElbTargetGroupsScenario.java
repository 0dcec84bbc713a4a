package dev.verdigris.aws;

import dev.verdigris.model.InstanceId;
import dev.verdigris.model.Target;
import dev.verdigris.model.TargetGroup;
import dev.verdigris.port.TargetGroups;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.IntStream;

/** The target groups of a load balancer, and what it answers on the wire. */
abstract class ElbTargetGroupsScenario {
    static final String ARN = "arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/Beta/0123456789abcdef";
    static final TargetGroup BETA = new TargetGroup(ARN, "Beta", 80, Duration.ofMinutes(5), true);
    static final String HEALTH = "DescribeTargetHealth";
    static final String REGISTER = "RegisterTargets";
    static final String DEREGISTER = "DeregisterTargets";
    static final String FIND = "DescribeTargetGroups";
    static final String ATTRIBUTES = "DescribeTargetGroupAttributes";
    static final String LIMITS = "DescribeAccountLimits";
    static final Wire.Reply DONE = Wire.result("");
    static final Wire.Reply REFUSED = Wire.error(400, "InvalidTarget", "The following targets are not registered");

    final Wire wire = new Wire();
    final TargetGroups targetGroups = wire.cloud().targetGroups();

    static Target target(int number) {
        return new Target(new InstanceId("i-%017x".formatted(number)), 80);
    }

    static Set<Target> targets(int count) {
        Set<Target> targets = new LinkedHashSet<>();
        IntStream.rangeClosed(1, count).forEach(number -> targets.add(target(number)));
        return targets;
    }

    static String described(String id, String port, String state, String reason) {
        return "<member><Target><Id>" + id + "</Id>" + port + "</Target><TargetHealth><State>" + state + "</State>"
                + reason + "</TargetHealth></member>";
    }

    static Wire.Reply health(String... members) {
        return Wire.result("<TargetHealthDescriptions>" + String.join("", members) + "</TargetHealthDescriptions>");
    }

    static Wire.Reply healthy(int... numbers) {
        return health(IntStream.of(numbers)
                .mapToObj(number -> described(target(number).instance().value(), "<Port>80</Port>", "healthy", ""))
                .toArray(String[]::new));
    }
}
