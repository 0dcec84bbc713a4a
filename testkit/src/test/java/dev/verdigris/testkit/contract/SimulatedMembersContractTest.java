package dev.verdigris.testkit.contract;

/** The simulated cloud keeps the contract. */
class SimulatedMembersContractTest extends MembersContract {

    @Override
    protected ContractWorld newWorld() {
        return new SimulatedContractWorld();
    }
}
