package com.example;

import dev.verdigris.BlueGreen;
import dev.verdigris.Status;
import dev.verdigris.model.Environment;
import java.util.Map;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.stereotype.Component;

/** {@code GET /actuator/environments/beta} says how it stands; {@code POST} deploys it, and answers when that has ended. */
@Component
@Endpoint(id = "environments")
class EnvironmentsEndpoint {
    private final BlueGreen blueGreen;

    EnvironmentsEndpoint(BlueGreen blueGreen) {
        this.blueGreen = blueGreen;
    }

    @ReadOperation
    Map<String, String> status(@Selector String name) {
        Status status = blueGreen.status(Environment.of(name));
        return Map.of(
                "environment",
                status.environment(),
                "active",
                String.valueOf(status.activeColor()),
                "status",
                status.toString());
    }

    @WriteOperation
    Map<String, String> deploy(@Selector String name) {
        return Map.of("outcome", blueGreen.deploy(Environment.of(name)).toString());
    }
}
