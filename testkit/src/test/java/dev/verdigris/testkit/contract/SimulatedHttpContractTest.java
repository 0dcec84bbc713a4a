package dev.verdigris.testkit.contract;

import dev.verdigris.port.Http;
import dev.verdigris.testkit.ProbeAnswer;
import dev.verdigris.testkit.SimulatedCloud;
import dev.verdigris.testkit.SimulatedInstance;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** The simulated cloud keeps the contract: each instance answers in its own way. */
class SimulatedHttpContractTest extends HttpContract {

    @Override
    protected HttpWorld newWorld() {
        SimulatedCloud cloud = SimulatedCloud.builder().build();
        Map<String, ProbeAnswer> answers = new HashMap<>();
        cloud.probes()
                .answer(instance ->
                        Objects.requireNonNull(answers.get(instance.id().value())));
        return new HttpWorld() {
            private URI instance(ProbeAnswer answer) {
                SimulatedInstance instance = cloud.startInstance("v1");
                answers.put(instance.id().value(), answer);
                return URI.create("http://" + instance.id() + ":8080/health");
            }

            @Override
            public Http http() {
                return Objects.requireNonNull(cloud.ports().http());
            }

            @Override
            public URI answering(int status, String body) {
                return instance(ProbeAnswer.of(status, body));
            }

            @Override
            public URI silent() {
                return instance(ProbeAnswer.never());
            }

            @Override
            public URI refusing() {
                return instance(ProbeAnswer.refused());
            }

            @Override
            public URI gathering(int number) {
                return instance(ProbeAnswer.of(200, "").taking(Duration.ofSeconds(1)));
            }

            @Override
            public int mostAtOnce() {
                return cloud.probes().mostAtOnce();
            }
        };
    }
}
