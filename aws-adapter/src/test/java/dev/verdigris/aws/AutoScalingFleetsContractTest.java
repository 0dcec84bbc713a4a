package dev.verdigris.aws;

import dev.verdigris.testkit.contract.ContractWorld;
import dev.verdigris.testkit.contract.FleetsContract;

/** Auto Scaling groups keep the contract, on Moto. */
class AutoScalingFleetsContractTest extends FleetsContract {

    @Override
    protected ContractWorld newWorld() {
        return new MotoContractWorld();
    }

    /** Moto takes any sizes. */
    @Override
    protected boolean refusesSizesOutsideTheBounds() {
        return false;
    }

    /** Moto has no scaling activities. */
    @Override
    protected boolean remembersLaunches() {
        return false;
    }
}
