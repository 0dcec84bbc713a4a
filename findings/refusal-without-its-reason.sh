#!/usr/bin/env bash
# An S3 write that is refused before its body was sent loses its reason in one HTTP client and keeps it in the other.
#
# AWS SDK for Java 2.58.0 sends 'Expect: 100-continue' with a PutObject of 1 MiB or more (2.41.11 did with each one). A server
# may refuse it at once, as one on Go's net/http does that does not read what it refuses: 412 with the code PreconditionFailed.
# Apache's client hands on status and code. With url-connection-client the status is there and the code is null, since
# HttpURLConnection gives no error stream after a refused expectation: whoever tells a lost race by its code takes it for
# an invalid request. Valid on all sides. Seen on JDK 17.0.15 and Go 1.26.8:
#
#   Apache5 5 bytes: 412 PreconditionFailed        UrlConnection 5 bytes: 412 PreconditionFailed
#   Apache5 2097152 bytes: 412 PreconditionFailed  UrlConnection 2097152 bytes: 412 null
#
# Needs JDK 17, Maven, Go. Installs into a temporary folder, listens on 127.0.0.1 only. Fails if this changes. Not for CI.
set -euo pipefail
work=$(mktemp -d)
server=""
trap '[ -z "$server" ] || kill "$server" 2>/dev/null; rm -rf "$work"' EXIT
cd "$work"

cat > server.go <<'GO'
package main

import ("fmt"; "net"; "net/http")

// Refuses each write, as S3 refuses one whose condition does not hold.
func main() {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		panic(err)
	}
	fmt.Println(listener.Addr())
	http.Serve(listener, http.HandlerFunc(func(answer http.ResponseWriter, request *http.Request) {
		answer.Header().Set("Content-Type", "application/xml")
		answer.WriteHeader(412)
		fmt.Fprint(answer, "<Error><Code>PreconditionFailed</Code><Message>It does not hold</Message></Error>")
	}))
}
GO
go build -o server server.go

cat > pom.xml <<'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId><artifactId>finding</artifactId><version>1</version>
  <dependencies>
    <dependency><groupId>software.amazon.awssdk</groupId><artifactId>s3</artifactId><version>2.58.0</version></dependency>
    <dependency><groupId>software.amazon.awssdk</groupId><artifactId>apache5-client</artifactId><version>2.58.0</version></dependency>
    <dependency><groupId>software.amazon.awssdk</groupId><artifactId>url-connection-client</artifactId><version>2.58.0</version></dependency>
    <dependency><groupId>org.slf4j</groupId><artifactId>slf4j-nop</artifactId><version>2.0.17</version></dependency>
  </dependencies>
</project>
POM
mvn -q -B dependency:copy-dependencies -DoutputDirectory=lib >/dev/null

cat > Probe.java <<'JAVA'
import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

public class Probe {
    public static void main(String[] endpoint) {
        for (SdkHttpClient http : new SdkHttpClient[] {Apache5HttpClient.create(), UrlConnectionHttpClient.create()}) {
            S3Client s3 = S3Client.builder().httpClient(http).endpointOverride(URI.create(endpoint[0])).forcePathStyle(true)
                    .region(Region.US_EAST_1).credentialsProvider(
                            StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret"))).build();
            for (int size : new int[] {5, 2 << 20}) {
                try {
                    s3.putObject(put -> put.bucket("bucket").key("key").ifNoneMatch("*"), RequestBody.fromBytes(new byte[size]));
                    System.out.println(http.clientName() + " " + size + " bytes: overwritten");
                } catch (S3Exception e) {
                    System.out.println(http.clientName() + " " + size + " bytes: " + e.statusCode() + " "
                            + (e.awsErrorDetails() == null ? null : e.awsErrorDetails().errorCode()));
                }
            }
        }
    }
}
JAVA

./server >address &
server=$!
while [ ! -s address ]; do kill -0 "$server"; sleep 0.1; done

java -cp 'lib/*' Probe.java "http://$(cat address)" | tee seen
grep -q '^Apache5.* 5 bytes: 412 PreconditionFailed$' seen
grep -q '^Apache5.* 2097152 bytes: 412 PreconditionFailed$' seen
grep -q '^UrlConnection.* 5 bytes: 412 PreconditionFailed$' seen
grep -q '^UrlConnection.* 2097152 bytes: 412 null$' seen
echo "as it was seen"
