package dev.verdigris.testkit.contract;

/** The simulated cloud keeps the contract. */
class SimulatedListenersContractTest extends ListenersContract {

    @Override
    protected ForwardingWorld newWorld() {
        return new SimulatedContractWorld();
    }
}
