package dev.verdigris.aws;

import dev.verdigris.testkit.contract.ContractStore;
import dev.verdigris.testkit.contract.DeploymentStoreContract;

/** Deployment states in DynamoDB keep the contract, on Moto. */
class DynamoDbDeploymentStoreContractTest extends DeploymentStoreContract {

    @Override
    protected ContractStore newStore() {
        return MotoStore.dynamoDb();
    }
}
