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

    /** Moto knows the weights of a policy, and counts in them, but its members do not tell theirs. */
    @Override
    protected boolean tellsWeightsOfMembers() {
        return false;
    }

    /** Moto drops the mixed-instances policy with every update that does not repeat it. */
    @Override
    protected boolean keepsWeightsWhenResized() {
        return false;
    }

    /** Moto keeps the configuration of a warm pool, and prepares nobody. */
    @Override
    protected boolean fillsWarmPools() {
        return false;
    }

    /** Moto has no scaling activities. */
    @Override
    protected boolean remembersLaunches() {
        return false;
    }
}
