package dev.verdigris.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.verdigris.model.Color;
import dev.verdigris.model.GroupName;
import dev.verdigris.model.ParameterPath;
import dev.verdigris.port.Cloud;
import dev.verdigris.port.Fleets.Resize;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Errors end up in logs, so none of them tells the credentials. */
class CredentialsTest {

    @Test
    void no_error_tells_the_credentials() {
        for (Wire.Reply trouble : List.of(
                Wire.broken(),
                Wire.error(403, "AccessDenied", "not authorized"),
                Wire.error(400, "Throttling", "Rate exceeded"),
                Wire.text(500, "<html>oops</html>"))) {
            Wire wire = new Wire()
                    .on("UpdateAutoScalingGroup", trouble)
                    .on("PutParameter", trouble)
                    .on("GetParameter", trouble);
            Cloud cloud = wire.cloud();

            assertTellsNothing(catchThrowable(
                    () -> cloud.fleets().resize(new GroupName("beta-blue"), Resize.min(1), wire.permit)));
            assertTellsNothing(catchThrowable(
                    () -> cloud.activeColors().write(new ParameterPath("/beta/color"), Color.BLUE, wire.permit)));
        }
    }

    private static void assertTellsNothing(Throwable failure) {
        StringWriter all = new StringWriter();
        failure.printStackTrace(new PrintWriter(all, true));
        assertThat(all.toString())
                .contains("dev.verdigris.error.PortException")
                .doesNotContain(Wire.ACCESS_KEY, Wire.SECRET_KEY, "AWS4-HMAC");
    }
}
