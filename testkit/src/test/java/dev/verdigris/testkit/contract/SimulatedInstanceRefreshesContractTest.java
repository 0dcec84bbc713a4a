package dev.verdigris.testkit.contract;

/** The simulated cloud keeps the contract. */
class SimulatedInstanceRefreshesContractTest extends InstanceRefreshesContract {

    @Override
    protected RefreshWorld newWorld() {
        return new SimulatedContractWorld();
    }
}
