package dev.verdigris.aws;

import dev.verdigris.model.Environment;
import dev.verdigris.port.Releases;
import dev.verdigris.testkit.contract.ReleasesContract;
import dev.verdigris.testkit.contract.ReleasesWorld;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** The release pointer in an object of S3 keeps the contract, on Moto. */
class S3ReleasesContractTest extends ReleasesContract {

    @Override
    protected ReleasesWorld newWorld() {
        ReleasesOnMoto world = new ReleasesOnMoto() {
            private final S3Client s3 =
                    moto.connected(S3Client.builder().forcePathStyle(true)).build();

            private String bucket() {
                return "builds-" + moto.account();
            }

            @Override
            public Releases releases() {
                return AwsReleases.s3(s3, bucket(), "version/beta");
            }

            @Override
            public @Nullable Environment other() {
                return null;
            }

            @Override
            public void selectedByOthers(Environment environment, String version) {
                s3.putObject(
                        request -> request.bucket(bucket()).key("version/beta"),
                        RequestBody.fromString(version + "\n"));
            }
        };
        world.moto.createBucket("builds-" + world.moto.account());
        return world;
    }
}
