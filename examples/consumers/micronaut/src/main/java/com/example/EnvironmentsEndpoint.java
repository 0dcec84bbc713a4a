package com.example;

import dev.verdigris.BlueGreen;
import dev.verdigris.Status;
import dev.verdigris.model.Environment;
import io.micronaut.management.endpoint.annotation.Endpoint;
import io.micronaut.management.endpoint.annotation.Read;
import io.micronaut.management.endpoint.annotation.Selector;
import io.micronaut.management.endpoint.annotation.Write;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.Map;

/** {@code GET /environments/beta} says how it stands; {@code POST} deploys it, and answers when that has ended. */
@Endpoint(id = "environments", defaultSensitive = false)
class EnvironmentsEndpoint {
    private final BlueGreen blueGreen;

    EnvironmentsEndpoint(BlueGreen blueGreen) {
        this.blueGreen = blueGreen;
    }

    /** On a thread of its own, since it blocks. */
    @Read
    @ExecuteOn(TaskExecutors.BLOCKING)
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

    /** On a thread of its own, since it blocks. */
    @Write
    @ExecuteOn(TaskExecutors.BLOCKING)
    Map<String, String> deploy(@Selector String name) {
        return Map.of("outcome", blueGreen.deploy(Environment.of(name)).toString());
    }
}
