package dev.verdigris.internal.state;

import dev.verdigris.internal.plan.Preimage;
import dev.verdigris.internal.strategy.attachment.AttachmentRoute;
import dev.verdigris.internal.strategy.forwarding.ByHand;
import dev.verdigris.internal.strategy.forwarding.ForwardingRoute;
import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import dev.verdigris.model.GroupSize;
import dev.verdigris.model.TargetGroup;
import dev.verdigris.model.TargetGroup.HealthyShare;
import dev.verdigris.model.Traffic;
import dev.verdigris.plan.Phase;
import dev.verdigris.port.Listeners.Split;
import dev.verdigris.request.Deployment;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Deployment states of environments whose traffic moves otherwise than by registration. */
final class StrategySamples {

    private StrategySamples() {}

    /** A deployment by two routes, one of which is sticky and names a target group of somebody else, too. */
    static DeploymentState forwarding(@Nullable ByHand byHand) {
        String green = Samples.ARN.replace("/Beta/", "/Beta-Green/");
        String listener = "arn:aws:elasticloadbalancing:us-east-1:123456789012:listener/app/web/0123456789abcdef/1";
        String rule = listener.replace(":listener/", ":listener-rule/") + "/2";
        Traffic.Forwarding traffic = Traffic.forwarding(Samples.ARN, "Beta-Green", listener, "web:443/beta/*")
                .hold(Duration.ofMinutes(1))
                .stickiness(Traffic.Stickiness.REMOVE);
        Map<String, Integer> weights = new LinkedHashMap<>(Map.of(Samples.ARN, 100));
        weights.put(green, 0);
        weights.put(Samples.ARN.replace("/Beta/", "/Other/"), 0);
        ForwardingRoute route = new ForwardingRoute(
                new TargetGroup(Samples.ARN, "Beta", 80, Duration.ofMinutes(5), true),
                new TargetGroup(green, "Beta-Green", 8080, Duration.ofSeconds(20), false),
                List.of(
                        new ForwardingRoute.Way(listener, "web:80", new Split(Map.of(Samples.ARN, 1), null)),
                        new ForwardingRoute.Way(rule, "rule 10 of web:443", new Split(weights, Duration.ofHours(1)))),
                traffic.hold(),
                traffic.stickiness(),
                byHand,
                null);
        Preimage preimage = new Preimage(
                new GroupSize(2, 10, 3),
                new GroupSize(0, 10, 0),
                false,
                0,
                Preimage.Colors.usual(Color.BLUE, Color.BLUE),
                route);
        Environment beta = Environment.named("beta").traffic(traffic).build();
        return Samples.with(Deployment.of(beta), Execution.at(preimage, Phase.PREPARE));
    }

    /** A first deployment by attachment, while the other color's group, which is at zero, is still attached. */
    static DeploymentState attachment() {
        TargetGroup group = new TargetGroup(
                Samples.ARN,
                "Beta",
                80,
                Duration.ofSeconds(20),
                true,
                TargetGroup.INSTANCES,
                new HealthyShare(new HealthyShare.Threshold(1, 60), HealthyShare.Threshold.ONE));
        Preimage preimage = new Preimage(
                new GroupSize(0, 10, 0),
                new GroupSize(0, 10, 0),
                false,
                0,
                Preimage.Colors.usual(null, Color.BLUE),
                new AttachmentRoute(group, Set.of(Color.BLUE)));
        Environment beta =
                Environment.named("beta").traffic(Traffic.attachment("Beta")).build();
        return Samples.with(Deployment.of(beta).withCapacity(3), Execution.at(preimage, Phase.SHIFT));
    }
}
