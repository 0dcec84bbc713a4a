package dev.verdigris.aws.moto;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The Moto server of this JVM: started at the first use, ended with the JVM however that ends. With {@code
 * MOTO_ENDPOINT} in the environment, the server that it names is used instead.
 */
public final class MotoServer {
    private static @Nullable URI endpoint;

    private MotoServer() {}

    /** Where the server listens; it answers by then. */
    public static synchronized URI endpoint() {
        if (endpoint == null) {
            String given = System.getenv("MOTO_ENDPOINT");
            URI server = given == null || given.isBlank() ? start() : URI.create(given);
            probe(server);
            endpoint = server;
        }
        return endpoint;
    }

    private static URI start() {
        try {
            Path log = Files.createTempFile("moto-server-", ".log");
            log.toFile().deleteOnExit();
            Path script = Files.createTempFile("moto-server-", ".py");
            script.toFile().deleteOnExit();
            Files.writeString(script, Python.resource("server.py"));
            ProcessBuilder command = new ProcessBuilder(Python.withMoto().toString(), script.toString());
            command.redirectError(log.toFile());
            // Its image catalogue costs each new account half a second, and the launch templates here name no real
            // image.
            command.environment().put("MOTO_EC2_LOAD_DEFAULT_AMIS", "false");
            Process server = command.start();
            Runtime.getRuntime().addShutdownHook(new Thread(server::destroy));
            String port = new BufferedReader(new InputStreamReader(server.getInputStream(), UTF_8)).readLine();
            if (port == null) {
                throw new IllegalStateException(
                        "expected the Moto server to print its port, found that it ended:\n" + Files.readString(log));
            }
            return URI.create("http://127.0.0.1:" + port);
        } catch (IOException e) {
            throw new UncheckedIOException("the Moto server could not be started", e);
        }
    }

    /** Fails unless Moto answers there: its port is open before it prints it, so one request tells. */
    private static void probe(URI server) {
        try {
            HttpURLConnection connection = (HttpURLConnection)
                    server.resolve("/moto-api/config").toURL().openConnection();
            connection.setConnectTimeout(10_000);
            connection.setReadTimeout(60_000);
            if (connection.getResponseCode() / 100 != 2) {
                throw new IllegalStateException("expected a Moto server at " + server + ", found HTTP "
                        + connection.getResponseCode() + " for /moto-api/config");
            }
        } catch (IOException e) {
            throw new UncheckedIOException("expected a Moto server at " + server + ", found none", e);
        }
    }
}
