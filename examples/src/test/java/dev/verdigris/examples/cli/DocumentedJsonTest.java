package dev.verdigris.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.verdigris.examples.Fence;
import dev.verdigris.model.Environment;
import dev.verdigris.testkit.CallFault;
import dev.verdigris.testkit.Operations;
import dev.verdigris.testkit.SimulatedCloud;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The JSON in the documentation has the shape of the JSON that is printed. */
class DocumentedJsonTest {

    @ParameterizedTest
    @CsvSource({
        "outcome, 5, environment refresh --yes",
        "status, 0, environment status",
        "validate, 3, environment validate",
        "dry-run, 0, environment refresh --dry-run"
    })
    void documented_and_printed_have_the_same_shape(String marker, int exit, String command) throws IOException {
        Environment beta = Environment.of("beta");
        SimulatedCloud cloud = SimulatedCloud.serving(beta, 3);
        cloud.install(CallFault.denied(Operations.PUT_PARAMETER));
        if (marker.equals("validate")) {
            cloud.removeParameter(beta.activeColorParameter());
        }
        String documented = Fence.in("docs/cli.md").stream()
                .filter(fence -> fence.origin().equals(marker))
                .findFirst()
                .orElseThrow()
                .text();

        Map<String, Object> printed =
                new Cli(cloud).run("--env beta --json " + command).exiting(exit).json();

        assertThat(shape(printed)).isEqualTo(shape(JSON.std.mapFrom(documented)));
    }

    /** Objects by their members, lists by their first item, all else by its kind. */
    private static Object shape(Object value) {
        if (value instanceof Map<?, ?> object) {
            Map<String, Object> members = new TreeMap<>();
            object.forEach((name, member) -> members.put((String) name, shape(member)));
            return members;
        }
        if (value instanceof List<?> list) {
            return list.isEmpty() ? List.of() : List.of(shape(list.get(0)));
        }
        return value instanceof Number ? "number" : value.getClass().getSimpleName();
    }
}
