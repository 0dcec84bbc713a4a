package dev.verdigris.internal.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.verdigris.error.RefusedException;
import dev.verdigris.error.StepFailedException;
import dev.verdigris.internal.Given;
import dev.verdigris.internal.plan.KeptWarm;
import dev.verdigris.internal.plan.Preimage;
import dev.verdigris.internal.strategy.registration.PoolRoute;
import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import dev.verdigris.model.Environment.TagKeys;
import dev.verdigris.model.GroupSize;
import dev.verdigris.model.InstanceId;
import dev.verdigris.model.TargetGroup;
import dev.verdigris.model.Traffic;
import dev.verdigris.plan.Phase;
import dev.verdigris.report.EndedDeployment;
import dev.verdigris.request.Deployment;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The deployment state of everything at its longest that a deployment may be about. */
class StateSizeTest {
    private static DeploymentState read(String text) {
        return StateText.read("beta", text);
    }

    private static String write(DeploymentState state) {
        return StateText.write("beta", state, 0);
    }

    private final Environment longest = Environment.named("e".repeat(64))
            .blueGroup("b".repeat(255))
            .greenGroup("g".repeat(255))
            .traffic(Traffic.registration(arn()))
            .activeColorParameter(("/" + "p".repeat(100)).repeat(10))
            .tags(new TagKeys("e".repeat(128), "c".repeat(128)))
            .build();

    private final Preimage preimage = new Preimage(
            new GroupSize(10_000, 10_000, 10_000),
            new GroupSize(10_000, 10_000, 10_000),
            true,
            10_000,
            Preimage.Colors.usual(Color.GREEN, Color.GREEN),
            new PoolRoute(
                    new TargetGroup(arn(), "T".repeat(32), 65_535, Duration.ofSeconds(3599), true),
                    new TreeSet<>(List.of(65_534, 65_535))));

    private String arn() {
        return "arn:aws-us-gov:elasticloadbalancing:us-gov-west-1:123456789012:targetgroup/" + "T".repeat(32)
                + "/0123456789abcdef";
    }

    private DeploymentState state(String holder, int checks, int history) {
        List<String> names = IntStream.range(0, checks)
                .mapToObj(i -> String.format("check-%034d", i))
                .toList();
        CurrentDeployment current = new CurrentDeployment(
                "d".repeat(36),
                longest,
                Deployment.of(longest).withCapacity(10_000),
                Given.checks(names.toArray(String[]::new)),
                Samples.MIDNIGHT.plusNanos(123_456_789),
                new Holding(holder, "t".repeat(36), Duration.ofSeconds(61), Duration.ofSeconds(16), 0, false),
                null);
        List<EndedDeployment> ended = new ArrayList<>();
        for (int i = 0; i < history; i++) {
            ended.add(new Ended(
                    String.format("%036d", i),
                    "deploy",
                    EndedDeployment.Ending.ROLLED_BACK,
                    Color.GREEN,
                    Color.BLUE,
                    holder,
                    Samples.MIDNIGHT,
                    Duration.ofMinutes(61),
                    "c".repeat(200)));
        }
        return new DeploymentState(1_000_000, new KeptWarm(Color.BLUE, 10_000), null, null, ended, current);
    }

    /** As far as a deployment goes: rolled back by another holder, failing on the way. */
    private DeploymentState atItsLongest(DeploymentState state, String holder, String cause) {
        CurrentDeployment current = Objects.requireNonNull(state.current());
        Execution begun = Execution.at(preimage, Phase.PREPARE)
                .reaching("check:" + "s".repeat(40))
                .turning(new StepFailedException("check:" + "s".repeat(40), cause, cause, null))
                .knowing(new Execution.Known(
                        Map.of(Color.BLUE, 10_000, Color.GREEN, 10_000),
                        10_000,
                        10_000,
                        Collections.nCopies(1, new InstanceId("i-0123456789abcdef0"))));
        return state.with(current.with(begun)
                .with(new Holding(
                        holder, "t".repeat(36), Duration.ofSeconds(61), Duration.ofSeconds(16), 1_000_000, true)));
    }

    private int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    @Test
    void the_oldest_of_the_history_goes_first_and_what_is_in_progress_is_whole() {
        DeploymentState state = atItsLongest(state("h".repeat(100), 0, 10), "h".repeat(100), "short");
        String text = write(state);
        DeploymentState read = read(text);

        assertThat(bytes(text)).isLessThanOrEqualTo(4096);
        assertThat(read.current()).isEqualTo(state.current());
        assertThat(read.history())
                .hasSizeBetween(1, 9)
                .isEqualTo(state.history().subList(0, read.history().size()));
    }

    @Test
    void a_full_history_of_ordinary_deployments_fits() {
        DeploymentState state = Samples.get("shifting");
        for (int i = 0; i < 10; i++) {
            state = state.remembering(Samples.endedDeployment("6c84fb90-12c4-11e1-840d-7b25c5ee775" + i, null));
        }

        assertThat(read(write(state))).isEqualTo(state);
    }

    @Test
    void without_a_history_to_drop_the_cause_is_shortened() {
        DeploymentState state = atItsLongest(state("h".repeat(100), 0, 10), "h".repeat(100), "ü".repeat(1000));
        String text = write(state);
        Execution.Cause cause = Objects.requireNonNull(Objects.requireNonNull(
                        Objects.requireNonNull(read(text).current()).execution())
                .cause());

        assertThat(bytes(text)).isLessThanOrEqualTo(4096);
        assertThat(cause.step()).isEqualTo("check:" + "s".repeat(40));
        assertThat(cause.problem()).startsWith("üüüü").endsWith("…").hasSizeBetween(10, 299);
        assertThat(cause.remedy()).startsWith("üüüü").endsWith("…").hasSizeBetween(10, 299);
    }

    /** The room that a lease asks for when a deployment begins is enough for all that may become of it. */
    @ParameterizedTest
    @ValueSource(strings = {"h", "☃", "{", "\\"})
    void what_may_begin_always_fits_to_its_end(String character) {
        String another = character.repeat(100);
        int checks = 0;
        while (fits(begun(state("h", checks + 1, 10)), Lease.ROOM)) {
            checks++;
        }
        assertThat(checks).as("checks that fit").isPositive();
        String text = write(atItsLongest(state("h", checks, 10), another, "☃".repeat(300)));

        assertThat(bytes(text)).isLessThanOrEqualTo(4096);
    }

    private DeploymentState begun(DeploymentState state) {
        return state.with(Objects.requireNonNull(state.current()).with(Execution.at(preimage, Phase.PREPARE)));
    }

    private boolean fits(DeploymentState state, int spare) {
        try {
            StateText.write("beta", state, spare);
            return true;
        } catch (RefusedException e) {
            return false;
        }
    }

    @Test
    void what_does_not_fit_at_all_is_refused() {
        assertThatThrownBy(() -> write(begun(state("h", 100, 0))))
                .isInstanceOf(RefusedException.class)
                .hasMessageMatching("expected the deployment state of beta to fit into 4096 bytes, found [0-9]+ needed;"
                        + " name fewer checks, or shorten the names of the environment, its groups and its parameter");
    }
}
