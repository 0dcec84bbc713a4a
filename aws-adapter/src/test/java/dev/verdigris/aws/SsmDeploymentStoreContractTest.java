package dev.verdigris.aws;

import dev.verdigris.testkit.contract.ContractStore;
import dev.verdigris.testkit.contract.DeploymentStoreContract;

/** Deployment states in Parameter Store keep the contract, on Moto. */
class SsmDeploymentStoreContractTest extends DeploymentStoreContract {

    @Override
    protected ContractStore newStore() {
        return MotoStore.parameterStore();
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
