package dev.verdigris.aws;

import dev.verdigris.testkit.contract.ContractRecords;
import dev.verdigris.testkit.contract.DeploymentStoreContract;

/** Records in S3 keep the contract, on Moto. */
class S3DeploymentStoreContractTest extends DeploymentStoreContract {

    @Override
    protected ContractRecords newRecords() {
        return MotoRecords.s3();
    }
}
