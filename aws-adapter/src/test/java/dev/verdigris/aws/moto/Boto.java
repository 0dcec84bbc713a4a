package dev.verdigris.aws.moto;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** The SDK for Python, which comes with Moto, and speaks the protocol of CloudWatch that Moto knows; the AWS command line is made of it. */
public final class Boto {
    private static final String SCRIPT = """
            import boto3, json, sys
            client = boto3.client(sys.argv[1], endpoint_url=sys.argv[2])
            inputs = [json.loads(line) for line in sys.stdin.read().splitlines()]
            for each in inputs:
                print(json.dumps(getattr(client, sys.argv[3])(**each), default=str))
            """;

    private Boto() {}

    /**
     * Calls an operation once for each of some inputs.
     *
     * @param inputs what the command line takes with {@code --cli-input-json}, each on one line
     * @return each answer, as JSON on a line
     * @throws IllegalStateException if one of them is refused
     */
    public static List<String> call(MotoWorld world, String service, String operation, List<String> inputs) {
        ProcessBuilder command = new ProcessBuilder(
                Python.withMoto().toString(),
                "-c",
                SCRIPT,
                service,
                world.endpoint().toString(),
                operation);
        command.environment().putAll(world.processEnvironment());
        command.environment().put("AWS_DEFAULT_REGION", "us-east-1");
        command.redirectErrorStream(true);
        try {
            Process process = command.start();
            process.getOutputStream().write(String.join("\n", inputs).getBytes(UTF_8));
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException(operation + " was refused:\n" + output);
            }
            return output.lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted during " + operation, e);
        }
    }
}
