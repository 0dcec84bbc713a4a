package dev.verdigris.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdigris.aws.moto.MotoEnvironment;
import dev.verdigris.aws.moto.MotoWorld;
import dev.verdigris.model.Environment;
import dev.verdigris.model.Traffic;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import software.amazon.awssdk.services.ssm.model.ParameterNotFoundException;
import software.amazon.awssdk.services.ssm.model.ParameterType;

/** Processes that are ended in the middle of a command; see {@link KillSweep}. */
@Execution(ExecutionMode.CONCURRENT)
class KillSweepEndToEndTest {
    private static final List<String> REFRESH = List.of("refresh");

    @Test
    void a_process_ended_at_any_change_is_recovered_cleanly() throws Exception {
        assertThat(new KillSweep("registration", REFRESH, 13, OneTargetGroup::registered).wrong())
                .isEmpty();
    }

    @Test
    void a_process_ended_at_any_change_is_recovered_cleanly_where_two_routes_forward() throws Exception {
        assertThat(new KillSweep("forwarding", REFRESH, 17, KillSweepEndToEndTest::forwarded).wrong())
                .isEmpty();
    }

    @Test
    void a_process_ended_at_any_change_is_recovered_cleanly_by_attachment() throws Exception {
        assertThat(new KillSweep("attachment", REFRESH, 23, OneTargetGroup::attached).wrong())
                .isEmpty();
    }

    @Test
    void a_process_ended_at_any_change_is_recovered_cleanly_while_requests_move_in_stages() throws Exception {
        List<String> staged = List.of("refresh", "--shift", "50%,100%");

        assertThat(new KillSweep("stages", staged, 53, OneTargetGroup::registered).wrong())
                .isEmpty();
    }

    @Test
    void a_process_ended_at_any_change_of_a_shutdown_is_recovered_cleanly() throws Exception {
        assertThat(new KillSweep("a shutdown", List.of("shutdown"), 29, OneTargetGroup::registered).wrong())
                .isEmpty();
    }

    @Test
    void a_process_ended_at_any_change_is_recovered_cleanly_where_a_release_is_selected() throws Exception {
        List<String> building = List.of("refresh", "--build", "2.0");

        assertThat(new KillSweep("a release", building, 53, OneTargetGroup::released).wrong())
                .isEmpty();
    }

    private static KillSweep.Subject forwarded() {
        ForwardedBeta beta = ForwardedBeta.create();
        String listener = beta.balancer().listen(80, beta.moto().forward(100, 0, null));
        beta.route(listener);
        beta.route(beta.balancer().rule(listener, 1, "/beta/*", beta.moto().forward(100, 0, null)));
        return beta;
    }

    /**
     * An environment with one target group.
     *
     * @param beta the environment on Moto
     * @param options the words that say which it is, and how its traffic moves
     */
    private record OneTargetGroup(MotoEnvironment beta, List<String> options) implements KillSweep.Subject {
        private static final String RELEASE = "/compiler-explorer/beta/release";

        static OneTargetGroup registered() {
            return new OneTargetGroup(MotoWorld.fresh().environment("beta").create(), List.of("--env", "beta"));
        }

        static OneTargetGroup released() {
            OneTargetGroup released = registered();
            released.beta
                    .world()
                    .ssm()
                    .putParameter(request -> request.name(RELEASE).value("1.0").type(ParameterType.STRING));
            return released;
        }

        /** What is selected; nothing if nothing is. */
        private List<String> release() {
            try {
                return List.of("release "
                        + beta.world()
                                .ssm()
                                .getParameter(request -> request.name(RELEASE))
                                .parameter()
                                .value());
            } catch (ParameterNotFoundException e) {
                return List.of();
            }
        }

        static OneTargetGroup attached() {
            Environment beta = Environment.named("beta")
                    .traffic(Traffic.attachment("Beta"))
                    .build();
            return new OneTargetGroup(
                    MotoWorld.fresh().environment(beta).create(),
                    List.of("--env", "beta", "--traffic", "attachment", "--target-group", "Beta"));
        }

        @Override
        public URI endpoint() {
            return beta.world().endpoint();
        }

        @Override
        public Jar start(URI endpoint, List<String> command) {
            List<String> words = new ArrayList<>(options);
            words.addAll(List.of("--endpoint-url", endpoint.toString(), "environment"));
            words.addAll(command);
            return Jar.start(beta.world().processEnvironment(), words.toArray(String[]::new));
        }

        @Override
        public Aftermath aftermath() {
            return Aftermath.of(
                    beta.world(),
                    options,
                    color -> new Aftermath.Side(
                            beta.size(color),
                            beta.instances(color).size(),
                            beta.registered(color).size()),
                    beta.recordedColor(),
                    Stream.concat(beta.attached().stream().map(color -> "attached to " + color), release().stream())
                            .toList());
        }
    }
}
