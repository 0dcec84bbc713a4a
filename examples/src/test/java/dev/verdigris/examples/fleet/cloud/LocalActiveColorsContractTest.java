package dev.verdigris.examples.fleet.cloud;

import dev.verdigris.testkit.contract.ActiveColorsContract;
import dev.verdigris.testkit.contract.ContractWorld;

class LocalActiveColorsContractTest extends ActiveColorsContract {
    @Override
    protected ContractWorld newWorld() {
        return LocalWorld.empty();
    }
}
