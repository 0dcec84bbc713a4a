package com.example;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdigris.model.Environment;
import dev.verdigris.port.Cloud;
import dev.verdigris.testkit.SimulatedCloud;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.test.context.ActiveProfiles;

/** The whole service with its server, on a simulated cloud. */
@ActiveProfiles("test")
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class EnvironmentsEndpointTest {
    @TestConfiguration
    static class OnASimulatedCloud {
        @Bean
        SimulatedCloud simulated() {
            return SimulatedCloud.serving(Environment.of("beta"), 3);
        }

        @Bean
        Cloud cloud(SimulatedCloud simulated) {
            return simulated.ports();
        }
    }

    @Autowired
    private SimulatedCloud cloud;

    @Autowired
    private WebServerApplicationContext server;

    @Test
    void the_endpoint_deploys_and_says_how_the_environment_stands() throws Exception {
        assertThat(answered("GET")).contains("\"active\":\"blue\"");
        assertThat(answered("POST")).contains("Succeeded");
        assertThat(answered("GET")).contains("\"active\":\"green\"");
        assertThat(cloud.traffic().failed()).isZero();
        System.out.println(cloud.traffic());
    }

    private String answered(String method) throws Exception {
        URI uri = URI.create("http://localhost:" + server.getWebServer().getPort() + "/actuator/environments/beta");
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
