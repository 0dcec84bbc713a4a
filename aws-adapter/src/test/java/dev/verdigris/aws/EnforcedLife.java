package dev.verdigris.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.verdigris.BlueGreen;
import dev.verdigris.aws.moto.MotoWorld;
import dev.verdigris.error.PortException;
import dev.verdigris.error.RefusedException;
import dev.verdigris.error.VerdigrisException;
import dev.verdigris.model.Environment;
import dev.verdigris.model.InstanceId;
import dev.verdigris.model.RefreshPreferences;
import dev.verdigris.port.Cloud;
import dev.verdigris.port.InstanceRefreshes;
import dev.verdigris.port.Releases;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import software.amazon.awssdk.services.ec2.Ec2Client;

/** Everything that is done with an environment in its life, by somebody whom IAM holds to what he is allowed. */
final class EnforcedLife {
    private final Environment environment;
    private final MotoWorld limited;
    private final Denials denials = new Denials();

    /**
     * Begins a life.
     *
     * @param world the account, in which the environment is
     * @param actions what is allowed
     */
    EnforcedLife(MotoWorld world, Environment environment, Set<String> actions) {
        this.environment = environment;
        this.limited = world.limitedTo(actions);
    }

    private Cloud cloud() {
        return Clouds.on(limited, denials);
    }

    private BlueGreen blueGreen() {
        return BlueGreen.on(cloud());
    }

    /** Does one thing after the other, until something is denied. Returns what was; without that, all has succeeded. */
    Set<String> denied(List<Runnable> acts) {
        for (Runnable act : acts) {
            try {
                act.run();
            } catch (VerdigrisException | AssertionError e) {
                if (denials.actions().isEmpty()) {
                    throw e;
                }
            }
            if (!denials.actions().isEmpty()) {
                break;
            }
        }
        return denials.actions();
    }

    void looks() {
        blueGreen().status(environment);
        blueGreen().history(environment);
    }

    /** From the third holder on, each takes the parameters of those long before it away. */
    void deploysAndGoesBack() {
        blueGreen().deploy(environment).orThrow();
        blueGreen().rollback(environment).orThrow();
        blueGreen().cleanup(environment).orThrow();
        blueGreen().reconcile(environment);
    }

    /** So many targets make a plan ask for the quota; Moto says 30, so that it is refused then. */
    void isRefusedForTheQuota(Runnable crowd) {
        crowd.run();
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> blueGreen().deploy(environment))
                .withMessageContaining("quota");
    }

    /** What is done while an instance does not come up, which none of Moto's does. */
    void replacesOne() {
        cloud().fleets().recentLaunches(environment.blue());
        InstanceId one = cloud().fleets().describe(Set.of(environment.blue())).values().stream()
                .flatMap(fleet -> fleet.inService().stream())
                .findFirst()
                .orElseThrow();
        cloud().fleets().replace(environment.blue(), one, () -> {});
    }

    /** Moto knows no instance refresh, but says first whether it is denied. */
    void refreshes() {
        InstanceRefreshes refreshes = Objects.requireNonNull(cloud().instanceRefreshes());
        unknown(() -> refreshes.start(environment.blue(), RefreshPreferences.defaults(), () -> {}));
        unknown(() -> refreshes.rollBack(environment.blue(), () -> {}));
        unknown(() -> refreshes.cancel(environment.blue(), () -> {}));
    }

    private static void unknown(Runnable call) {
        assertThatExceptionOfType(PortException.class).isThrownBy(call::run);
    }

    /** Selects, lists, and goes back to nothing. */
    void selects() {
        Releases releases = Objects.requireNonNull(cloud().releases());
        releases.read(environment);
        releases.select(environment, null, "1.0", () -> {});
        releases.list(environment);
        releases.select(environment, "1.0", null, () -> {});
    }

    void findsTheLoadBalancer() {
        assertThat(Objects.requireNonNull(cloud().listeners())
                        .entrances(Set.copyOf(environment.traffic().targetGroups())))
                .hasSize(1);
    }

    void findsAddresses() {
        Set<InstanceId> members = Set.copyOf(cloud().fleets()
                .describe(Set.of(environment.blue()))
                .values()
                .iterator()
                .next()
                .inService());
        AwsInstanceAddresses addresses = AwsInstanceAddresses.ofPrivateIpv4(
                limited.connected(Ec2Client.builder(), denials).build());

        assertThat(addresses.of(members)).hasSameSizeAs(members);
    }
}
