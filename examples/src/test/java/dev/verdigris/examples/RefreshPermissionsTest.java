package dev.verdigris.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdigris.BlueGreen;
import dev.verdigris.aws.RequiredPermissions;
import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import dev.verdigris.model.RefreshPreferences;
import dev.verdigris.model.Traffic;
import dev.verdigris.request.RollingRefresh;
import dev.verdigris.testkit.Call;
import dev.verdigris.testkit.CallHook;
import dev.verdigris.testkit.InstanceFault;
import dev.verdigris.testkit.SimulatedCloud;
import dev.verdigris.testkit.SimulatedGroup;
import java.time.Duration;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The permissions of a rolling refresh are held to its calls, which Moto cannot answer: in AWS's words, as simulated. */
class RefreshPermissionsTest {
    private final Environment beta = Environment.named("beta")
            .traffic(Traffic.forwarding("Beta-Blue", "Beta-Green", "main:80"))
            .build();
    private final SimulatedCloud cloud = SimulatedCloud.serving(beta, 3);
    private final TreeSet<String> called = new TreeSet<>();

    @Test
    void every_call_is_allowed_and_every_change_that_is_allowed_is_made() {
        SimulatedGroup blue = cloud.group(beta, Color.BLUE);
        blue.createTemplateVersion("1", "v1");
        blue.createTemplateVersion("2", "v2");
        blue.setTemplateVersion("1");
        cloud.install(new CallHook() {
            @Override
            public void before(Call call) {
                called.add(call.operation());
            }
        });
        blue.afflict("v2", InstanceFault.neverHealthy());
        RefreshPreferences preferences = RefreshPreferences.defaults()
                .withMinHealthyPercent(60)
                .withWarmup(Duration.ofSeconds(30))
                .withTemplateVersion("2");
        BlueGreen blueGreen = BlueGreen.on(cloud.ports());
        blueGreen.refresh(RollingRefresh.of(beta).withPreferences(preferences));
        blueGreen.refresh(RollingRefresh.of(beta)
                .withPreferences(preferences.withTemplateVersion(null))
                .withDeadline(Duration.ofMinutes(1)));

        TreeSet<String> allowed = new TreeSet<>(RequiredPermissions.REFRESH.actions(beta));
        called.removeIf(operation -> operation.startsWith("deployments:"));
        assertThat(allowed).containsAll(called);
        assertThat(called)
                .containsAll(allowed.stream()
                        .filter(action -> action.startsWith("autoscaling:"))
                        .toList());
    }
}
