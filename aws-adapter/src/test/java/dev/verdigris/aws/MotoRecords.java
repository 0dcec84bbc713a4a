package dev.verdigris.aws;

import dev.verdigris.aws.moto.MotoWorld;
import dev.verdigris.port.DeploymentStore;
import dev.verdigris.testkit.contract.ContractRecords;
import java.time.Duration;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.ssm.SsmClient;

/** Places for records on Moto, each in an account of its own, and stores on them that do not pause before they retry. */
abstract class MotoRecords implements ContractRecords {
    static final String TABLE = "deployments";

    final MotoWorld world = MotoWorld.fresh();
    private final Interference all = new Interference();

    static MotoRecords parameterStore() {
        return new MotoRecords() {
            @Override
            DeploymentStore connect(Interference interference) {
                return new SsmDeploymentStore(
                        world.connected(SsmClient.builder(), interference).build(), calls());
            }
        };
    }

    static MotoRecords dynamoDb() {
        MotoRecords records = new MotoRecords() {
            @Override
            DeploymentStore connect(Interference interference) {
                return new DynamoDbDeploymentStore(
                        world.connected(DynamoDbClient.builder(), interference).build(), TABLE, calls());
            }
        };
        records.world.createRecordsTable(TABLE);
        return records;
    }

    static MotoRecords s3() {
        MotoRecords records = new MotoRecords() {
            @Override
            DeploymentStore connect(Interference interference) {
                return new S3DeploymentStore(
                        world.connected(S3Client.builder().forcePathStyle(true), interference)
                                .build(),
                        bucket(),
                        "verdigris/records",
                        calls());
            }
        };
        records.world.createBucket(records.bucket());
        return records;
    }

    static AwsCalls calls() {
        return new AwsCalls(Duration.ofSeconds(15), Duration.ofNanos(1000));
    }

    /** The names of buckets are those of all accounts. */
    String bucket() {
        return "records-" + world.account();
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
    public final void mend() {
        all.always(Interference.none());
    }
}
