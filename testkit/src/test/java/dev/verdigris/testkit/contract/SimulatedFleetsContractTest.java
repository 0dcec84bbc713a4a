package dev.verdigris.testkit.contract;

/** The simulated cloud keeps the contract. */
class SimulatedFleetsContractTest extends FleetsContract {

    @Override
    protected ContractWorld newWorld() {
        return new SimulatedContractWorld();
    }
}
