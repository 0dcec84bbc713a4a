package dev.verdigris.testkit.contract;

/** The simulated cloud keeps the contract. */
class SimulatedActiveColorsContractTest extends ActiveColorsContract {

    @Override
    protected ContractWorld newWorld() {
        return new SimulatedContractWorld();
    }
}
