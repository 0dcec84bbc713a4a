package dev.verdigris.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdigris.model.Environment;
import dev.verdigris.model.Traffic;
import dev.verdigris.testkit.SimulatedCloud;
import java.util.Map;

/** The CLI on a simulated cloud where traffic is forwarded by two routes. */
abstract class ForwardingScenario {
    /** What stands before each command. */
    static final String FORWARDING =
            "--env beta --traffic forwarding --route main:80/beta/* --route main:8080 environment ";

    final Environment beta = Environment.named("beta")
            .traffic(Traffic.forwarding("Beta-Blue", "Beta-Green", "main:80/beta/*", "main:8080"))
            .build();
    final SimulatedCloud cloud =
            SimulatedCloud.builder().serving(beta, 3).leasesExpire(false).build();
    final Cli cli = new Cli(cloud);

    /** What {@code status --json} says. */
    Map<String, Object> status() {
        return cli.run(FORWARDING + "status --json").exiting(0).json();
    }

    /** The parts of the requests that both colors get, in percent. */
    static Map<String, Object> weights(int blue, int green) {
        return Map.of("blue", blue, "green", green);
    }

    /** Does a command that succeeds. */
    Ran done(String command) {
        Ran ran = cli.run(FORWARDING + command + " --yes");
        assertThat(ran.exit()).as("%s", ran).isZero();
        return ran;
    }
}
