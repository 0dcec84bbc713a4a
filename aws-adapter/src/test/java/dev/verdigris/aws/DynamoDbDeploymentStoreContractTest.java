package dev.verdigris.aws;

import dev.verdigris.testkit.contract.ContractRecords;
import dev.verdigris.testkit.contract.DeploymentStoreContract;

/** Records in DynamoDB keep the contract, on Moto. */
class DynamoDbDeploymentStoreContractTest extends DeploymentStoreContract {

    @Override
    protected ContractRecords newRecords() {
        return MotoRecords.dynamoDb();
    }
}
