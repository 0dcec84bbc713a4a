package dev.verdigris.aws;

import dev.verdigris.testkit.contract.ContractStore;
import dev.verdigris.testkit.contract.DeploymentStoreContract;

/** Deployment states in S3 keep the contract, on Moto. */
class S3DeploymentStoreContractTest extends DeploymentStoreContract {

    @Override
    protected ContractStore newStore() {
        return MotoStore.s3();
    }
}
