package dev.verdigris.aws.moto;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the server is found, started and ended, by JVMs of its own. */
class MotoServerTest {

    /** What such a JVM runs: it says where its server is, and dies without a farewell. */
    static final class Client {
        private Client() {}

        public static void main(String[] args) {
            System.out.println(MotoServer.endpoint());
            System.out.flush();
            Runtime.getRuntime().halt(0);
        }
    }

    private record Ran(int exit, String out) {}

    private static Ran run(Map<String, String> environment) throws IOException, InterruptedException {
        ProcessBuilder command = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Client.class.getName())
                .redirectErrorStream(true);
        command.environment().remove("MOTO_ENDPOINT");
        command.environment().putAll(environment);
        Process jvm = command.start();
        String out = new String(jvm.getInputStream().readAllBytes(), UTF_8).strip();
        return new Ran(jvm.waitFor(), out);
    }

    @Test
    void a_server_ends_when_its_JVM_is_gone() throws Exception {
        Ran ran = run(Map.of());

        assertThat(ran.exit()).as(ran.out()).isZero();
        URI server = URI.create(ran.out());
        while (listens(server)) {
            Thread.onSpinWait();
        }
        assertThat(server).isNotEqualTo(MotoServer.endpoint());
    }

    private static boolean listens(URI server) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(server.getHost(), server.getPort()));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void a_server_that_is_given_is_used() throws Exception {
        String given = MotoServer.endpoint().toString();

        assertThat(run(Map.of("MOTO_ENDPOINT", given))).isEqualTo(new Ran(0, given));
        assertThat(listens(MotoServer.endpoint())).isTrue();
    }

    @Test
    void a_server_that_is_given_and_does_not_answer_fails_the_tests() throws Exception {
        String nobody;
        try (ServerSocket free = new ServerSocket(0)) {
            nobody = "http://127.0.0.1:" + free.getLocalPort();
        }

        Ran ran = run(Map.of("MOTO_ENDPOINT", nobody));

        assertThat(ran.exit()).isNotZero();
        assertThat(ran.out()).contains("expected a Moto server at " + nobody + ", found none");
    }

    @Test
    void without_Python_the_tests_fail_and_say_what_to_install(@TempDir Path empty) throws Exception {
        Ran ran = run(Map.of("PATH", empty.toString()));

        assertThat(ran.exit()).isNotZero();
        assertThat(ran.out())
                .contains("need Python 3.11 to 3.14")
                .contains("apt-get install python3 python3-venv")
                .contains("MOTO_ENDPOINT");
    }
}
