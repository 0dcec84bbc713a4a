package dev.verdigris.testkit.contract;

import dev.verdigris.model.Environment;
import dev.verdigris.port.Releases;
import dev.verdigris.testkit.SimulatedCloud;
import java.time.Duration;
import java.util.List;

/** The simulated cloud keeps the contract. */
class SimulatedReleasesContractTest extends ReleasesContract {

    @Override
    protected ReleasesWorld newWorld() {
        return new ReleasesWorld() {
            private final SimulatedCloud simulated = SimulatedCloud.builder().build();

            @Override
            public Releases releases() {
                return java.util.Objects.requireNonNull(simulated.ports().releases());
            }

            @Override
            public Environment environment() {
                return Environment.of("beta");
            }

            @Override
            public Environment other() {
                return Environment.of("prod");
            }

            @Override
            public List<String> versions() {
                return List.of("1.2.1", "1.2.2", "1.2.3");
            }

            @Override
            public boolean mayBeNothing() {
                return true;
            }

            @Override
            public void selectedByOthers(Environment environment, String version) {
                simulated.setRelease(environment, version);
            }

            @Override
            public void runDue() {
                simulated.pass(Duration.ofHours(1));
            }
        };
    }
}
