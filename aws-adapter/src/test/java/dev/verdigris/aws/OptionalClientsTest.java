package dev.verdigris.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ssm.SsmClient;

/** Whoever keeps no records in DynamoDB or S3, and has no queues or metrics that matter, need not have their clients. */
class OptionalClientsTest {

    /** Runs where those clients are not. */
    public static final class Probe implements Callable<String> {

        /** Found by its name. */
        public Probe() {}

        @Override
        public String call() {
            Wire wire = new Wire();
            wire.on("GetParametersByPath", Wire.text(200, "{\"Parameters\": []}"));
            SsmClient ssm = wire.connected(SsmClient.builder()).build();
            return wire.cloud().deployments().find("beta")
                    + ", "
                    + AwsStores.parameterStore(ssm).find("beta");
        }
    }

    @Test
    void a_cloud_with_parameter_store_needs_no_optional_client() throws Exception {
        try (URLClassLoader without =
                new URLClassLoader(classPath().toArray(new URL[0]), ClassLoader.getPlatformClassLoader())) {
            for (String absent :
                    List.of("dynamodb.DynamoDbClient", "s3.S3Client", "sqs.SqsClient", "cloudwatch.CloudWatchClient")) {
                assertThatExceptionOfType(ClassNotFoundException.class)
                        .isThrownBy(() -> without.loadClass("software.amazon.awssdk.services." + absent));
            }
            Object probe = without.loadClass(Probe.class.getName())
                    .getDeclaredConstructor()
                    .newInstance();

            assertThat(((Callable<?>) probe).call()).isEqualTo("null, null");
        }
    }

    private static List<URL> classPath() throws MalformedURLException {
        List<URL> urls = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            String file = Path.of(entry).getFileName().toString();
            if (!file.matches("(dynamodb|s3|sqs|cloudwatch)-.*")) {
                urls.add(Path.of(entry).toUri().toURL());
            }
        }
        return urls;
    }
}
