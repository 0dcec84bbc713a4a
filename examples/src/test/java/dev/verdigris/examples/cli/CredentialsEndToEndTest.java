package dev.verdigris.examples.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.verdigris.aws.moto.MotoWorld;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * The packaged CLI with credentials that come by way of a role: a web identity, a profile that assumes one, a profile of IAM
 * Identity Center. Moto gives the roles, and a server of the test's own is Identity Center.
 */
@Execution(ExecutionMode.CONCURRENT)
class CredentialsEndToEndTest {
    private static final String START = "https://example.invalid/start";
    private static final String EXPIRED = "2020-01-01T00:00:00Z";
    private static final String VALID = "2120-01-01T00:00:00Z";

    private final MotoWorld world = MotoWorld.fresh();
    private final String role = "arn:aws:iam::" + world.account() + ":role/deployer";
    private final Map<String, String> environment = new HashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();

    @TempDir
    private Path home;

    private HttpServer identityCenter;

    @BeforeEach
    void an_environment_without_keys() throws IOException {
        identityCenter = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        identityCenter.createContext("/", this::answer);
        identityCenter.start();
        String portal = "http://127.0.0.1:" + identityCenter.getAddress().getPort();
        environment.put("HOME", home.toString());
        environment.put("AWS_REGION", "us-east-1");
        environment.put("AWS_ENDPOINT_URL_STS", world.endpoint().toString());
        environment.put("AWS_ENDPOINT_URL_SSO", portal);
        environment.put("AWS_ENDPOINT_URL_SSO_OIDC", portal);
        world.environment("beta").create();
    }

    @AfterEach
    void stop() {
        identityCenter.stop(0);
    }

    /** Identity Center: its portal gives a role's credentials to whoever has a token, its OIDC service refreshes tokens. */
    private void answer(HttpExchange exchange) throws IOException {
        asked.add(exchange.getRequestURI().getPath() + " "
                + exchange.getRequestHeaders().getFirst("x-amz-sso_bearer_token"));
        exchange.getRequestBody().readAllBytes();
        Map<String, String> ours = world.processEnvironment();
        String body = exchange.getRequestURI().getPath().equals("/token")
                ? "{\"accessToken\": \"refreshed\", \"expiresIn\": 28800, \"tokenType\": \"Bearer\"}"
                : """
                  {"roleCredentials": {"accessKeyId": "%s", "secretAccessKey": "%s", "sessionToken": "%s", \
                  "expiration": 4733510400000}}""".formatted(
                                ours.get("AWS_ACCESS_KEY_ID"),
                                ours.get("AWS_SECRET_ACCESS_KEY"),
                                ours.get("AWS_SESSION_TOKEN"));
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, body.getBytes(UTF_8).length);
        exchange.getResponseBody().write(body.getBytes(UTF_8));
        exchange.close();
    }

    private Ran status() {
        return Jar.run(
                environment, "--env", "beta", "--endpoint-url", world.endpoint().toString(), "environment", "status");
    }

    private void assertSeesBeta() {
        assertThat(status().exiting(0).out()).contains("traffic reaches blue");
    }

    private void profile(String lines) throws IOException {
        environment.put(
                "AWS_CONFIG_FILE",
                Files.writeString(home.resolve("config"), "[profile deployer]\n" + lines)
                        .toString());
        environment.put("AWS_PROFILE", "deployer");
    }

    /** What 'aws sso login' leaves behind. */
    private void loggedIn(String name, String expires) throws IOException, NoSuchAlgorithmException {
        byte[] key = MessageDigest.getInstance("SHA-1").digest(name.getBytes(UTF_8));
        Path cache = Files.createDirectories(home.resolve(".aws").resolve("sso").resolve("cache"));
        Files.writeString(cache.resolve(HexFormat.of().formatHex(key) + ".json"), """
                {"accessToken": "cached", "expiresAt": "%s", "region": "us-east-1", "startUrl": "%s", \
                "refreshToken": "again", "clientId": "us", "clientSecret": "hush", \
                "registrationExpiresAt": "2120-01-01T00:00:00Z"}
                """.formatted(expires, START));
    }

    @Test
    void a_web_identity_assumes_its_role() throws IOException {
        environment.put("AWS_ROLE_ARN", role);
        environment.put(
                "AWS_WEB_IDENTITY_TOKEN_FILE",
                Files.writeString(home.resolve("token"), "a.web.identity").toString());

        assertSeesBeta();
    }

    @Test
    void a_profile_assumes_its_role() throws IOException {
        profile("role_arn = " + role + "\nsource_profile = base\n[profile base]\naws_access_key_id = test\n"
                + "aws_secret_access_key = test\n");

        assertSeesBeta();
    }

    @Test
    void a_profile_of_identity_center_gets_its_roles_credentials() throws Exception {
        profile("sso_start_url = " + START + "\nsso_region = us-east-1\nsso_account_id = " + world.account()
                + "\nsso_role_name = deployer\n");
        loggedIn(START, VALID);

        assertSeesBeta();
        assertThat(asked).containsExactly("/federation/credentials cached");
    }

    @Test
    void a_session_of_identity_center_refreshes_its_token() throws Exception {
        profile("sso_session = corp\nsso_account_id = " + world.account() + "\nsso_role_name = deployer\n"
                + "[sso-session corp]\nsso_start_url = " + START + "\nsso_region = us-east-1\n");
        loggedIn("corp", EXPIRED);

        assertSeesBeta();
        assertThat(asked).containsExactly("/token null", "/federation/credentials refreshed");
    }

    @Test
    void a_profile_that_nobody_has_logged_in_to_says_how_to() throws IOException {
        profile("sso_start_url = " + START + "\nsso_region = us-east-1\nsso_account_id = " + world.account()
                + "\nsso_role_name = deployer\n");

        assertThat(status().exiting(2).err())
                .startsWith("expected AWS credentials, found none: the profile 'deployer' says: ")
                .contains("aws sso login");
    }

    @Test
    void a_profile_that_does_not_exist_is_named() {
        environment.put("AWS_PROFILE", "nobody");

        assertThat(status().exiting(2).err())
                .startsWith("expected AWS credentials, found none: the profile 'nobody' says: ")
                .doesNotContain("ProfileFile(");
    }

    @Test
    void a_token_file_that_is_not_there_is_named() {
        environment.put("AWS_ROLE_ARN", role);
        environment.put("AWS_WEB_IDENTITY_TOKEN_FILE", home.resolve("absent").toString());

        assertThat(status().exiting(2).err())
                .startsWith("expected AWS credentials, found none: AWS_WEB_IDENTITY_TOKEN_FILE says: ")
                .contains("absent");
    }

    @Test
    void half_a_key_is_named() {
        environment.put("AWS_ACCESS_KEY_ID", "test");

        assertThat(status().exiting(2).err())
                .startsWith("expected AWS credentials, found none: AWS_ACCESS_KEY_ID says: ")
                .contains("AWS_SECRET_ACCESS_KEY");
    }
}
