package dev.verdigris.aws;

import static java.util.stream.Collectors.joining;

import dev.verdigris.model.GroupName;
import dev.verdigris.model.GroupSize;
import dev.verdigris.model.InstanceId;
import dev.verdigris.model.LifecycleHook;
import dev.verdigris.model.ParameterPath;
import dev.verdigris.port.Cloud;
import dev.verdigris.testkit.contract.RefreshWorld;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.HttpExecuteResponse;

/**
 * What the Auto Scaling API says of instance refreshes, in its words and errors, on a wire: Moto has none. It replaces no
 * instance; whatever is in progress ends when it is told that time has passed.
 */
final class RefreshService implements RefreshWorld {
    private static final Set<String> FORWARD = Set.of("Pending", "InProgress", "Baking");

    private final Wire wire = new Wire().onAny(this::answer);
    private final Map<String, Group> groups = new HashMap<>();

    /** A group, with its refreshes from the newest on. */
    private static final class Group {
        private String version = "$Latest";
        private final Deque<Refresh> refreshes = new ArrayDeque<>();

        @Nullable
        Refresh active() {
            Refresh newest = refreshes.peekFirst();
            return newest != null && newest.active() ? newest : null;
        }
    }

    /** A refresh: its number, what it was started with and how it stands. */
    private static final class Refresh {
        private final int number;
        private final Map<String, String> request;
        private String status = "Pending";

        Refresh(int number, Map<String, String> request) {
            this.number = number;
            this.request = request;
        }

        boolean active() {
            return FORWARD.contains(status) || status.equals("Cancelling") || status.equals("RollbackInProgress");
        }

        @Nullable
        String version() {
            return request.get("DesiredConfiguration.LaunchTemplate.Version");
        }

        /** Everything that it was started with is told again. */
        String told() {
            boolean begun = !status.equals("Pending");
            return "<member><InstanceRefreshId>id-" + number + "</InstanceRefreshId><Status>" + status + "</Status>"
                    + (begun ? "<StartTime>2026-11-28T00:00:%02dZ</StartTime>".formatted(number) : "")
                    + (active() ? "" : "<PercentageComplete>100</PercentageComplete>")
                    + "<InstancesToUpdate>" + (active() ? 2 : 0) + "</InstancesToUpdate><Preferences>"
                    + request.entrySet().stream()
                            .filter(sent -> sent.getKey().startsWith("Preferences."))
                            .filter(sent -> !sent.getKey().contains("CheckpointPercentages"))
                            .map(sent -> element(sent.getKey().substring("Preferences.".length()), sent.getValue()))
                            .collect(joining())
                    + element(
                            "CheckpointPercentages",
                            request.entrySet().stream()
                                    .filter(sent -> sent.getKey().contains("CheckpointPercentages.member"))
                                    .map(sent -> element("member", sent.getValue()))
                                    .collect(joining()))
                    + "</Preferences>"
                    + (version() == null
                            ? ""
                            : "<DesiredConfiguration><LaunchTemplate><LaunchTemplateId>lt-1</LaunchTemplateId>"
                                    + element("Version", version())
                                    + "</LaunchTemplate></DesiredConfiguration>")
                    + "</member>";
        }
    }

    private static String element(String name, String content) {
        return "<" + name + ">" + content + "</" + name + ">";
    }

    private HttpExecuteResponse answer(Map<String, String> request) throws IOException {
        return reply(request).to(request);
    }

    private Wire.Reply reply(Map<String, String> request) {
        String action = request.get("Action");
        String name = request.getOrDefault("AutoScalingGroupName", request.get("AutoScalingGroupNames.member.1"));
        Group group = groups.get(name);
        if (group == null) {
            return action.equals("DescribeAutoScalingGroups")
                    ? Wire.result("<AutoScalingGroups/>")
                    : Wire.error(400, "ValidationError", "AutoScalingGroup name not found - no such group: " + name);
        }
        return switch (action) {
            case "DescribeAutoScalingGroups" -> described(name, group);
            case "DescribeInstanceRefreshes" ->
                Wire.result(element(
                        "InstanceRefreshes",
                        group.refreshes.stream().map(Refresh::told).collect(joining())));
            case "StartInstanceRefresh" -> start(group, request);
            case "CancelInstanceRefresh" -> cancel(group);
            case "RollbackInstanceRefresh" -> rollBack(group);
            default -> throw new AssertionError("no answer to " + request);
        };
    }

    private static Wire.Reply described(String name, Group group) {
        return Wire.result("<AutoScalingGroups><member>" + element("AutoScalingGroupName", name)
                + "<LaunchTemplate><LaunchTemplateId>lt-1</LaunchTemplateId>" + element("Version", group.version)
                + "</LaunchTemplate></member></AutoScalingGroups>");
    }

    private static Wire.Reply start(Group group, Map<String, String> request) {
        if (group.active() != null) {
            return Wire.error(400, "InstanceRefreshInProgress", "An Instance Refresh is already in progress");
        }
        Refresh refresh = new Refresh(group.refreshes.size() + 1, request);
        if (refresh.version() != null && !Set.of("1", "2").contains(refresh.version())) {
            return Wire.error(400, "ValidationError", "Could not find the specified version");
        }
        group.refreshes.addFirst(refresh);
        return Wire.result("<InstanceRefreshId>id-" + refresh.number + "</InstanceRefreshId>");
    }

    private static Wire.Reply cancel(Group group) {
        Refresh active = group.active();
        if (active == null) {
            return Wire.error(400, "ActiveInstanceRefreshNotFound", "No in progress or pending Instance Refresh");
        }
        active.status = "Cancelling";
        return Wire.result("<InstanceRefreshId>id-" + active.number + "</InstanceRefreshId>");
    }

    private static Wire.Reply rollBack(Group group) {
        Refresh active = group.active();
        if (active == null || !FORWARD.contains(active.status)) {
            return Wire.error(400, "ActiveInstanceRefreshNotFound", "No in progress or pending Instance Refresh");
        }
        if (active.version() == null || group.version.startsWith("$")) {
            return Wire.error(400, "IrreversibleInstanceRefresh", "The desired configuration cannot be rolled back");
        }
        active.status = "RollbackInProgress";
        return Wire.result("<InstanceRefreshId>id-" + active.number + "</InstanceRefreshId>");
    }

    @Override
    public Cloud cloud() {
        return wire.cloud();
    }

    @Override
    public void group(GroupName group, GroupSize bounds) {
        groups.put(group.value(), new Group());
    }

    @Override
    public void template(GroupName group, String version) {
        groups.get(group.value()).version = version;
    }

    @Override
    public void runDue() {
        for (Group group : groups.values()) {
            Refresh active = group.active();
            if (active != null) {
                boolean forward = FORWARD.contains(active.status);
                active.status = forward
                        ? "Successful"
                        : active.status.equals("Cancelling") ? "Cancelled" : "RollbackSuccessful";
                if (forward && active.version() != null) {
                    group.version = active.version();
                }
            }
        }
    }

    private static UnsupportedOperationException unknown() {
        return new UnsupportedOperationException("only instance refreshes are answered here");
    }

    @Override
    public void weightedGroup(GroupName group, GroupSize bounds, String instanceType, int weight) {
        throw unknown();
    }

    @Override
    public void warmPool(GroupName group, int instances) {
        throw unknown();
    }

    @Override
    public void hook(GroupName group, LifecycleHook hook) {
        throw unknown();
    }

    @Override
    public void protect(GroupName group, InstanceId instance) {
        throw unknown();
    }

    @Override
    public void tag(GroupName group, String key, String value) {
        throw unknown();
    }

    @Override
    public void suspend(GroupName group, String process) {
        throw unknown();
    }

    @Override
    public void targetGroup(String name, int port, boolean inUse) {
        throw unknown();
    }

    @Override
    public void targetGroup(String name, String kind) {
        throw unknown();
    }

    @Override
    public void healthyPercent(String targetGroup, int failover, int routing) {
        throw unknown();
    }

    @Override
    public void attach(GroupName group, String targetGroup) {
        throw unknown();
    }

    @Override
    public void end(InstanceId instance) {
        throw unknown();
    }

    @Override
    public void parameter(ParameterPath parameter, String value) {
        throw unknown();
    }
}
