package dev.verdigris.aws;

import dev.verdigris.port.DeploymentStore;
import dev.verdigris.port.Permit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * The deployment states in a bucket of S3, one object an environment. Its revision is its ETag, which another text
 * changes; each write is made on the condition that the object still has the one that was read. A read sees what was
 * last written (S3 user guide, "Amazon S3 data consistency model").
 */
final class S3DeploymentStore implements DeploymentStore {
    static final String MISS = S3Objects.MISS;

    /** No permit can be asked for: each rests on the deployment state. */
    private static final Permit ITS_OWN = () -> {};

    private static final Pattern FOLDERS = Pattern.compile("(?:(?!\\.\\.?/)[a-zA-Z0-9_.-]+/)*");

    /** The longest prefix: a key has at most 1,024 bytes (S3 user guide), and the key of an environment 164. */
    private static final int LONGEST_PREFIX = 850;

    private final S3Objects objects;
    private final String folder;

    S3DeploymentStore(S3Client client, String bucket, String prefix, AwsCalls calls) {
        this.objects = new S3Objects(client, bucket, "deployment state", calls);
        this.folder = prefix.isEmpty() ? "" : prefix + "/";
        if (folder.length() > LONGEST_PREFIX || !FOLDERS.matcher(folder).matches()) {
            throw new IllegalArgumentException("prefix: expected names of letters, digits, '_', '.' and '-' with single"
                    + " '/' between them, fewer than " + LONGEST_PREFIX + " characters in all, found '" + prefix + "'");
        }
    }

    private String object(String key) {
        return folder + key;
    }

    @Override
    public @Nullable Stored find(String key) {
        return objects.find(object(key));
    }

    @Override
    public String claim(String key, String text, @Nullable String revision) {
        return objects.put(object(key), text, revision, ITS_OWN);
    }

    @Override
    public String replace(String key, String text, String revision) {
        return objects.put(object(key), text, revision, ITS_OWN);
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
        objects.delete(object(key), null, ITS_OWN);
        return true;
    }
}
