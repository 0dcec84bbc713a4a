package dev.verdigris.aws;

import dev.verdigris.error.PortException;
import dev.verdigris.model.Environment;
import dev.verdigris.port.DeploymentStore.Stored;
import dev.verdigris.port.Permit;
import dev.verdigris.port.Releases;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * The release pointer of one environment, as an object of S3 that holds nothing but the release. Each write is made on the
 * condition that the object is the one that was read, so that nobody's selection is overwritten unseen.
 */
final class S3Releases implements Releases {
    private final S3Objects objects;
    private final String key;
    private final String place;

    S3Releases(S3Client client, String bucket, String key, AwsCalls calls) {
        if (key.isBlank() || key.endsWith("/") || key.startsWith("/")) {
            throw new IllegalArgumentException(
                    "key: expected the key of an object, with no '/' at its beginning or end, found '" + key + "'");
        }
        this.objects = new S3Objects(client, bucket, "release", calls);
        this.key = key;
        this.place = "s3://" + bucket + "/" + key;
    }

    @Override
    public Pointer read(Environment environment) {
        Stored stored = objects.find(key);
        return new Pointer(place, release(stored), null);
    }

    /** The release in an object; white space at its ends, such as the end of a line, is none of it. */
    private static @Nullable String release(@Nullable Stored stored) {
        String text = stored == null ? "" : stored.text().strip();
        return text.isEmpty() ? null : text;
    }

    @Override
    public void select(Environment environment, @Nullable String expected, @Nullable String version, Permit permit) {
        Stored stored = objects.find(key);
        String found = release(stored);
        if (Objects.equals(found, version)) {
            return;
        }
        if (!Objects.equals(found, expected)) {
            throw conflict(expected, found, null);
        }
        try {
            write(stored, version, permit);
        } catch (PortException.Conflict e) {
            String now = release(objects.find(key));
            if (!Objects.equals(now, version)) {
                throw conflict(expected, now, e);
            }
        }
    }

    private void write(@Nullable Stored stored, @Nullable String version, Permit permit) {
        if (version != null) {
            objects.put(key, version, stored == null ? null : stored.revision(), permit);
        } else if (stored != null) {
            objects.delete(key, stored.revision(), permit);
        }
    }

    private PortException.Conflict conflict(
            @Nullable String expected, @Nullable String found, @Nullable Throwable cause) {
        return new PortException.Conflict(
                S3Objects.WRITE,
                "expected " + SsmReleases.shown(expected) + " selected in " + place + ", found "
                        + SsmReleases.shown(found),
                cause);
    }

    @Override
    public List<Listed> list(Environment environment) {
        return List.of();
    }
}
