package dev.verdigris.aws;

import dev.verdigris.aws.moto.MotoWorld;
import dev.verdigris.port.DeploymentStore;
import dev.verdigris.testkit.contract.ContractStore;
import java.time.Duration;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.ssm.SsmClient;

/** Places for deployment states on Moto, each in an account of its own, and stores on them that do not pause before they retry. */
abstract class MotoStore implements ContractStore {
    static final String TABLE = "deployments";

    final MotoWorld world = MotoWorld.fresh();
    private final Interference all = new Interference();

    static MotoStore parameterStore() {
        return new MotoStore() {
            @Override
            DeploymentStore connect(Interference interference) {
                return new SsmDeploymentStore(
                        world.connected(SsmClient.builder(), interference).build(), calls());
            }
        };
    }

    static MotoStore dynamoDb() {
        MotoStore moto = new MotoStore() {
            @Override
            DeploymentStore connect(Interference interference) {
                return new DynamoDbDeploymentStore(
                        world.connected(DynamoDbClient.builder(), interference).build(), TABLE, calls());
            }
        };
        moto.world.createDeploymentsTable(TABLE);
        return moto;
    }

    static MotoStore s3() {
        MotoStore moto = new MotoStore() {
            @Override
            DeploymentStore connect(Interference interference) {
                return new S3DeploymentStore(
                        world.connected(S3Client.builder().forcePathStyle(true), interference)
                                .build(),
                        bucket(),
                        "verdigris/deployments",
                        calls());
            }
        };
        moto.world.createBucket(moto.bucket());
        return moto;
    }

    static AwsCalls calls() {
        return new AwsCalls(Duration.ofSeconds(15), Duration.ofNanos(1000));
    }

    /** The names of buckets are those of all accounts. */
    String bucket() {
        return "deployments-" + world.account();
    }

    /** The store as one more process has it, which something happens to. */
    abstract DeploymentStore connect(Interference interference);

    @Override
    public final DeploymentStore connect() {
        return connect(all);
    }

    @Override
    public final void outage() {
        all.always(Interference.outage());
    }

    @Override
    public final void loseReplies() {
        all.always(Interference.lostReply());
    }

    @Override
    public final void recover() {
        all.always(Interference.none());
    }
}
