package dev.verdigris.examples.fleet.cloud;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.verdigris.model.GroupName;
import dev.verdigris.model.GroupSize;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a process that runs a cloud leaves behind when it is gone: nothing. */
class LeftBehindTest {

    /** Such a process: it says which processes it has started, and waits to be killed. */
    static final class Cloud {
        private Cloud() {}

        public static void main(String[] args) {
            LocalCloud cloud = LocalCloud.start();
            GroupName group = new GroupName("beta-blue");
            cloud.group(group, new GroupSize(2, 2, 2), "v1", Duration.ZERO);
            LocalCloud.await("two processes", () -> cloud.processes(group).size() == 2);
            ProcessHandle.current().descendants().forEach(child -> System.out.print(child.pid() + " "));
            System.out.println();
            System.out.flush();
            if (args.length > 0) {
                System.exit(0);
            }
        }
    }

    @TempDir
    private Path temporary;

    private ProcessBuilder cloud(String... args) {
        return new ProcessBuilder(Program.command(List.of("-Djava.io.tmpdir=" + temporary), Cloud.class, args))
                .redirectErrorStream(true);
    }

    private static List<ProcessHandle> children(Process cloud) throws IOException {
        String line = new BufferedReader(new InputStreamReader(cloud.getInputStream(), UTF_8)).readLine();
        assertThat(line).matches("([0-9]+ )+");
        return Stream.of(line.trim().split(" "))
                .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid)).stream())
                .toList();
    }

    @Test
    void a_cloud_that_is_killed_takes_its_processes_along() throws Exception {
        Process cloud = cloud().start();
        List<ProcessHandle> children = children(cloud);
        assertThat(children).as("a shell, Envoy, and two instances").hasSizeGreaterThanOrEqualTo(4);

        cloud.destroyForcibly().waitFor();

        children.forEach(child -> child.onExit().join());
    }

    @Test
    void a_cloud_that_ends_takes_its_processes_along() throws Exception {
        Process cloud = cloud("and end").start();
        List<ProcessHandle> children = children(cloud);

        assertThat(cloud.waitFor()).isZero();

        children.forEach(child -> child.onExit().join());
        assertThat(temporary).isEmptyDirectory();
    }

    @Test
    void without_Python_it_says_what_to_install(@TempDir Path elsewhere) throws Exception {
        ProcessBuilder command = cloud().directory(elsewhere.toFile());
        command.environment().put("PATH", elsewhere.toString());
        command.environment().remove("ENVOY");
        Process cloud = command.start();
        String said = new String(cloud.getInputStream().readAllBytes(), UTF_8);

        assertThat(cloud.waitFor()).isNotZero();
        assertThat(said).contains("apt-get install python3 python3-venv").contains("ENVOY");
        assertThat(temporary).isEmptyDirectory();
    }
}
