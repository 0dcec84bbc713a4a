package dev.verdigris.aws;

import dev.verdigris.testkit.contract.InstanceRefreshesContract;
import dev.verdigris.testkit.contract.RefreshWorld;

/** The instance refreshes of the adapter keep the contract, on answers in the words of the Auto Scaling API. */
class AutoScalingRefreshesContractTest extends InstanceRefreshesContract {

    @Override
    protected RefreshWorld newWorld() {
        return new RefreshService();
    }
}
