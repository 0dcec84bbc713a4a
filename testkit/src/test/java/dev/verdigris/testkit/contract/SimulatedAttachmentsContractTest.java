package dev.verdigris.testkit.contract;

/** The simulated cloud keeps the contract. */
class SimulatedAttachmentsContractTest extends AttachmentsContract {

    @Override
    protected ContractWorld newWorld() {
        return new SimulatedContractWorld();
    }
}
