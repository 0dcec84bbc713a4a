package com.example;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdigris.model.Environment;
import dev.verdigris.port.Cloud;
import dev.verdigris.testkit.SimulatedCloud;
import io.micronaut.context.annotation.Factory;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;

/** The whole service with its server, on a simulated cloud. */
@MicronautTest
class EnvironmentsEndpointTest {
    @Factory
    static class OnASimulatedCloud {
        @Singleton
        SimulatedCloud simulated() {
            return SimulatedCloud.serving(Environment.of("beta"), 3);
        }

        @Singleton
        Cloud cloud(SimulatedCloud simulated) {
            return simulated.ports();
        }
    }

    @Inject
    private SimulatedCloud cloud;

    @Inject
    private EmbeddedServer server;

    @Test
    void the_endpoint_deploys_and_says_how_the_environment_stands() throws Exception {
        assertThat(answered("GET")).contains("\"active\":\"blue\"");
        assertThat(answered("POST")).contains("Succeeded");
        assertThat(answered("GET")).contains("\"active\":\"green\"");
        assertThat(cloud.traffic().failed()).isZero();
        System.out.println(cloud.traffic());
    }

    private String answered(String method) throws Exception {
        URI uri = URI.create(server.getURL() + "/environments/beta");
        HttpRequest request = HttpRequest.newBuilder(uri)
                .header("Content-Type", "application/json")
                .method(method, method.equals("GET") ? BodyPublishers.noBody() : BodyPublishers.ofString("{}"))
                .build();
        String body = HttpClient.newHttpClient()
                .send(request, BodyHandlers.ofString())
                .body();
        System.out.println(method + " " + uri.getPath() + " " + body);
        return body;
    }
}
