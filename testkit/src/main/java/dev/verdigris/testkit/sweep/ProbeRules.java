package dev.verdigris.testkit.sweep;

import dev.verdigris.hook.HttpProbe;
import dev.verdigris.hook.HttpProbe.BodyTest;
import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import dev.verdigris.model.InstanceId;
import dev.verdigris.model.Lifecycle;
import dev.verdigris.port.Http;
import dev.verdigris.report.DeploymentInProgress.Direction;
import dev.verdigris.testkit.Call;
import dev.verdigris.testkit.Operations;
import dev.verdigris.testkit.SimulatedCloud;
import dev.verdigris.testkit.SimulatedInstance;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What must hold of probes, where a deployment has some: requests come to the new color once its instances have given the right
 * answer, and the point of no return is passed once users have been given it.
 */
final class ProbeRules {
    private static final String OK = "\"status\":\"ok\"";
    private static final String INSTANCES = "requires probe:";
    private static final String USERS = "requires url-probe:";

    private final SimulatedCloud cloud;
    private final Environment environment;
    private final Violations violations;

    /** The instances that have given a right answer to whatever process, and those that have given none but wrong ones. */
    private final Set<InstanceId> right = new HashSet<>();

    private final Map<InstanceId, Http.Answer> wrong = new HashMap<>();
    /** The last answer that users were given; null before the first. */
    private Http.@Nullable Answer users;
    /** Whether requests have come to the new color by a change of the deployment. */
    private boolean served;

    ProbeRules(SimulatedCloud cloud, Environment environment, Violations violations) {
        this.cloud = cloud;
        this.environment = environment;
        this.violations = violations;
    }

    /** The right answer, as the probes of sweeps have it. */
    static HttpProbe asked(HttpProbe probe) {
        return probe.withBody(BodyTest.contains(OK));
    }

    private static boolean right(Http.Answer answer) {
        return answer instanceof Http.Answer.Response response
                && response.status() == 200
                && response.body().contains(OK);
    }

    /** Another deployment is in the deployment state. */
    void begins() {
        right.clear();
        wrong.clear();
        users = null;
        served = false;
    }

    /** A process is told something. */
    void sees(Call call, @Nullable Object answer) {
        if (call.operation().equals(Operations.PROBE)
                && call.subject() instanceof List<?> asked
                && answer instanceof List<?> answers) {
            for (int i = 0; i < asked.size(); i++) {
                answered(((Http.Request) asked.get(i)).uri().getHost(), (Http.Answer) answers.get(i));
            }
        }
    }

    private void answered(String host, Http.Answer answer) {
        if (!host.startsWith("i-")) {
            users = answer;
        } else if (right(answer)) {
            right.add(new InstanceId(host));
        } else {
            wrong.put(new InstanceId(host), answer);
        }
    }

    private boolean has(String participant) {
        return String.valueOf(cloud.deploymentState(environment)).contains(participant);
    }

    /** A change has taken effect. Whoever joins later may get requests before it has been asked; that is not held against it. */
    void effect(Sent sent, WorldNow before, WorldNow after) {
        Color to = sent.inProgress().to();
        if (served || to == null || !sent.renews() || sent.inProgress().direction() == Direction.BACK) {
            return;
        }
        if (!before.side(to).came(after.side(to)).isEmpty()) {
            served = true;
            if (has(INSTANCES)) {
                comes(sent, to);
            }
        }
    }

    private void comes(Sent sent, Color to) {
        Set<InstanceId> members = cloud.group(environment, to).instances().stream()
                .filter(member -> member.lifecycle() == Lifecycle.IN_SERVICE)
                .map(SimulatedInstance::id)
                .collect(Collectors.toSet());
        for (InstanceId member : members) {
            if (wrong.containsKey(member) && !right.contains(member)) {
                violations.add(
                        Invariant.PROBES,
                        sent.call(),
                        "requests come to " + to + ", and " + member + " has answered " + wrong.get(member));
            }
        }
        if (!members.isEmpty() && members.stream().noneMatch(right::contains)) {
            violations.add(
                    Invariant.PROBES,
                    sent.call(),
                    "requests come to " + to + ", and none of " + members + " was asked");
        }
    }

    /** What starts new instances passes the point of no return. */
    void passes(Call call) {
        Http.Answer last = users;
        if (has(USERS) && (last == null || !right(last))) {
            violations.add(
                    Invariant.PROBES,
                    call,
                    "it passes the point of no return, and users have been answered "
                            + (last == null ? "nothing" : last));
        }
    }
}
