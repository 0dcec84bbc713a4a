package dev.verdigris.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdigris.aws.moto.MotoEnvironment;
import dev.verdigris.aws.moto.MotoWorld;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Processes that are ended in the middle of a refresh; see {@link KillSweep}. */
@Execution(ExecutionMode.CONCURRENT)
class KillSweepEndToEndTest {

    @Test
    void a_process_ended_at_any_change_is_recovered_cleanly() throws Exception {
        assertThat(new KillSweep("registration", 7, Registered::create).wrong()).isEmpty();
    }

    @Test
    void a_process_ended_at_any_change_is_recovered_cleanly_where_two_routes_forward() throws Exception {
        assertThat(new KillSweep("forwarding", 11, KillSweepEndToEndTest::forwarded).wrong())
                .isEmpty();
    }

    private static KillSweep.Subject forwarded() {
        ForwardedBeta beta = ForwardedBeta.create();
        String listener = beta.balancer().listen(80, beta.moto().forward(100, 0, null));
        beta.route(listener);
        beta.route(beta.balancer().rule(listener, 1, "/beta/*", beta.moto().forward(100, 0, null)));
        return beta;
    }

    /** An environment whose traffic moves by registration. */
    private record Registered(MotoEnvironment beta) implements KillSweep.Subject {

        static Registered create() {
            return new Registered(MotoWorld.fresh().environment("beta").create());
        }

        @Override
        public URI endpoint() {
            return beta.world().endpoint();
        }

        @Override
        public Jar start(URI endpoint, List<String> command) {
            List<String> words =
                    new ArrayList<>(List.of("--env", "beta", "--endpoint-url", endpoint.toString(), "environment"));
            words.addAll(command);
            return Jar.start(beta.world().processEnvironment(), words.toArray(String[]::new));
        }

        @Override
        public Aftermath aftermath() {
            return Aftermath.of(
                    beta.world(),
                    List.of("--env", "beta"),
                    color -> new Aftermath.Side(
                            beta.size(color),
                            beta.instances(color).size(),
                            beta.registered(color).size()),
                    beta.recordedColor(),
                    List.of());
        }
    }
}
