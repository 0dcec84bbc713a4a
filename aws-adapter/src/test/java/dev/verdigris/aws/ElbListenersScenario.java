package dev.verdigris.aws;

import dev.verdigris.model.Traffic.RouteRef;
import dev.verdigris.port.Listeners;
import dev.verdigris.port.Listeners.Split;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Listeners and rules of a load balancer, and what it answers on the wire. */
abstract class ElbListenersScenario {
    static final String PLACE = "arn:aws:elasticloadbalancing:us-east-1:123456789012:";
    static final String BALANCER = PLACE + "loadbalancer/app/web/50dc6c495c0c9188";
    static final String LISTENER = PLACE + "listener/app/web/50dc6c495c0c9188/f2f7dc8efc522ab2";
    static final String RULE = PLACE + "listener-rule/app/web/50dc6c495c0c9188/f2f7dc8efc522ab2/9683b2d02a6cabee";
    static final String BLUE = PLACE + "targetgroup/Blue/0123456789abcdef";
    static final String GREEN = PLACE + "targetgroup/Green/fedcba9876543210";
    static final String RULES = "DescribeRules";
    static final String LISTENERS = "DescribeListeners";
    static final String BALANCERS = "DescribeLoadBalancers";
    static final String MODIFY_RULE = "ModifyRule";
    static final String MODIFY_LISTENER = "ModifyListener";
    static final Wire.Reply DONE = Wire.result("");

    final Wire wire = new Wire();
    final Listeners listeners = wire.cloud().listeners();

    static RouteRef ref(String value) {
        return new RouteRef(value);
    }

    static Split split(int toBlue, int toGreen, @Nullable Duration stickiness) {
        Map<String, Integer> weights = new LinkedHashMap<>();
        weights.put(BLUE, toBlue);
        weights.put(GREEN, toGreen);
        return new Split(weights, stickiness);
    }

    static String action(String type, int order, String more) {
        return "<member><Type>" + type + "</Type><Order>" + order + "</Order>" + more + "</member>";
    }

    static String tuple(String group, int weight) {
        return "<member><TargetGroupArn>" + group + "</TargetGroupArn><Weight>" + weight + "</Weight></member>";
    }

    static String sticky(String config) {
        return "<TargetGroupStickinessConfig>" + config + "</TargetGroupStickinessConfig>";
    }

    /** As AWS tells a forward action with several target groups. */
    static String forward(int order, String stickiness, String... tuples) {
        return action(
                "forward",
                order,
                "<ForwardConfig><TargetGroups>" + String.join("", tuples) + "</TargetGroups>" + stickiness
                        + "</ForwardConfig>");
    }

    /** As AWS tells a forward action with one target group: in both forms. */
    static String alone(int order, String group) {
        return action(
                "forward",
                order,
                "<TargetGroupArn>" + group + "</TargetGroupArn><ForwardConfig><TargetGroups>" + tuple(group, 1)
                        + "</TargetGroups>" + sticky("<Enabled>false</Enabled>") + "</ForwardConfig>");
    }

    static String both() {
        return forward(1, sticky("<Enabled>false</Enabled>"), tuple(BLUE, 100), tuple(GREEN, 0));
    }

    static String rule(String arn, String priority, String conditions, String... actions) {
        return "<member><RuleArn>" + arn + "</RuleArn><Priority>" + priority + "</Priority><IsDefault>"
                + priority.equals("default") + "</IsDefault><Conditions>" + conditions + "</Conditions><Actions>"
                + String.join("", actions) + "</Actions></member>";
    }

    static String path(String... patterns) {
        String members = "<member>" + String.join("</member><member>", patterns) + "</member>";
        return "<member><Field>path-pattern</Field><Values>" + members + "</Values><PathPatternConfig><Values>"
                + members + "</Values></PathPatternConfig></member>";
    }

    static Wire.Reply rules(String... members) {
        return Wire.result("<Rules>" + String.join("", members) + "</Rules>");
    }

    static String listener(String arn, int port, String... actions) {
        return "<member><ListenerArn>" + arn + "</ListenerArn><LoadBalancerArn>" + BALANCER + "</LoadBalancerArn><Port>"
                + port + "</Port><Protocol>HTTPS</Protocol><SslPolicy>ELBSecurityPolicy-2016-08</SslPolicy>"
                + "<MutualAuthentication><Mode>verify</Mode></MutualAuthentication><DefaultActions>"
                + String.join("", actions) + "</DefaultActions></member>";
    }

    static Wire.Reply listeners(String... members) {
        return Wire.result("<Listeners>" + String.join("", members) + "</Listeners>");
    }

    static Wire.Reply balancers(String name, String arn) {
        return Wire.result("<LoadBalancers><member><LoadBalancerArn>" + arn + "</LoadBalancerArn><LoadBalancerName>"
                + name + "</LoadBalancerName><Type>application</Type></member></LoadBalancers>");
    }

    /** Everything that the last transmission of an operation asked for. */
    Map<String, String> sent(String operation) {
        var requests = wire.requests(operation);
        Map<String, String> sent = new LinkedHashMap<>(requests.get(requests.size() - 1));
        sent.remove("Action");
        sent.remove("Version");
        return sent;
    }
}
