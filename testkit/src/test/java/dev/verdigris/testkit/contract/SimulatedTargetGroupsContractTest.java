package dev.verdigris.testkit.contract;

/** The simulated cloud keeps the contract. */
class SimulatedTargetGroupsContractTest extends TargetGroupsContract {

    @Override
    protected ContractWorld newWorld() {
        return new SimulatedContractWorld();
    }
}
