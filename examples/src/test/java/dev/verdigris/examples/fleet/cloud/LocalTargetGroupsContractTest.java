package dev.verdigris.examples.fleet.cloud;

import dev.verdigris.testkit.contract.ContractWorld;
import dev.verdigris.testkit.contract.TargetGroupsContract;

class LocalTargetGroupsContractTest extends TargetGroupsContract {
    @Override
    protected ContractWorld newWorld() {
        return LocalWorld.empty();
    }
}
