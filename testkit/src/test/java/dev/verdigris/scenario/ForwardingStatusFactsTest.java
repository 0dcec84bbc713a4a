package dev.verdigris.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdigris.BlueGreen;
import dev.verdigris.Status;
import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import dev.verdigris.model.Traffic;
import dev.verdigris.testkit.ForwardAction;
import dev.verdigris.testkit.SimulatedCloud;
import dev.verdigris.testkit.SimulatedTargetGroup;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a status tells of traffic, by either strategy. */
class ForwardingStatusFactsTest {
    private final Environment beta = Environment.named("beta")
            .traffic(Traffic.forwarding("Beta-Blue", "Beta-Green", "main:80", "main:8080"))
            .build();
    private final SimulatedCloud cloud = SimulatedCloud.serving(beta, 3);

    @Test
    void registration_has_shares_and_no_routes() {
        Environment registered = Environment.of("beta");
        SimulatedCloud other = SimulatedCloud.serving(registered, 3);

        Status status = BlueGreen.on(other.ports()).status(registered);

        assertThat(status.traffic()).isEqualTo("registration");
        assertThat(status.routes()).isEmpty();
        assertThat(status.blue().percent()).isEqualTo(100);
        assertThat(status.green().percent()).isZero();
        assertThat(status.toString()).doesNotContain("route:");
    }

    @Test
    void routes_that_say_the_same_are_told_and_are_no_drift() {
        Status status = status();

        assertThat(status.traffic()).isEqualTo("forwarding");
        assertThat(status.routes()).extracting(Status.Route::name).containsExactly("main:80", "main:8080");
        assertThat(status.routes()).extracting(Status.Route::says).containsOnly("blue 100, green 0");
        assertThat(status.routes())
                .extracting(route -> route.percent(Color.BLUE))
                .containsOnly(100);
        assertThat(status.blue().percent()).isEqualTo(100);
        assertThat(status.drift()).isEmpty();
        assertThat(status.toString()).contains("\n  route: main:8080 says blue 100, green 0");
    }

    @Test
    void a_route_that_sends_one_request_in_a_thousand_elsewhere_is_drift() {
        forward(8080, ForwardAction.to(group(Color.BLUE), 999).and(group(Color.GREEN), 1));

        Status status = status();

        assertThat(status.routes().get(1).percent(Color.GREEN)).isZero();
        assertThat(status.drift())
                .containsExactly("not every route forwards to the same color alone: main:80 says blue 100, green 0,"
                        + " main:8080 says blue 999, green 1");
    }

    @Test
    void routes_that_all_send_half_of_their_requests_to_each_color_are_drift() {
        for (int port : List.of(80, 8080)) {
            forward(port, ForwardAction.to(group(Color.BLUE), 1).and(group(Color.GREEN), 1));
        }

        Status status = status();

        assertThat(status.blue().percent()).isEqualTo(50);
        assertThat(status.green().percent()).isEqualTo(50);
        assertThat(status.drift()).anySatisfy(drift -> assertThat(drift).contains("main:80 says blue 1, green 1"));
    }

    @Test
    void a_target_group_of_somebody_else_gets_its_part_and_is_told() {
        SimulatedTargetGroup other = cloud.createTargetGroup("Legacy");
        forward(8080, ForwardAction.to(group(Color.BLUE), 1).and(other, 1).sticky(Duration.ofMinutes(1)));

        Status status = status();

        assertThat(status.routes().get(1).percent(Color.BLUE)).isEqualTo(50);
        assertThat(status.routes().get(1).says()).isEqualTo("blue 1, " + other.arn() + " 1, sticky for 1m");
        assertThat(status.drift()).anySatisfy(drift -> assertThat(drift).contains("not every route"));
    }

    private Status status() {
        return BlueGreen.on(cloud.ports()).status(beta);
    }

    private SimulatedTargetGroup group(Color color) {
        return cloud.targetGroup(beta, color);
    }

    private void forward(int port, ForwardAction action) {
        cloud.listeners(beta).stream()
                .filter(listener -> listener.port() == port)
                .forEach(listener -> listener.forward(action));
    }
}
