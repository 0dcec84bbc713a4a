package dev.verdigris.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.verdigris.error.PortException;
import dev.verdigris.port.DeploymentStore;
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
 * The deployment states in a bucket of S3, one object an environment. Its revision is its ETag, which another text
 * changes; each write is made on the condition that the object still has the one that was read. A read sees what was
 * last written (S3 user guide, "Amazon S3 data consistency model").
 */
final class S3DeploymentStore implements DeploymentStore {
    static final String READ = "s3:GetObject";
    static final String WRITE = "s3:PutObject";
    static final String DELETE = "s3:DeleteObject";
    /** The action without which S3 answers a read of what is not there with a denial (S3 API, GetObject). */
    static final String MISS = "s3:ListBucket";

    /** The names of buckets: see "General purpose bucket naming rules" in the S3 user guide. */
    private static final Pattern BUCKET = Pattern.compile("[a-z0-9](?:[a-z0-9-]|\\.(?!\\.)){1,61}[a-z0-9]");

    private static final Pattern IP_ADDRESS = Pattern.compile("[0-9]+(?:\\.[0-9]+){3}");
    private static final Pattern FOLDERS = Pattern.compile("(?:(?!\\.\\.?/)[a-zA-Z0-9_.-]+/)*");

    /** The longest prefix: a key has at most 1,024 bytes (S3 user guide), and the key of an environment 164. */
    private static final int LONGEST_PREFIX = 850;

    private static final SdkPlugin IN_ONE_PIECE = new WholeUploads();

    private final S3Client client;
    private final String bucket;
    private final String folder;
    private final AwsCalls calls;

    S3DeploymentStore(S3Client client, String bucket, String prefix, AwsCalls calls) {
        if (!BUCKET.matcher(bucket).matches() || IP_ADDRESS.matcher(bucket).matches()) {
            throw new IllegalArgumentException(
                    "bucket: expected 3 to 63 lower-case letters, digits, '-' and single '.',"
                            + " with a letter or digit first and last, and no IP address, found '" + bucket + "'");
        }
        this.folder = prefix.isEmpty() ? "" : prefix + "/";
        if (folder.length() > LONGEST_PREFIX || !FOLDERS.matcher(folder).matches()) {
            throw new IllegalArgumentException("prefix: expected names of letters, digits, '_', '.' and '-' with single"
                    + " '/' between them, fewer than " + LONGEST_PREFIX + " characters in all, found '" + prefix + "'");
        }
        this.client = client;
        this.bucket = bucket;
        this.calls = calls;
    }

    private String object(String key) {
        return folder + key;
    }

    @Override
    public @Nullable Stored find(String key) {
        try {
            return calls.read(READ, () -> {
                ResponseBytes<GetObjectResponse> object = client.getObject(
                        request -> request.bucket(bucket)
                                .key(object(key))
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

    @Override
    public String claim(String key, String text, @Nullable String revision) {
        return put(key, text, revision);
    }

    @Override
    public String replace(String key, String text, String revision) {
        return put(key, text, revision);
    }

    private String put(String key, String text, @Nullable String expected) {
        PutObjectRequest.Builder request = PutObjectRequest.builder()
                .bucket(bucket)
                .key(object(key))
                .contentType("text/plain; charset=utf-8")
                .checksumCRC32(crc32(text))
                .overrideConfiguration(calls.once().andThen(upload -> upload.addPlugin(IN_ONE_PIECE)));
        PutObjectRequest conditional =
                (expected == null ? request.ifNoneMatch("*") : request.ifMatch(expected)).build();
        try {
            return calls.write(
                    WRITE,
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
                        ? "expected no deployment state of " + key + ", found one"
                        : "expected the deployment state of " + key + " at " + expected + ", found none",
                refusal);
    }

    @Override
    public boolean held(String key, String revision) {
        Stored stored = find(key);
        return stored != null && stored.revision().equals(revision);
    }

    @Override
    public boolean leasesExpire() {
        return true;
    }

    @Override
    public boolean delete(String key) {
        calls.write(
                DELETE,
                () -> client.deleteObject(
                        request -> request.bucket(bucket).key(object(key)).overrideConfiguration(calls.once())));
        return true;
    }
}
