#!/usr/bin/env bash
# What one AWS client has learned of a wrong clock, each client that is made later in the same JVM signs with, whatever its endpoint.
#
# AWS SDK for Java 2.58.0: a service that refuses a signature as too old says in its Date header what time it is. The client
# that is refused signs with that from then on, as documented. Clients that were there before keep their own clock; one that is
# made afterwards begins with the offset that the other has learned, also where it talks to another service or server (a static
# field, SdkGlobalTime), and also where retries are switched off, so that the first one never got an answer at all. One
# stand-in, proxy or server with a wrong clock thus makes every later client of the process sign wrongly, until each is refused
# once in its turn. Valid on all sides. Seen on JDK 17.0.15, the server's clock 20 minutes ahead, retries off:
#
#   before: signed 0 min ahead
#   first, refused: RequestExpired
#   made before: signed 0 min ahead
#   made after, another server: signed 20 min ahead
#
# Needs JDK 17 and Maven. Installs into a temporary folder, listens on 127.0.0.1 only. Fails if this changes. Not for CI.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

cat > pom.xml <<'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId><artifactId>finding</artifactId><version>1</version>
  <dependencies>
    <dependency><groupId>software.amazon.awssdk</groupId><artifactId>autoscaling</artifactId><version>2.58.0</version></dependency>
    <dependency><groupId>software.amazon.awssdk</groupId><artifactId>ssm</artifactId><version>2.58.0</version></dependency>
    <dependency><groupId>software.amazon.awssdk</groupId><artifactId>url-connection-client</artifactId><version>2.58.0</version></dependency>
    <dependency><groupId>org.slf4j</groupId><artifactId>slf4j-nop</artifactId><version>2.0.17</version></dependency>
  </dependencies>
</project>
POM
mvn -q -B dependency:copy-dependencies -DoutputDirectory=lib >/dev/null

cat > Probe.java <<'JAVA'
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.ssm.SsmClient;

public class Probe {
    static volatile String signed = "";

    static final StaticCredentialsProvider KEY =
            StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret"));

    /** A server that answers so to everything, its clock so far ahead. */
    static URI server(int status, String type, String body, Duration ahead) throws Exception {
        ServerSocket server = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(() -> {
            while (true) {
                try (Socket socket = server.accept()) {
                    BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
                    int length = 0;
                    for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
                        String[] header = line.split(": ", 2);
                        if (header[0].equalsIgnoreCase("X-Amz-Date")) {
                            signed = header[1];
                        } else if (header[0].equalsIgnoreCase("Content-Length")) {
                            length = Integer.parseInt(header[1]);
                        }
                    }
                    in.skip(length);
                    String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(Instant.now().plus(ahead).atOffset(ZoneOffset.UTC));
                    socket.getOutputStream().write(("HTTP/1.1 " + status + " Answer\r\nDate: " + date + "\r\nContent-Type: " + type
                            + "\r\nConnection: close\r\nContent-Length: " + body.length() + "\r\n\r\n" + body)
                            .getBytes(StandardCharsets.UTF_8));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        });
        thread.setDaemon(true);
        thread.start();
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    static SsmClient client(URI at) {
        return SsmClient.builder().httpClient(UrlConnectionHttpClient.create()).endpointOverride(at).region(Region.US_EAST_1)
                .credentialsProvider(KEY).overrideConfiguration(c -> c.retryStrategy(AwsRetryStrategy.doNotRetry())).build();
    }

    static String ahead(SsmClient client) {
        client.listTagsForResource(r -> r.resourceType("Parameter").resourceId("any"));
        Instant at = Instant.from(DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssX").parse(signed));
        return "signed " + Math.round(Duration.between(Instant.now(), at).toSeconds() / 60.0) + " min ahead";
    }

    public static void main(String[] args) throws Exception {
        URI right = server(200, "application/x-amz-json-1.1", "{\"TagList\":[]}", Duration.ZERO);
        URI wrong = server(400, "text/xml", "<ErrorResponse><Error><Code>RequestExpired</Code><Message>Request has expired"
                + "</Message></Error></ErrorResponse>", Duration.ofMinutes(20));
        SsmClient before = client(right);
        System.out.println("before: " + ahead(before));
        try {
            AutoScalingClient.builder().httpClient(UrlConnectionHttpClient.create()).endpointOverride(wrong)
                    .region(Region.US_EAST_1).credentialsProvider(KEY)
                    .overrideConfiguration(c -> c.retryStrategy(AwsRetryStrategy.doNotRetry())).build()
                    .describeAutoScalingGroups();
        } catch (AwsServiceException e) {
            System.out.println("first, refused: " + e.awsErrorDetails().errorCode());
        }
        System.out.println("made before: " + ahead(before));
        System.out.println("made after, another server: " + ahead(client(right)));
        System.exit(0);
    }
}
JAVA

java -cp 'lib/*' Probe.java | tee seen
diff seen - <<'SEEN'
before: signed 0 min ahead
first, refused: RequestExpired
made before: signed 0 min ahead
made after, another server: signed 20 min ahead
SEEN
echo "as it was seen"
