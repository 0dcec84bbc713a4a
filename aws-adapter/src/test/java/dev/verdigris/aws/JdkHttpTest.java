package dev.verdigris.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.verdigris.hook.HttpProbe;
import dev.verdigris.port.Http;
import dev.verdigris.port.Http.Answer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the JDK's client does besides the contract: headers, long bodies, interrupts and certificates. */
class JdkHttpTest {
    private static final char[] PASSWORD = "changeit".toCharArray();
    private static final Duration LONG = Duration.ofSeconds(10);

    @TempDir
    static Path folder;

    /** Holds a certificate that nobody has signed but itself, for {@code app.example.com}. */
    private static KeyStore keys;

    private final HttpServerWorld world = new HttpServerWorld();

    @BeforeAll
    static void certify() throws IOException, InterruptedException, GeneralSecurityException {
        Path store = folder.resolve("keys.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "app",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=app.example.com",
                        "-ext",
                        "SAN=dns:app.example.com",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        new String(PASSWORD))
                .redirectErrorStream(true)
                .start();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(keytool.waitFor()).as(said).isZero();
        keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD);
        }
    }

    @AfterEach
    void close() {
        world.close();
    }

    private static Answer ask(Http http, Http.Request request) {
        return http.get(List.of(request), 1).get(0);
    }

    @Test
    void headers_are_sent() {
        URI uri = world.answering(200, "");
        HttpProbe probe = HttpProbe.http(uri.getPort(), uri.getPath()).withHeader("X-Probe", "s3cr3t");

        assertThat(ask(world.http(), probe.request("127.0.0.1"))).isEqualTo(new Answer.Response(200, ""));
        assertThat(world.headers).containsEntry("X-probe", "s3cr3t");
    }

    @Test
    void of_a_long_body_a_mebibyte_is_read() {
        URI uri = world.answering(200, "x".repeat((1 << 20) + 10));

        assertThat(ask(world.http(), new Http.Request(uri, Map.of(), new Http.Trust.Host(), LONG)))
                .isInstanceOfSatisfying(
                        Answer.Response.class,
                        response -> assertThat(response.body()).hasSize(1 << 20));
    }

    @Test
    void an_interrupt_gives_up_what_is_under_way_and_is_kept() {
        Http.Request silent = new Http.Request(world.silent(), Map.of(), new Http.Trust.Host(), LONG);
        Thread.currentThread().interrupt();

        assertThat(world.http().get(List.of(silent, silent), 1)).hasSize(2).allMatch(Answer.Nothing.class::isInstance);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void a_name_that_nobody_knows_is_an_answer() {
        Http.Request unknown =
                new Http.Request(URI.create("http://nobody.invalid/"), Map.of(), new Http.Trust.Host(), LONG);

        assertThat(ask(world.http(), unknown)).isEqualTo(new Answer.Nothing("is not known by that name"));
    }

    /** Whoever trusts the certificate; the JVM does not. */
    private static SSLContext trusting() throws GeneralSecurityException {
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(keys);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    private static Answer overTls(Http http, Http.Trust trust) throws IOException, GeneralSecurityException {
        return overTls(http, trust, "127.0.0.1", null);
    }

    /**
     * The answer of a server that has the certificate.
     *
     * @param via where it is connected to instead of the host; null for the host itself
     */
    private static Answer overTls(Http http, Http.Trust trust, String host, @Nullable String via)
            throws IOException, GeneralSecurityException {
        KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(keys, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(own.getKeyManagers(), null, null);
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
        try {
            URI uri = URI.create("https://" + host + ":" + server.getAddress().getPort() + "/");
            return ask(http, new Http.Request(uri, Map.of(), trust, LONG, via));
        } finally {
            server.stop(0);
        }
    }

    @Test
    void a_certificate_for_the_name_that_was_said_is_accepted_of_an_address() throws Exception {
        assertThat(overTls(new JdkHttp(trusting()), new Http.Trust.Name("app.example.com")))
                .isEqualTo(new Answer.Response(204, ""));
    }

    @Test
    void a_certificate_for_another_name_is_not() throws Exception {
        assertThat(overTls(new JdkHttp(trusting()), new Http.Trust.Name("other.example.com")))
                .isInstanceOfSatisfying(
                        Answer.Nothing.class,
                        nothing -> assertThat(nothing.why()).startsWith("could not be asked by TLS: "));
        assertThat(overTls(new JdkHttp(trusting()), new Http.Trust.Host())).isInstanceOf(Answer.Nothing.class);
    }

    @Test
    void elsewhere_the_certificate_must_be_for_the_host_or_for_the_name_that_was_said() throws Exception {
        Http http = new JdkHttp(trusting());

        assertThat(overTls(http, new Http.Trust.Host(), "app.example.com", "127.0.0.1"))
                .isEqualTo(new Answer.Response(204, ""));
        assertThat(overTls(http, new Http.Trust.Name("app.example.com"), "other.example.com", "127.0.0.1"))
                .isEqualTo(new Answer.Response(204, ""));
        assertThat(overTls(http, new Http.Trust.Host(), "other.example.com", "127.0.0.1"))
                .isInstanceOfSatisfying(
                        Answer.Nothing.class,
                        nothing -> assertThat(nothing.why()).startsWith("could not be asked by TLS: "));
        assertThat(overTls(JdkHttp.trustingAsTheJvmDoes(), new Http.Trust.Anyone(), "other.example.com", "127.0.0.1"))
                .isEqualTo(new Answer.Response(204, ""));
    }

    @Test
    void a_certificate_that_nobody_has_signed_is_accepted_where_any_is_and_nowhere_else() throws Exception {
        Http usual = JdkHttp.trustingAsTheJvmDoes();

        assertThat(overTls(usual, new Http.Trust.Name("app.example.com"))).isInstanceOf(Answer.Nothing.class);
        assertThat(overTls(usual, new Http.Trust.Anyone())).isEqualTo(new Answer.Response(204, ""));
    }
}
