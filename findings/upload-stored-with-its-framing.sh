#!/usr/bin/env bash
# An object of five bytes that the AWS SDK for Java uploads with its defaults is stored by gofakes3 as 298 bytes of HTTP chunks.
#
# Over plain http the SDK's default upload is 'aws-chunked': signed chunks with a checksum in the trailer. gofakes3 1.2.0 (a
# published stand-in for S3) answers 200 and keeps the chunks, signatures and all, as the object; a read gives them back, with
# 200, too. No side reports an error: the loss shows when somebody needs the object. Sent in one piece, with the checksum
# in a header (chunkedEncodingEnabled(false), checksumCRC32), the same five bytes come back. Seen with SDK 2.58.0 on JDK 17.0.15:
#
#   defaults: 298 bytes back of 5, 5;chunk-signature=...
#   in one piece: 5 bytes back of 5, hello
#
# Needs JDK 17, Maven, Go. Installs into a temporary folder, listens on 127.0.0.1 only. Fails if this changes. Not for CI.
set -euo pipefail
work=$(mktemp -d)
server=""
trap '[ -z "$server" ] || kill "$server" 2>/dev/null; rm -rf "$work"' EXIT
cd "$work"

GOBIN="$work/bin" go install github.com/johannesboyne/gofakes3/cmd/gofakes3@v1.2.0 2>/dev/null

cat > pom.xml <<'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId><artifactId>finding</artifactId><version>1</version>
  <dependencies>
    <dependency><groupId>software.amazon.awssdk</groupId><artifactId>s3</artifactId><version>2.58.0</version></dependency>
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
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

public class Probe {
    private static S3ClientBuilder at(String endpoint) {
        return S3Client.builder().httpClient(UrlConnectionHttpClient.create()).endpointOverride(URI.create(endpoint))
                .region(Region.US_EAST_1).credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret")));
    }

    private static void tell(String how, S3Client s3, String crc32) {
        s3.putObject(put -> put.bucket("bucket").key(how).checksumCRC32(crc32), RequestBody.fromString("hello"));
        String back = s3.getObjectAsBytes(get -> get.bucket("bucket").key(how)).asUtf8String();
        System.out.println(how + ": " + back.length() + " bytes back of 5, " + back.lines().findFirst().orElse(""));
    }

    public static void main(String[] endpoint) {
        tell("defaults", at(endpoint[0]).forcePathStyle(true).build(), null);
        tell("in one piece", at(endpoint[0]).serviceConfiguration(
                s3 -> s3.pathStyleAccessEnabled(true).chunkedEncodingEnabled(false)).build(), "NhCmhg==");
    }
}
JAVA

port=$((20000 + RANDOM % 20000))
bin/gofakes3 -backend memory -host "127.0.0.1:$port" -initialbucket bucket >server.log 2>&1 &
server=$!
for _ in $(seq 100); do (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null && break; kill -0 "$server"; sleep 0.1; done

java -cp 'lib/*' Probe.java "http://127.0.0.1:$port" | tee seen
grep -Eq '^defaults: [0-9]{3} bytes back of 5, 5;chunk-signature=[0-9a-f]+' seen
grep -q '^in one piece: 5 bytes back of 5, hello$' seen
echo "as it was seen"
