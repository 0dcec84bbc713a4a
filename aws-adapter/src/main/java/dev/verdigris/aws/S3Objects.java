package dev.verdigris.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.verdigris.error.PortException;
import dev.verdigris.port.DeploymentStore.Stored;
import dev.verdigris.port.Permit;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.SdkPlugin;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/**
 * Objects of one bucket of S3, read whole and written on a condition. The revision of an object is its ETag, which another
 * text changes. A read sees what was last written (S3 user guide, "Amazon S3 data consistency model").
 */
final class S3Objects {
    static final String READ = "s3:GetObject";
    static final String WRITE = "s3:PutObject";
    static final String DELETE = "s3:DeleteObject";
    /** The action without which S3 answers a read of what is not there with a denial (S3 API, GetObject). */
    static final String MISS = "s3:ListBucket";

    /** The names of buckets: see "General purpose bucket naming rules" in the S3 user guide. */
    private static final Pattern BUCKET = Pattern.compile("[a-z0-9](?:[a-z0-9-]|\\.(?!\\.)){1,61}[a-z0-9]");

    private static final Pattern IP_ADDRESS = Pattern.compile("[0-9]+(?:\\.[0-9]+){3}");

    private static final SdkPlugin IN_ONE_PIECE = new WholeUploads();

    private final S3Client client;
    private final String bucket;
    private final String what;
    private final AwsCalls calls;

    /** @param what an object is, in words */
    S3Objects(S3Client client, String bucket, String what, AwsCalls calls) {
        if (!BUCKET.matcher(bucket).matches() || IP_ADDRESS.matcher(bucket).matches()) {
            throw new IllegalArgumentException(
                    "bucket: expected 3 to 63 lower-case letters, digits, '-' and single '.',"
                            + " with a letter or digit first and last, and no IP address, found '" + bucket + "'");
        }
        this.client = client;
        this.bucket = bucket;
        this.what = what;
        this.calls = calls;
    }

    /** An object; null if there is none. */
    @Nullable
    Stored find(String key) {
        try {
            return calls.read(READ, () -> {
                ResponseBytes<GetObjectResponse> object = client.getObject(
                        request -> request.bucket(bucket)
                                .key(key)
                                .checksumMode(ChecksumMode.ENABLED)
                                .overrideConfiguration(calls.once()),
                        ResponseTransformer.toBytes());
                return new Stored(
                        object.asUtf8String(), revision(READ, object.response().eTag()));
            });
        } catch (PortException.NotFound e) {
            if (AwsErrors.says(e, "NoSuchKey")) {
                return null;
            }
            throw e;
        }
    }

    /**
     * Writes an object on the condition that it is as expected, and returns its revision.
     *
     * @param expected the revision that it has; null if it is not there
     * @throws PortException.Conflict if it is another one
     */
    String put(String key, String text, @Nullable String expected, Permit permit) {
        PutObjectRequest.Builder request = PutObjectRequest.builder()
                .bucket(bucket)
                .key(key)
                .contentType("text/plain; charset=utf-8")
                .checksumCRC32(crc32(text))
                .overrideConfiguration(calls.once().andThen(upload -> upload.addPlugin(IN_ONE_PIECE)));
        PutObjectRequest conditional =
                (expected == null ? request.ifNoneMatch("*") : request.ifMatch(expected)).build();
        try {
            return calls.change(
                    WRITE,
                    permit,
                    () -> revision(
                            WRITE,
                            client.putObject(conditional, RequestBody.fromString(text, UTF_8))
                                    .eTag()));
        } catch (PortException.NotFound e) {
            throw conflict(e, key, expected);
        }
    }

    /** The ETag of an answer; without one there would be nothing to compare with. */
    private static String revision(String operation, @Nullable String eTag) {
        if (eTag == null) {
            throw new PortException.Invalid(
                    operation, "expected an ETag, found none", "use a store that answers as S3 does", null);
        }
        return eTag;
    }

    /**
     * The checksum that S3 compares with what arrives: in the order of the network, in Base64 (S3 user guide, "Checking
     * object integrity").
     */
    private static String crc32(String text) {
        CRC32 crc32 = new CRC32();
        crc32.update(text.getBytes(UTF_8));
        byte[] bytes = ByteBuffer.allocate(Integer.BYTES)
                .putInt((int) crc32.getValue())
                .array();
        return Base64.getEncoder().encodeToString(bytes);
    }

    /**
     * The meaning of "not found" for a conditional write: it is the object (S3 user guide, "Conditional writes"), or
     * else the bucket. A refusal may come without a code that says which: only who replaces knows that the bucket is
     * there.
     */
    private PortException conflict(PortException.NotFound refusal, String key, @Nullable String expected) {
        if (AwsErrors.says(refusal, "NoSuchBucket") || (expected == null && find(key) == null)) {
            return refusal;
        }
        return new PortException.Conflict(
                WRITE,
                expected == null
                        ? "expected no " + what + " of " + key + ", found one"
                        : "expected the " + what + " of " + key + " at " + expected + ", found none",
                refusal);
    }

    /**
     * Deletes an object; where it is not there, nothing happens.
     *
     * @param expected the revision that it has; null for whatever it has
     * @throws PortException.Conflict if it is another one
     */
    void delete(String key, @Nullable String expected, Permit permit) {
        try {
            calls.change(
                    DELETE,
                    permit,
                    () -> client.deleteObject(request ->
                            request.bucket(bucket).key(key).ifMatch(expected).overrideConfiguration(calls.once())));
        } catch (PortException.NotFound e) {
            if (AwsErrors.says(e, "NoSuchBucket")) {
                throw e;
            }
        }
    }
}
