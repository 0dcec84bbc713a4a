package dev.verdigris.aws;

import dev.verdigris.testkit.contract.ContractRecords;
import dev.verdigris.testkit.contract.DeploymentStoreContract;

/** Records in Parameter Store keep the contract, on Moto. */
class SsmDeploymentStoreContractTest extends DeploymentStoreContract {

    @Override
    protected ContractRecords newRecords() {
        return MotoRecords.parameterStore();
    }

    /** Parameter Store can only create or overwrite. */
    @Override
    protected boolean comparesAndSets() {
        return false;
    }

    /** A claim is some three calls; what can go wrong between them is tried one by one in SsmDeploymentStoreTest. */
    @Override
    protected int rounds() {
        return 5;
    }
}
