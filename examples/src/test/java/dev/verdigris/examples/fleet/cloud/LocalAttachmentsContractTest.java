package dev.verdigris.examples.fleet.cloud;

import dev.verdigris.testkit.contract.AttachmentsContract;
import dev.verdigris.testkit.contract.ContractWorld;

class LocalAttachmentsContractTest extends AttachmentsContract {
    @Override
    protected ContractWorld newWorld() {
        return LocalWorld.empty();
    }
}
