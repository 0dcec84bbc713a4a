package dev.verdigris.examples.cli;

import dev.verdigris.aws.moto.MotoBalancer;
import dev.verdigris.aws.moto.MotoForwarding;
import dev.verdigris.aws.moto.MotoWorld;
import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import dev.verdigris.model.GroupSize;
import dev.verdigris.model.Traffic;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.Instance;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ActionTypeEnum;

/** An environment {@code beta} on Moto whose traffic is forwarded, and the packaged CLI about it. */
final class ForwardedBeta implements KillSweep.Subject {
    private final MotoForwarding moto;
    private final List<String> routes = new ArrayList<>();

    private ForwardedBeta(MotoForwarding moto) {
        this.moto = moto;
    }

    /** In an account of its own. Nothing forwards to it yet. */
    static ForwardedBeta create() {
        Environment beta = Environment.named("beta")
                .traffic(Traffic.forwarding("Beta-Blue", "Beta-Green", "web:80"))
                .build();
        return new ForwardedBeta(MotoForwarding.create(MotoWorld.fresh(), beta));
    }

    MotoWorld world() {
        return moto.world();
    }

    MotoBalancer balancer() {
        return moto.balancer();
    }

    MotoForwarding moto() {
        return moto;
    }

    /** Says that a rule or a listener is one of the routes. */
    void route(String arn) {
        routes.add(arn);
    }

    /** The ARNs of the routes. */
    List<String> routes() {
        return List.copyOf(routes);
    }

    /** What the forward action of each route says, in words. */
    List<String> told() {
        return routes.stream().map(this::told).toList();
    }

    private String told(String route) {
        List<Action> actions = route.contains(":listener-rule/")
                ? balancer().rule(route).actions()
                : balancer().listener(route).defaultActions();
        return actions.stream()
                .filter(action -> action.type() == ActionTypeEnum.FORWARD)
                .map(moto::told)
                .findFirst()
                .orElseThrow();
    }

    GroupSize size(Color color) {
        AutoScalingGroup group = group(color);
        return new GroupSize(group.minSize(), group.maxSize(), group.desiredCapacity());
    }

    Set<String> instances(Color color) {
        Set<String> instances = new TreeSet<>();
        group(color).instances().stream().map(Instance::instanceId).forEach(instances::add);
        return instances;
    }

    private AutoScalingGroup group(Color color) {
        return world().autoScaling()
                .describeAutoScalingGroups(request -> request.autoScalingGroupNames("beta-" + color))
                .autoScalingGroups()
                .get(0);
    }

    String recordedColor() {
        return world().ssm()
                .getParameter(request -> request.name("/compiler-explorer/beta/active-asg"))
                .parameter()
                .value();
    }

    /** The words that stand before a command and say how traffic moves. */
    List<String> options() {
        List<String> words = new ArrayList<>(List.of("--env", "beta", "--traffic", "forwarding", "--hold", "100ms"));
        routes.forEach(route -> words.addAll(List.of("--route", route)));
        return words;
    }

    /** Runs a command to its end. */
    Ran cli(String... command) {
        return start(endpoint(), List.of(command)).ended();
    }

    @Override
    public URI endpoint() {
        return world().endpoint();
    }

    @Override
    public Jar start(URI endpoint, List<String> command) {
        List<String> words = new ArrayList<>(options());
        words.addAll(List.of("--endpoint-url", endpoint.toString(), "environment"));
        words.addAll(command);
        return Jar.start(world().processEnvironment(), words.toArray(String[]::new));
    }

    @Override
    public Aftermath aftermath() {
        return Aftermath.of(world(), options(), this::side, recordedColor(), told());
    }

    private Aftermath.Side side(Color color) {
        Set<String> members = instances(color);
        long registered = world()
                .elb()
                .describeTargetHealth(request -> request.targetGroupArn(moto.arn(color)))
                .targetHealthDescriptions()
                .stream()
                .filter(target -> members.contains(target.target().id()))
                .count();
        return new Aftermath.Side(size(color), members.size(), (int) registered);
    }
}
