package dev.verdigris.examples.cli;

import dev.verdigris.aws.AwsCloud;
import dev.verdigris.aws.moto.MotoBalancer;
import dev.verdigris.aws.moto.MotoWorld;
import dev.verdigris.examples.Project;
import dev.verdigris.model.Color;
import dev.verdigris.model.GroupName;
import dev.verdigris.model.GroupSize;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.Capability;
import software.amazon.awssdk.services.cloudformation.model.Output;
import software.amazon.awssdk.services.cloudformation.model.Parameter;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ActionTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RedirectActionStatusCodeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Rule;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.ParameterType;

/** An environment {@code beta} as a stack of CloudFormation on Moto, from the template that the project offers. */
final class StackedBeta {
    static final String TEMPLATE = "infra/cloudformation/environment.yaml";

    private static final String STACK = "beta";
    private static final String COLOR = "/compiler-explorer/beta/active-asg";
    private static final Action REDIRECT = Action.builder()
            .type(ActionTypeEnum.REDIRECT)
            .redirectConfig(redirect -> redirect.protocol("HTTPS").statusCode(RedirectActionStatusCodeEnum.HTTP_301))
            .build();

    private static final Pattern ACTION = Pattern.compile("\"([a-z0-9]+:[A-Z][A-Za-z]+)\"");

    private final MotoWorld world = MotoWorld.fresh();
    private final CloudFormationClient cloudFormation =
            world.connected(CloudFormationClient.builder()).build();
    private final MotoBalancer balancer = world.createLoadBalancer("web");
    private final Map<String, String> parameters = new HashMap<>();
    private final String listener = balancer.listen(80, REDIRECT);

    private StackedBeta(Map<String, String> chosen) {
        MotoWorld.Network network = world.network();
        parameters.put("ListenerArn", listener);
        parameters.put("VpcId", network.vpc());
        parameters.put("Subnets", String.join(",", network.subnets()));
        parameters.put("SecurityGroups", securityGroup());
        parameters.put("ImageId", "ami-12c6146b");
        parameters.putAll(chosen);
    }

    private String securityGroup() {
        return world.ec2().describeSecurityGroups().securityGroups().get(0).groupId();
    }

    /** The template with weights that do not follow the recorded color. */
    static String template(int toBlue, int toGreen) {
        return Project.read(TEMPLATE)
                .replace("!If [BlueServes, 100, 0]", String.valueOf(toBlue))
                .replace("!If [BlueServes, 0, 100]", String.valueOf(toGreen));
    }

    /** Creates the parameter that records the color, as the template asks for it, and then the stack. */
    static StackedBeta create(Map<String, String> chosen) {
        StackedBeta beta = new StackedBeta(chosen);
        beta.world
                .ssm()
                .putParameter(request -> request.name(COLOR).value("blue").type(ParameterType.STRING));
        beta.cloudFormation.createStack(request -> request.stackName(STACK)
                .templateBody(Project.read(TEMPLATE))
                .capabilities(Capability.CAPABILITY_IAM)
                .parameters(beta.given()));
        return beta;
    }

    /** Updates the stack with other values of some parameters. */
    void update(Map<String, String> chosen) {
        parameters.putAll(chosen);
        update(Project.read(TEMPLATE));
    }

    /** Updates the stack with another template. */
    void update(String template) {
        cloudFormation.updateStack(request -> request.stackName(STACK)
                .templateBody(template)
                .capabilities(Capability.CAPABILITY_IAM)
                .parameters(given()));
    }

    private List<Parameter> given() {
        List<Parameter> given = new ArrayList<>();
        parameters.forEach((name, value) -> given.add(
                Parameter.builder().parameterKey(name).parameterValue(value).build()));
        return given;
    }

    Stack stack() {
        return cloudFormation
                .describeStacks(request -> request.stackName(STACK))
                .stacks()
                .get(0);
    }

    String output(String name) {
        return stack().outputs().stream()
                .filter(output -> output.outputKey().equals(name))
                .map(Output::outputValue)
                .findFirst()
                .orElseThrow();
    }

    MotoWorld world() {
        return world;
    }

    /** A group that is no part of the stack serves in its target group, as before there was a stack. */
    void servedBy(GroupName group, int instances) {
        String targetGroup = world.elb()
                .describeTargetGroups(request -> request.names("Beta"))
                .targetGroups()
                .get(0)
                .targetGroupArn();
        world.createGroup(group, new GroupSize(instances, 10, instances));
        world.autoScaling()
                .attachLoadBalancerTargetGroups(
                        request -> request.autoScalingGroupName(group.value()).targetGroupARNs(targetGroup));
    }

    /** The rule of the stack. */
    Rule rule() {
        return world.elb().describeRules(request -> request.listenerArn(listener)).rules().stream()
                .filter(rule -> !rule.isDefault())
                .findFirst()
                .orElseThrow();
    }

    /** What the rule forwards to, in the order of the target groups: {@code [0, 100]}. */
    List<Integer> weights() {
        return rule().actions().get(0).forwardConfig().targetGroups().stream()
                .map(group -> group.weight())
                .toList();
    }

    GroupSize size(Color color) {
        AutoScalingGroup group = world.autoScaling()
                .describeAutoScalingGroups(request -> request.autoScalingGroupNames("beta-" + color))
                .autoScalingGroups()
                .get(0);
        return new GroupSize(group.minSize(), group.maxSize(), group.desiredCapacity());
    }

    /** The words that say where everything is: those that the stack puts out. */
    private List<String> options() {
        return List.of(output("Options").split(" ", -1));
    }

    /** The account for somebody who is allowed what {@code environment policy} prints, and nothing else. */
    MotoWorld deployer() {
        return world.limitedTo(ACTION.matcher(here("policy").exiting(0).out())
                .results()
                .map(action -> action.group(1))
                .collect(Collectors.toSet()));
    }

    /** Runs a command of the packaged CLI, as somebody in the account. */
    Ran packaged(MotoWorld by, String... command) {
        List<String> words = new ArrayList<>(options());
        words.addAll(List.of("--endpoint-url", world.endpoint().toString(), "environment"));
        words.addAll(List.of(command));
        return Jar.run(by.processEnvironment(), words.toArray(String[]::new));
    }

    /** Runs a command in this process. */
    Ran here(String... command) {
        return here(List.of(), command);
    }

    /** Runs a command in this process, whose calls somebody listens to. */
    Ran here(List<ExecutionInterceptor> listening, String... command) {
        List<String> words = new ArrayList<>(options());
        words.add("environment");
        words.addAll(List.of(command));
        ExecutionInterceptor[] all = listening.toArray(ExecutionInterceptor[]::new);
        return new Cli(AwsCloud.using(
                        world.connected(AutoScalingClient.builder(), all).build(),
                        world.connected(ElasticLoadBalancingV2Client.builder(), all)
                                .build(),
                        world.connected(SsmClient.builder(), all).build()))
                .run(words);
    }
}
