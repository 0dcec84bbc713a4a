package dev.verdigris.internal.state;

import static dev.verdigris.internal.Given.BETA;

import dev.verdigris.error.StepFailedException;
import dev.verdigris.internal.Given;
import dev.verdigris.internal.plan.KeptWarm;
import dev.verdigris.internal.plan.Participants;
import dev.verdigris.internal.plan.Preimage;
import dev.verdigris.internal.plan.Released;
import dev.verdigris.internal.plan.Served;
import dev.verdigris.internal.strategy.forwarding.ByHand;
import dev.verdigris.internal.strategy.registration.PoolRoute;
import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import dev.verdigris.model.Environment.TagKeys;
import dev.verdigris.model.GroupSize;
import dev.verdigris.model.InstanceId;
import dev.verdigris.model.Naming;
import dev.verdigris.model.TargetGroup;
import dev.verdigris.model.TargetGroup.HealthyShare;
import dev.verdigris.model.Traffic;
import dev.verdigris.plan.Phase;
import dev.verdigris.report.DeploymentInProgress.Direction;
import dev.verdigris.report.EndedDeployment;
import dev.verdigris.request.Cleanup;
import dev.verdigris.request.Deadlines;
import dev.verdigris.request.Deployment;
import dev.verdigris.request.KeepWarm;
import dev.verdigris.request.LaunchTolerance;
import dev.verdigris.request.Policy;
import dev.verdigris.request.Request;
import dev.verdigris.request.Rollback;
import dev.verdigris.request.Shutdown;
import dev.verdigris.request.Start;
import dev.verdigris.request.Tolerance;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Records of every kind, by name. */
final class Samples {
    static final String ARN = "arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/Beta/0123456789abcdef";
    static final Instant MIDNIGHT = Instant.parse("2026-01-01T00:00:00Z");
    static final Preimage PREIMAGE = new Preimage(
            new GroupSize(2, 10, 3),
            new GroupSize(0, 10, 0),
            false,
            0,
            Preimage.Colors.usual(Color.BLUE, Color.BLUE),
            new PoolRoute(new TargetGroup(ARN, "Beta", 80, Duration.ofSeconds(20), true), new TreeSet<>(List.of(80))));

    private static final Environment BELOW_A_PREFIX =
            Environment.named("beta").naming(Naming.prefix("/acme/web")).build();
    private static final Policy PATIENT = Policy.defaults()
            .withKeepWarm(KeepWarm.none())
            .withDeadlines(Deadlines.defaults()
                    .withChange(Duration.ofMinutes(1))
                    .withInService(Duration.ofMinutes(20))
                    .withHealthy(Duration.ofMillis(90_500))
                    .withDrainMargin(Duration.ofSeconds(30))
                    .withGone(Duration.ofHours(1))
                    .withCheck(Duration.ofMinutes(3)))
            .withPollInterval(Duration.ofMillis(2500));

    private Samples() {}

    /** All of them, in the order of their names' story. */
    static Map<String, DeploymentState> all() {
        Map<String, DeploymentState> all = new LinkedHashMap<>();
        all.put("blank", DeploymentState.BLANK);
        all.put("claimed", DeploymentState.BLANK.fenced().with(open(Deployment.of(BETA), null)));
        all.put("begun", with(Deployment.of(BETA), Execution.at(PREIMAGE, Phase.PREPARE)));
        all.put("shifting", shifting());
        all.put("going-back", goingBack());
        all.put("resolving", resolving());
        all.put("ended", ended());
        all.put("cleaning-up", cleaningUp());
        all.put("cleaning-up-what-is-due", cleaningUpWhatIsDue());
        all.put("reconciling", reconciling());
        all.put("left", left());
        all.put("first-deployment", firstDeployment(BETA, new Preimage.Colors(null, Color.BLUE, Color.BLUE)));
        all.put(
                "first-deployment-elsewhere",
                firstDeployment(
                        BETA.withTags(TagKeys.none().withColor("Side")),
                        new Preimage.Colors(null, Color.BLUE, Color.GREEN)));
        all.put("rolling-back-to-a-capacity", rollingBackToACapacity());
        all.put("taking-over", takingOver());
        all.put("below-a-prefix", DeploymentState.BLANK.fenced().with(open(Deployment.of(BELOW_A_PREFIX), null)));
        all.put("forwarding", StrategySamples.forwarding(null));
        all.put(
                "forwarding-by-hand",
                StrategySamples.forwarding(new ByHand(new TreeSet<>(Set.of(80)), new TreeSet<>(Set.of(8080, 8081)))));
        all.put("attachment", StrategySamples.attachment());
        all.put("of-a-release", ofARelease());
        all.put("waiting-at-a-gate", GateSamples.waiting());
        all.put("baking", BakeSamples.baking());
        all.put("on-trial", BakeSamples.onTrial());
        all.put("watched", BakeSamples.watched());
        all.put("ignoring", BakeSamples.ignoring());
        all.put("hooked", HookSamples.hooked());
        all.put("followed", FollowerSamples.followed());
        all.put("forced", FollowerSamples.forced());
        all.put("switching", with(Rollback.of(BETA).withTo(Color.GREEN), Execution.at(PREIMAGE, Phase.PREPARE)));
        all.put("shutting-down", with(Shutdown.of(BETA), Execution.at(PREIMAGE, Phase.SHIFT)));
        all.put("shut-down", DeploymentState.BLANK.fenced().serving(new Served(Color.BLUE, 3, 2)));
        all.put("starting", starting());
        all.put("refreshing", RefreshSample.refreshing());
        return Collections.unmodifiableMap(all);
    }

    private static DeploymentState starting() {
        Served served = new Served(Color.BLUE, 3, 2);
        Preimage preimage = new Preimage(
                new GroupSize(0, 10, 0),
                new GroupSize(0, 10, 0),
                false,
                0,
                new Preimage.Colors(null, Color.BLUE, Color.BLUE),
                PREIMAGE.route(),
                new Preimage.Known(served, null, null, List.of()),
                Preimage.INSTANCE);
        return with(Start.of(BETA).withCapacity(4), Execution.at(preimage, Phase.PREPARE))
                .serving(served);
    }

    static Stream<String> names() {
        return all().keySet().stream();
    }

    static DeploymentState get(String name) {
        DeploymentState state = all().get(name);
        if (state == null) {
            throw new IllegalArgumentException("no sample '" + name + "'");
        }
        return state;
    }

    static CurrentDeployment open(@Nullable Request request, @Nullable Execution begun) {
        return new CurrentDeployment(
                "d-1",
                request == null ? BETA : request.environment(),
                request,
                Participants.none(),
                MIDNIGHT,
                holding(),
                begun);
    }

    static Holding holding() {
        return new Holding("ann@ci-7 (process 4711)", "t-1", Duration.ofSeconds(60), Duration.ofSeconds(15), 2, false);
    }

    static DeploymentState with(Request request, Execution begun) {
        return DeploymentState.BLANK.fenced().with(open(request, begun));
    }

    /** A deployment with a capacity, checks, a policy and an ARN of its own, in the middle of the cutover. */
    private static DeploymentState shifting() {
        Environment beta = Environment.named("beta")
                .blueGroup("web blue")
                .greenGroup("web green")
                .traffic(Traffic.registration(ARN))
                .activeColorParameter("/web/active")
                .build();
        Preimage preimage = new Preimage(
                new GroupSize(2, 10, 3),
                new GroupSize(1, 12, 4),
                true,
                1,
                Preimage.Colors.usual(Color.BLUE, Color.BLUE),
                new PoolRoute(
                        new TargetGroup(ARN, "Beta", 80, Duration.ofMinutes(5), true),
                        new TreeSet<>(List.of(80, 8080))));
        Execution begun = Execution.at(preimage, Phase.PREPARE)
                .entering(Phase.SHIFT)
                .reaching("deregister")
                .knowing(new Execution.Known(
                        Map.of(Color.BLUE, 3, Color.GREEN, 5),
                        4,
                        3,
                        List.of(new InstanceId("i-0123456789abcdef0"), new InstanceId("i-0123456789abcdef1"))));
        Request request = Deployment.of(beta)
                .withCapacity(5)
                .withPolicy(PATIENT.withReplacements(3).withTolerance(Tolerance.percent(10)));
        CurrentDeployment current =
                new CurrentDeployment("d-2", beta, request, Given.checks("smoke", "load"), MIDNIGHT, holding(), begun);
        return new DeploymentState(
                7, new KeptWarm(Color.GREEN, 1), null, null, List.of(endedDeployment("d-1", null)), current);
    }

    private static DeploymentState goingBack() {
        Execution begun = new Execution(
                PREIMAGE,
                Direction.BACK,
                Phase.PREPARE,
                new Execution.Reached("check:smoke", null),
                new Execution.Cause(
                        "check:smoke",
                        "expected HTTP 200,\nfound 500 with a back\\slash and {{braces}}\tand a tab",
                        "see the log"),
                new Execution.Known(Map.of(Color.GREEN, 3), 3, null, List.of()),
                List.of());
        return with(Rollback.of(BETA).withScaleUp(true), begun);
    }

    private static DeploymentState resolving() {
        return with(Rollback.of(BETA), Execution.at(PREIMAGE, Phase.FINALIZE).reaching("await-drained"));
    }

    private static DeploymentState ended() {
        DeploymentState state = new DeploymentState(12, new KeptWarm(Color.BLUE, 0), null, null, List.of(), null);
        return state.remembering(endedDeployment("d-1", null))
                .remembering(new Ended(
                        "d-2",
                        "deploy",
                        EndedDeployment.Ending.ROLLED_BACK,
                        Color.BLUE,
                        Color.GREEN,
                        "bob",
                        MIDNIGHT.plusSeconds(7200),
                        Duration.ofMillis(61_250),
                        "only 2 of 3 became healthy"))
                .remembering(new Ended(
                        "d-3",
                        "deploy",
                        EndedDeployment.Ending.UNLOCKED,
                        Color.BLUE,
                        null,
                        "carol",
                        MIDNIGHT.plusSeconds(9000),
                        Duration.ZERO,
                        "the group was deleted"));
    }

    static EndedDeployment endedDeployment(String id, @Nullable String cause) {
        return new Ended(
                id,
                "deploy",
                EndedDeployment.Ending.SUCCEEDED,
                null,
                Color.BLUE,
                "ann@ci-7 (process 4711)",
                MIDNIGHT,
                Duration.ofMinutes(12),
                cause);
    }

    /** One fleet is known to have been deployed with a release, and another one is being deployed. */
    private static DeploymentState ofARelease() {
        Released before = new Released("the parameter /compiler-explorer/beta/release", "1.0", "1.0", null);
        Preimage preimage = new Preimage(
                PREIMAGE.blue(),
                PREIMAGE.green(),
                false,
                0,
                PREIMAGE.colors(),
                PREIMAGE.route(),
                new Preimage.Known(null, before, null, List.of()),
                Preimage.INSTANCE);
        return with(Deployment.of(BETA).withRelease("2.0"), Execution.at(preimage, Phase.PREPARE))
                .releasing(before)
                .remembering(new Ended(
                        "d-0",
                        "deploy",
                        EndedDeployment.Ending.SUCCEEDED,
                        Color.GREEN,
                        Color.BLUE,
                        "ann",
                        MIDNIGHT,
                        Duration.ofMinutes(4),
                        null,
                        "1.0",
                        List.of()));
    }

    private static DeploymentState cleaningUp() {
        return with(Cleanup.of(BETA), Execution.at(PREIMAGE, Phase.FINALIZE));
    }

    private static DeploymentState cleaningUpWhatIsDue() {
        Cleanup due = Cleanup.of(BETA)
                .withDueOnly(true)
                .withPolicy(Policy.defaults().withKeepWarm(KeepWarm.of(Duration.ofHours(2))));
        return with(due, Execution.at(PREIMAGE, Phase.FINALIZE))
                .keeping(new KeptWarm(Color.GREEN, 1, MIDNIGHT.plusSeconds(7200)));
    }

    private static DeploymentState reconciling() {
        return new DeploymentState(
                3,
                null,
                null,
                new OriginalSizes("d-9", new GroupSize(2, 10, 3), new GroupSize(1, 10, 1), Color.BLUE, 1),
                List.of(),
                open(null, null));
    }

    private static DeploymentState rollingBackToACapacity() {
        Preimage preimage = new Preimage(
                new GroupSize(6, 20, 6),
                new GroupSize(2, 20, 12),
                true,
                0,
                Preimage.Colors.usual(Color.GREEN, Color.GREEN),
                PREIMAGE.route(),
                new Preimage.Known(new Served(Color.BLUE, 6), null, null, List.of()),
                "vCPU");
        LaunchTolerance launches = LaunchTolerance.defaults()
                .withRefusals(5)
                .withDuring(Duration.ofMinutes(20))
                .withFinalReasons(List.of("not authorized", "no such image"));
        Rollback rollback = Rollback.of(BETA)
                .withScaleUp(true)
                .withCapacity(4)
                .withPolicy(Policy.defaults().withLaunches(launches));
        return with(rollback, Execution.at(preimage, Phase.PREPARE)).serving(new Served(Color.BLUE, 6));
    }

    private static DeploymentState takingOver() {
        CurrentDeployment rollback = new CurrentDeployment(
                "d-2",
                BETA,
                Rollback.of(BETA),
                Participants.none(),
                MIDNIGHT,
                holding(),
                new CurrentDeployment.Superseded("d-1", Duration.ofSeconds(30), true),
                Execution.at(PREIMAGE, Phase.PREPARE));
        return DeploymentState.BLANK
                .fenced()
                .remembering(new Ended(
                        "d-0",
                        "cleanup",
                        EndedDeployment.Ending.FAILED,
                        Color.GREEN,
                        null,
                        "ann",
                        MIDNIGHT,
                        Duration.ofMinutes(15),
                        "one instance is protected"))
                .remembering(new Ended(
                        "d-1",
                        "deploy",
                        EndedDeployment.Ending.SUPERSEDED,
                        Color.GREEN,
                        Color.BLUE,
                        "bob",
                        MIDNIGHT,
                        Duration.ofMinutes(3),
                        "rolled back by d-2 while it was finalized"))
                .with(rollback);
    }

    private static DeploymentState left() {
        Execution begun = Execution.at(PREIMAGE, Phase.FINALIZE)
                .reaching("write-parameter")
                .failing(new StepFailedException(
                        "write-parameter", "ssm:PutParameter: AccessDenied", "allow ssm:PutParameter", null));
        CurrentDeployment current = open(Deployment.of(BETA), begun);
        return DeploymentState.BLANK
                .fenced()
                .with(current.with(current.holding().leaving()));
    }

    private static DeploymentState firstDeployment(Environment beta, Preimage.Colors colors) {
        HealthyShare share = colors.next() == colors.recorded()
                ? HealthyShare.defaults()
                : new HealthyShare(new HealthyShare.Threshold(2, 0), new HealthyShare.Threshold(1, 60));
        Preimage nothing = new Preimage(
                new GroupSize(1, 4, 2),
                new GroupSize(0, 4, 0),
                false,
                0,
                colors,
                new PoolRoute(
                        new TargetGroup(ARN, "Beta", 8080, Duration.ZERO, false, TargetGroup.INSTANCES, share),
                        new TreeSet<>(List.of(8080))));
        Deployment request = Deployment.of(beta).withCapacity(2);
        return with(
                colors.next() == colors.recorded() ? request : request.withTo(colors.next()),
                Execution.at(nothing, Phase.PREPARE));
    }
}
