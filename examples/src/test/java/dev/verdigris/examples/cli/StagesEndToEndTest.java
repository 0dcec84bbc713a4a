package dev.verdigris.examples.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.verdigris.model.Color;
import java.net.URLDecoder;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The packaged CLI as a process on a Moto server, where requests move in stages: as they are written on the wire. */
@Execution(ExecutionMode.CONCURRENT)
class StagesEndToEndTest {
    private static final Pattern GROUP = Pattern.compile("TargetGroups\\.member\\.(\\d+)\\.TargetGroupArn=([^&]+)");
    private static final Pattern WEIGHT = Pattern.compile("TargetGroups\\.member\\.(\\d+)\\.Weight=(\\d+)");

    private final ForwardedBeta beta = ForwardedBeta.create();
    /** The weight of green in each write, in order. */
    private final List<Integer> written = new CopyOnWriteArrayList<>();

    /** Counts what is read once the first stage is written; when it is at its end, that bakes. */
    private final CountDownLatch baking = new CountDownLatch(8);

    /** The weight of green that a write asks for. */
    private int green(String body) {
        String decoded = URLDecoder.decode(body, UTF_8);
        Map<String, String> groups = new TreeMap<>();
        GROUP.matcher(decoded).results().forEach(found -> groups.put(found.group(1), found.group(2)));
        return WEIGHT.matcher(decoded)
                .results()
                .filter(found -> beta.moto().arn(Color.GREEN).equals(groups.get(found.group(1))))
                .mapToInt(found -> Integer.parseInt(found.group(2)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no weight of green in " + decoded));
    }

    private Interposed recording() {
        return new Interposed(beta.world().endpoint(), (action, body, moto) -> {
            if (action.equals("ModifyListener") || action.equals("ModifyRule")) {
                written.add(green(body));
            } else if (action.equals("DescribeTargetHealth") && written.size() == 2) {
                baking.countDown();
            }
            return moto.answer();
        });
    }

    private void twoRoutes() {
        String listener = beta.balancer().listen(80, beta.moto().forward(100, 0, null));
        beta.route(listener);
        beta.route(beta.balancer().listen(8080, beta.moto().forward(100, 0, null)));
    }

    @Test
    void requests_come_to_the_new_fleet_in_three_stages_of_their_time() {
        twoRoutes();
        try (Interposed proxy = recording()) {
            Ran ran = beta.start(
                            proxy.endpoint(),
                            List.of(
                                    "refresh",
                                    "--yes",
                                    "--json",
                                    "--poll-interval",
                                    "100ms",
                                    "--shift",
                                    "10%/2s,50%/1s,100%"))
                    .ended()
                    .exiting(0);

            assertThat(written).containsExactly(10, 10, 50, 50, 100, 100);
            assertThat(ran.json()).containsEntry("outcome", "SUCCEEDED");
            assertThat(seconds(ran, "bake:10")).isBetween(2.0, 30.0);
            assertThat(seconds(ran, "bake:50")).isBetween(1.0, 30.0);
        }
        assertThat(beta.told()).containsExactly("blue 0, green 100", "blue 0, green 100");
        assertThat(beta.recordedColor()).isEqualTo("green");
    }

    @Test
    void a_process_that_is_interrupted_in_a_stage_sends_all_requests_back() throws InterruptedException {
        twoRoutes();
        try (Interposed proxy = recording()) {
            Jar process = beta.start(
                    proxy.endpoint(),
                    List.of("refresh", "--yes", "--poll-interval", "100ms", "--shift", "10%/1h,100%"));
            assertThat(baking.await(2, TimeUnit.MINUTES)).as("that it bakes").isTrue();
            Map<?, ?> status = beta.cli("status", "--json").exiting(0).json();
            assertThat(status.get("weights")).isEqualTo(Map.of("blue", 90, "green", 10));
            assertThat(status.get("drift")).isEqualTo(List.of());
            process.terminate();

            process.ended().exiting(4);
        }
        assertThat(written).containsExactly(10, 10, 0, 0);
        assertThat(beta.told()).containsExactly("blue 100, green 0", "blue 100, green 0");
        assertThat(beta.recordedColor()).isEqualTo("blue");
    }

    /** How long a step took, by the report. */
    private static double seconds(Ran ran, String step) {
        return ((List<?>) ran.json().get("steps"))
                .stream()
                        .map(each -> (Map<?, ?>) each)
                        .filter(each -> step.equals(each.get("id")))
                        .mapToDouble(each -> ((Number) each.get("seconds")).doubleValue())
                        .findFirst()
                        .orElseThrow();
    }
}
