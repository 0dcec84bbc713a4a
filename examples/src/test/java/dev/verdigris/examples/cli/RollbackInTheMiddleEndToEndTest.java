package dev.verdigris.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdigris.aws.moto.MotoEnvironment;
import dev.verdigris.aws.moto.MotoWorld;
import dev.verdigris.model.Color;
import dev.verdigris.model.GroupSize;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A rollback that is ordered from another process while a deployment waits for the old fleet to drain. */
@Execution(ExecutionMode.CONCURRENT)
class RollbackInTheMiddleEndToEndTest {
    private final MotoWorld world = MotoWorld.fresh();
    private final MotoEnvironment beta = world.environment("beta").create();
    private final Set<String> old = beta.instances(Color.BLUE);
    private final CountDownLatch draining = new CountDownLatch(1);

    /** Moto forgets a target at once; here it drains for as long as nobody registers it again. */
    private Interposed.Answer answer(String action, Interposed.Moto moto) throws IOException {
        Interposed.Answer answer = moto.answer();
        if (!action.equals("DescribeTargetHealth")
                || !beta.registered(Color.BLUE).isEmpty()) {
            return answer;
        }
        draining.countDown();
        StringBuilder members = new StringBuilder();
        for (String instance : old) {
            members.append("<member><HealthCheckPort>80</HealthCheckPort><Target><Port>80</Port><Id>")
                    .append(instance)
                    .append("</Id></Target><TargetHealth><State>draining</State>"
                            + "<Reason>Target.DeregistrationInProgress</Reason></TargetHealth></member>");
        }
        return new Interposed.Answer(
                answer.status(),
                answer.body()
                        .replaceFirst(
                                "</TargetHealthDescriptions>",
                                Matcher.quoteReplacement(members + "</TargetHealthDescriptions>")));
    }

    private Jar cli(URI endpoint, String command, String... options) {
        List<String> words = new ArrayList<>(List.of("--env", "beta", "--endpoint-url", endpoint.toString()));
        words.addAll(List.of("environment", command, "--poll-interval", "200ms"));
        words.addAll(List.of(options));
        return Jar.start(world.processEnvironment(), words.toArray(String[]::new));
    }

    @Test
    void report_s05_another_process_takes_over_while_the_old_fleet_drains() throws InterruptedException {
        try (Interposed proxy = new Interposed(world.endpoint(), (action, body, moto) -> answer(action, moto))) {
            Jar deployment = cli(proxy.endpoint(), "refresh", "--yes", "--json");
            assertThat(draining.await(2, TimeUnit.MINUTES)).as("the cutover").isTrue();

            Ran rollback = cli(proxy.endpoint(), "rollback", "--yes", "--json").ended();

            assertThat(rollback.exiting(0).json())
                    .containsEntry("outcome", "SUCCEEDED")
                    .containsEntry("to", "blue");
            assertThat(deployment.ended().exiting(6).json()).containsEntry("outcome", "INTERRUPTED");
        }
        assertThat(beta.registered(Color.BLUE)).isEqualTo(old);
        assertThat(beta.registered(Color.GREEN)).isEmpty();
        assertThat(beta.recordedColor()).isEqualTo("blue");
        assertThat(beta.size(Color.BLUE)).isEqualTo(new GroupSize(2, 100, 3));
        assertThat(cli(world.endpoint(), "history", "--json").ended().exiting(0).out())
                .contains("\"outcome\":\"SUPERSEDED\"");
    }
}
