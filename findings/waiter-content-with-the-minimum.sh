#!/usr/bin/env bash
# The SDK's waiter for an Auto Scaling group in service waits for its minimum, not for what it desires: an idle color is ready at once.
#
# AWS SDK for Java 2.58.0: AutoScalingWaiter.waitUntilGroupInService counts the instances InService, whatever their health, and compares
# with MinSize. The group of an idle color has a minimum of 0. Scaled from 0 to 3 by its desired capacity it is "in service" at the first
# poll, with no instance; so it is with three that the group itself finds unhealthy; and so is a group of a name that does not exist,
# since none of the groups it found has too few. Only a minimum that was raised too is waited for. Whoever moves traffic after it moves
# it to nobody. Valid on all sides. Seen on JDK 17.0.15:
#
#   min 0, desired 3, no instance yet: in service after 1 poll
#   min 0, desired 3, three in service, unhealthy: in service after 1 poll
#   no group of that name: in service after 1 poll
#   min 3, desired 3, no instance yet: not in service after 3 polls
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
    <dependency><groupId>software.amazon.awssdk</groupId><artifactId>url-connection-client</artifactId><version>2.58.0</version></dependency>
    <dependency><groupId>org.slf4j</groupId><artifactId>slf4j-nop</artifactId><version>2.0.17</version></dependency>
  </dependencies>
</project>
POM
mvn -q -B dependency:copy-dependencies -DoutputDirectory=lib >/dev/null

cat > Probe.java <<'JAVA'
import com.sun.net.httpserver.HttpServer;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.retry.backoff.FixedDelayBackoffStrategy;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.autoscaling.waiters.AutoScalingWaiter;

public class Probe {
    private static volatile String answer = "";
    private static final AtomicInteger polls = new AtomicInteger();

    public static void main(String[] none) throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.createContext("/", exchange -> {
            polls.incrementAndGet();
            exchange.getRequestBody().readAllBytes();
            byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
        AutoScalingClient client = AutoScalingClient.builder().httpClient(UrlConnectionHttpClient.create()).region(Region.US_EAST_1)
                .endpointOverride(URI.create("http://127.0.0.1:" + server.getAddress().getPort()))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret"))).build();
        AutoScalingWaiter waiter = AutoScalingWaiter.builder().client(client).overrideConfiguration(wait -> wait.maxAttempts(3)
                .backoffStrategy(FixedDelayBackoffStrategy.create(Duration.ofMillis(10)))).build();
        show(waiter, "min 0, desired 3, no instance yet", group(0, ""));
        String sick = "<member><InstanceId>i-%s</InstanceId><LifecycleState>InService</LifecycleState><HealthStatus>Unhealthy"
                + "</HealthStatus></member>";
        show(waiter, "min 0, desired 3, three in service, unhealthy",
                group(0, sick.formatted(1) + sick.formatted(2) + sick.formatted(3)));
        show(waiter, "no group of that name", "");
        show(waiter, "min 3, desired 3, no instance yet", group(3, ""));
        server.stop(0);
    }

    private static String group(int min, String instances) {
        return "<member><AutoScalingGroupName>idle</AutoScalingGroupName><MinSize>" + min + "</MinSize><MaxSize>10</MaxSize>"
                + "<DesiredCapacity>3</DesiredCapacity><Instances>" + instances + "</Instances></member>";
    }

    private static void show(AutoScalingWaiter waiter, String what, String groups) {
        answer = "<DescribeAutoScalingGroupsResponse xmlns=\"http://autoscaling.amazonaws.com/doc/2011-01-01/\">"
                + "<DescribeAutoScalingGroupsResult><AutoScalingGroups>" + groups + "</AutoScalingGroups>"
                + "</DescribeAutoScalingGroupsResult></DescribeAutoScalingGroupsResponse>";
        polls.set(0);
        String found;
        try {
            waiter.waitUntilGroupInService(describe -> describe.autoScalingGroupNames("idle"));
            found = "in service";
        } catch (SdkClientException e) {
            found = "not in service";
        }
        System.out.println(what + ": " + found + " after " + polls + (polls.get() == 1 ? " poll" : " polls"));
    }
}
JAVA

java -cp 'lib/*' Probe.java | tee seen
diff seen - <<'SEEN'
min 0, desired 3, no instance yet: in service after 1 poll
min 0, desired 3, three in service, unhealthy: in service after 1 poll
no group of that name: in service after 1 poll
min 3, desired 3, no instance yet: not in service after 3 polls
SEEN
echo "as it was seen"
